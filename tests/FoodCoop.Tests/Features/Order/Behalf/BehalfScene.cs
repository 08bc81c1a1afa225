using System.Text.Json;
using FoodCoop.Features.Order;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Features.Order.Behalf;

/// <summary>Bart, a buyer, orders for others while ordering is open; what comes of it.</summary>
internal static class BehalfScene
{
    public const string Code = Scene.Code;

    public sealed record Letter(string Key, string Who, string ReplyTo, string Subject, string Text, DateTimeOffset? UsefulUntil, DateTimeOffset? SkippedAt);

    public sealed record LineRow(long Asked, long Flex, string Note, int Version, string? By, long Layers);

    /// <summary>De Testakker's rice and lentils, cases of six.</summary>
    public static (TestCoop Coop, Id<Offer> Rice, Id<Offer> Lentils) Shop()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        return (coop, coop.Offer("Zilvervliesrijst", price: 300), coop.Offer("Rode linzen", price: 200));
    }

    public static string For(int number) => $"/buying/{Code}/for/{number}";

    /// <summary>As the form's script does it.</summary>
    public static async Task<(int Status, JsonElement Answer)> Tap(
        this TestCoop coop, string who, string form, Id<Offer> offer, string asked, int seen, string flex = "0", string? note = null, string device = "phone")
    {
        var browser = coop.As(who);
        return await Tap(browser, await browser.Get(form), form, offer, asked, seen, flex, note, device);
    }

    public static async Task<(int Status, JsonElement Answer)> Tap(
        TestBrowser browser, TestPage page, string form, Id<Offer> offer, string asked, int seen, string flex = "0", string? note = null, string device = "phone")
    {
        var fields = new Dictionary<string, string>
        {
            ["offer"] = offer.ToString(), ["asked"] = asked, ["flex"] = flex, ["seen"] = $"{seen}", ["device"] = device, ["change"] = $"{seen + 1}",
            ["__RequestVerificationToken"] = page.Html.QuerySelector("#order input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
        };
        if (note is not null) fields["note"] = note;
        var request = new HttpRequestMessage(HttpMethod.Post, $"{form}?handler=Line") { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await browser.Raw(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.StartsWith('{') ? JsonSerializer.Deserialize<JsonElement>(text) : default);
    }

    /// <summary>Presses "Done, tell …".</summary>
    public static async Task<TestPage> Done(this TestCoop coop, string who, int number)
    {
        var browser = coop.As(who);
        return await browser.Submit(await browser.Get(For(number)), "#done");
    }

    public static List<Letter> Letters(this TestCoop coop) => coop.Read(db => db.Query<Letter>("""
        select m.key, p.name as who, m.reply_to, m.subject, m.body_text as text, m.useful_until, m.skipped_at
        from mail m join person p on p.id = m.person_id where m.kind = 'ordered-for-you' order by m.id
        """));

    public static LineRow Line(this TestCoop coop, Id<Offer> offer, int member) => coop.Read(db => db.One<LineRow>("""
        select l.asked, l.flex, l.note, l.version, p.name as by,
          (select coalesce(sum(y.amount), 0) from order_layer y where y.order_line_id = l.id and y.dropped_at is null) as layers
        from order_line l join member m on m.id = l.member_id left join person p on p.id = l.changed_by
        where l.offer_id = @offer and m.number = @member
        """, new { offer, member }));

    /// <summary>Of each sitting: whether it has ended, how many products it changed, how many mails it wrote.</summary>
    public static List<(bool HasEnded, int? Products, int? Mails)> Sittings(this TestCoop coop) =>
        coop.Read(db => db.Query<(bool, int?, int?)>("select ended_at is not null, products, mails from order_sitting order by id"));

    public static void IsBuyerToo(this TestCoop coop, string name) => coop.Write(db => db.Execute(
        "insert into person_role (person_id, role, granted_at) select id, 'Buyer', @Start from person where name = @name", new { name, TestClock.Start }));

    public static IEnumerable<string> Broken(this TestCoop coop) => coop.Read(db => FoodCoop.Features.Verify.VerifyCommand.Look(db).Where(v => v.Violations.Count > 0).Select(v => v.Invariant.Key).ToList());
}
