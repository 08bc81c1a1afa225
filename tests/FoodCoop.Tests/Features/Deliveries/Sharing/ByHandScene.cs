using FoodCoop.Features.Cycles;
using FoodCoop.Features.Verify;
using FoodCoop.Platform.Web;
using static FoodCoop.Tests.Features.Cycles.CycleScene;

namespace FoodCoop.Tests.Features.Deliveries.Sharing;

/// <summary>
/// November closed: of Linzen Amara (114) asked 4, Дмитро (142) 3, Çağla (88) 2 in cases of 6, so one case is ordered and 3 lapse (Amara 4, Дмитро 2,
/// Çağla 0). Of Rijst Amara asked 5 and would take 1 more: she gets 6. Nobody asked Tahin.
/// </summary>
public abstract class ByHandScene
{
    private protected readonly TestCoop coop = new();
    private protected readonly TestBrowser bart;

    protected ByHandScene()
    {
        coop.Write(db => Plan(db, "Linzen", "Rijst", "Tahin"));
        Run(coop, Opens);
        coop.Write(db =>
        {
            Ask(db, 114, "Linzen", 4, 0, Opens.AddDays(1));
            Ask(db, 142, "Linzen", 3, 0, Opens.AddDays(2));
            Ask(db, 88, "Linzen", 2, 0, Opens.AddDays(3));
            Ask(db, 114, "Rijst", 5, 1, Opens.AddDays(1));
        });
        Run(coop, Closes);
        TestClock.Set(Closes.AddHours(1));
        bart = coop.As("Bart");
    }

    private protected void BackToFill()
    {
        var dates = new CoopDates(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"));
        coop.Write(db => StepBack.Take(db, coop.Cycle(), CycleState.Fill, "te vroeg", new(2), TestClock.Instance.GetUtcNow(), dates, new Reopening(Closes.AddDays(1))));
    }

    private protected string[] Asked() => [.. coop.Read(db => db.Query<string>("""
        select m.number || ' ' || o.name || ' ' || (l.asked / 1000)
        from order_line l join offer o on o.id = l.offer_id join member m on m.id = l.member_id order by o.name, l.id
        """))];

    private protected async Task<TestPage> Set(string product, int member, string amount, bool addCase = false, bool others = false)
    {
        var page = await bart.Get(Address(product));
        var id = coop.Read(db => db.One<long>("select id from member where number = @member", new { member }));
        var fields = new Dictionary<string, string> { ["Member"] = $"{id}", ["Amount"] = amount, ["Reason"] = "telefoon", ["AddCase"] = addCase ? "true" : "false", ["FromOthers"] = others ? "true" : "false" };
        if (page.Html.QuerySelector("form.set") is not null) return await bart.Submit(page, "form.set", fields);
        fields["__RequestVerificationToken"] = await Token(coop);
        return await bart.Post($"{Address(product)}?handler=Set", fields);
    }

    private protected string Address(string product) => $"/buying/{November}/products/{coop.Read(db => db.One<long>("select id from product where name = @product", new { product }))}";

    private protected async Task<string> Token(TestCoop of) =>
        (of == coop ? await bart.Get("/buying/suppliers/new") : await of.As("Bart").Get("/buying/suppliers/new")).Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private protected void Sound() => Assert.Empty(coop.Read(db => Invariants.All.SelectMany(i => db.Query<string>(i.Violations).Select(v => $"{i.Key}: {v}")).ToList()));
}
