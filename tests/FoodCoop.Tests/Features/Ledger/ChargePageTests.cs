namespace FoodCoop.Tests.Features.Ledger;

public sealed class ChargePageTests
{
    private const string Address = "/pickup/2026-11/charge";

    [Fact]
    public async Task The_host_sees_who_will_be_charged_what_and_charges()
    {
        var coop = ChargeScene.Delivered();
        var host = coop.As("Tomás");
        var page = await host.Get(Address);
        Assert.Contains("3 members · € 18.22 together", page.Text);
        Assert.Equal(["9 Het Schap Shelf €\u00A04.54 €\u00A00.20 €\u00A04.74", "114 Amara €\u00A08.90 €\u00A00.30 €\u00A09.20", "142 Дмитро €\u00A04.28 €\u00A00.00 €\u00A04.28"],
            ChargeScene.Rows(page, "#charge tbody tr"));
        page = await host.Submit(page, "form.charge");
        Assert.Equal(200, page.Status);
        Assert.Contains("3 members charged, € 18.22 together", page.Text);
        Assert.Contains("Tomás charged this on Friday 27 November, 21:30", page.Text);
        Assert.Null(page.Html.QuerySelector("form.charge"));
        Assert.Equal(3, ChargeScene.Count(coop, "ledger_entry"));
    }

    [Fact]
    public async Task Twenty_hosts_at_once_charge_once_and_see_no_error()
    {
        var coop = ChargeScene.Delivered();
        coop.Write(db => db.Execute("insert into person_role (person_id, role, granted_at) select id, 'PickupHost', '2026-01-01T00:00:00.000Z' from person where name = 'Wei'"));
        var hosts = Enumerable.Range(0, 20).Select(i => coop.As(i % 2 == 0 ? "Tomás" : "Wei")).ToArray();
        var seen = await Task.WhenAll(hosts.Select(h => h.Get(Address)));
        var after = await Task.WhenAll(hosts.Select((h, i) => h.Submit(seen[i], "form.charge")));
        Assert.All(after, page => Assert.Equal(200, page.Status));
        Assert.Equal(1, after.Count(p => p.Text.Contains("on their way", StringComparison.Ordinal)));
        Assert.Equal(19, after.Count(p => p.Text.Contains("Nothing was charged twice", StringComparison.Ordinal)));
        Assert.Equal((3, 2, 3), (ChargeScene.Count(coop, "ledger_entry"), ChargeScene.Count(coop, "statement"), ChargeScene.Count(coop, "mail")));
    }

    [Fact]
    public async Task Amounts_that_changed_since_they_were_seen_are_not_charged_but_shown_again()
    {
        var coop = ChargeScene.Delivered();
        var host = coop.As("Tomás");
        var page = await host.Get(Address);
        coop.Write(db => ChargeScene.Line(db, 31, "Zeep", allocated: 1000));
        page = await host.Submit(page, "form.charge");
        Assert.Equal(422, page.Status);
        Assert.Contains("together they are € 20.21 now", page.Text);
        Assert.Equal(0, ChargeScene.Count(coop, "ledger_entry"));
        page = await host.Submit(page, "form.charge");
        Assert.Equal(4, ChargeScene.Count(coop, "ledger_entry"));
    }

    [Fact]
    public async Task Before_closing_there_is_no_button_and_a_post_is_refused()
    {
        var coop = ChargeScene.Delivered("Open");
        var host = coop.As("Tomás");
        var page = await host.Get(Address);
        Assert.Null(page.Html.QuerySelector("form.charge"));
        Assert.Contains("Members can order until", page.Text);
        var token = (await host.Get("/account/profile")).Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var refused = await host.Post(Address, [new("Seen", "1822"), new("__RequestVerificationToken", token)]);
        Assert.Equal(422, refused.Status);
        Assert.Contains("has not closed yet", refused.Text);
        Assert.Equal(0, ChargeScene.Count(coop, "ledger_entry"));
    }

    [Fact]
    public async Task A_cycle_that_is_not_there_is_not_found()
    {
        var coop = ChargeScene.Delivered();
        Assert.Equal(404, (await coop.As("Tomás").Get("/pickup/2031-01/charge")).Status);
    }
}
