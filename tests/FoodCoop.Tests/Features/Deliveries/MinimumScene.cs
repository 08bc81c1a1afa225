using FoodCoop.Tests.Features.Cycles;
using static FoodCoop.Tests.Features.Cycles.CycleScene;

namespace FoodCoop.Tests.Features.Deliveries;

/// <summary>
/// November closed with two suppliers: De Molen has no minimum; Zuid wants € 30 net and gets an order of € 24. Amara (114, English)
/// asks of both, Çağla (88, Dutch) of Zuid only, Дмитро and Oksana (142, English and Dutch) of De Molen only.
/// </summary>
internal static class MinimumScene
{
    public static TestCoop Closed()
    {
        var coop = new TestCoop();
        coop.Write(db =>
        {
            Plan(db, "Linzen", "Olijven", "Tahin");
            db.Execute("insert into supplier (name, minimum, created_at) values ('Zuid', 3000, @Opens)", new { Opens });
            db.Execute("update product set supplier_id = 2 where name in ('Olijven', 'Tahin')");
        });
        Run(coop, Opens);
        coop.Write(db =>
        {
            Ask(db, 114, "Linzen", 4, 0, Opens.AddDays(1));
            Ask(db, 142, "Linzen", 2, 0, Opens.AddDays(2));
            Ask(db, 114, "Olijven", 5, 0, Opens.AddDays(1));
            Ask(db, 88, "Olijven", 5, 2, Opens.AddDays(2)); // 10 asked and 2 more: two cases of 6, Çağla 7
            Ask(db, 88, "Tahin", 2, 0, Opens.AddDays(2)); // no case
        });
        Run(coop, Closes);
        TestClock.Set(Closes.AddHours(1));
        return coop;
    }

    /// <summary>The mails of the two steps.</summary>
    public const string AtOrdered = "changes-since-closing";
    public const string AtDelivered = "delivery-changes";

    public const string Buying = "/buying/" + November;

    /// <summary>A form of Zuid's card on the buyer's page.</summary>
    public static string Zuid(string form) => $"[data-supplier='2'] form.{form}";

    public static string Molen(string form) => $"[data-supplier='1'] form.{form}";

    public sealed record Letter(string Key, string Subject, string Text, string Html);

    /// <summary>Mails of a kind, with plain spaces.</summary>
    public static List<Letter> Letters(TestCoop coop, string kind) => coop.Read(db => db.Query<Letter>(
            "select key, subject, body_text as text, body_html as html from mail where kind = @kind order by id", new { kind }))
        .ConvertAll(l => new Letter(l.Key, Plain(l.Subject), Plain(l.Text), Plain(l.Html)));

    public static Letter To(TestCoop coop, string kind, string name)
    {
        var person = coop.Read(db => db.One<long>("select id from person where name = @name", new { name }));
        return Letters(coop, kind).Single(l => l.Key.EndsWith($"/person-{person}", StringComparison.Ordinal));
    }

    /// <summary>"114 Olijven 5 5" for each line: allocated, told.</summary>
    public static string[] Told(TestCoop coop) => [.. coop.Read(db => db.Query<string>("""
        select m.number || ' ' || o.name || ' ' || (l.allocated / 1000) || ' ' || (l.told / 1000)
        from order_line l join offer o on o.id = l.offer_id join member m on m.id = l.member_id
        order by o.name, l.id
        """))];

    public static string State(TestCoop coop) => States(coop)[^1];

    public static async Task<TestCoop> Ordered(string zuid)
    {
        var coop = Closed();
        await Take(coop, zuid);
        return coop;
    }

    /// <summary>Decides about Zuid, then sends De Molen's order, which is the last.</summary>
    public static async Task Take(TestCoop coop, string zuid)
    {
        var bart = coop.As("Bart");
        await bart.Submit(await bart.Submit(await bart.Get(Buying), zuid), Molen("sent"));
        Assert.Equal("Ordered", State(coop));
    }

    public static async Task Arrive(TestCoop coop)
    {
        var host = coop.As("Tomás");
        await host.Submit(await host.Get("/pickup/2026-11"), "form.arrived");
        Assert.Equal("Delivered", State(coop));
    }

    private static string Plain(string text) => text.Replace('\u00A0', ' ');
}
