using FoodCoop.Features.Cycles;
using static FoodCoop.Tests.Features.Cycles.CycleScene;

namespace FoodCoop.Tests.Features.Cycles;

/// <summary>What the mails of a month say, in both languages, and where the clocks change.</summary>
public sealed class CycleMailTests
{
    private sealed record Letter(string Subject, string Text, string Html, string UsefulUntil, string StopAddress);

    [Fact]
    public void Ordering_is_open_says_until_when_how_many_products_and_what_is_new()
    {
        var coop = Opened();
        var (amara, oksana) = (Read(coop, "ordering-open", "amara"), Read(coop, "ordering-open", "oksana"));
        Assert.Equal("Ordering for November 2026 is open until Wednesday 18 November, 22:00", amara.Subject);
        Assert.Contains("there are 3 products", amara.Text);
        Assert.Contains("From Monday 16 November, 22:00 on, a change may only help cases to fill.", amara.Text);
        Assert.Contains("Pickup is on Friday 27 November, 18:00 to 20:00.", amara.Text);
        Assert.Contains("https://krat.example/order/2026-11", amara.Text);
        Assert.DoesNotContain("New this month", amara.Text); // there was no month before
        Assert.Equal("2026-11-18T21:00:00.000Z", amara.UsefulUntil);
        Assert.StartsWith("https://krat.example/mail/stop/", amara.StopAddress);
        Assert.Equal("Bestellen voor november 2026 kan tot woensdag 18 november, 22:00", oksana.Subject);
        Assert.Contains("Vanaf maandag 16 november, 22:00 vullen we de dozen", oksana.Text);
        Assert.Contains("Naar het bestelformulier", oksana.Html);
    }

    [Fact]
    public void What_was_not_there_the_month_before_is_named_up_to_six_products()
    {
        var coop = Opened();
        Run(coop, Closes);
        coop.Write(db =>
        {
            foreach (var name in Enumerable.Range(1, 9).Select(i => $"Nieuw {i}")) Product(db, name);
            db.Execute("delete from mail");
        });
        Run(coop, new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero));
        var amara = Read(coop, "ordering-open", "amara");
        Assert.Contains("- Nieuw 6, 500 g", amara.Text);
        Assert.DoesNotContain("Nieuw 7", amara.Text);
        Assert.Contains("And 3 more new products.", amara.Text);
        Assert.Contains("En nog 3 nieuwe producten.", Read(coop, "ordering-open", "oksana").Text);
    }

    [Fact]
    public void Without_a_fill_phase_no_mail_speaks_of_one()
    {
        var coop = Planned();
        coop.Write(db => db.Execute("update order_cycle set fill_at = closes_at"));
        Run(coop, Opens);
        Run(coop, Closes.AddDays(-2));
        Assert.DoesNotContain("help cases", Read(coop, "ordering-open", "amara").Text);
        Assert.Contains("You still can, until Wednesday 18 November, 22:00.", Read(coop, "last-call", "amara").Text);
    }

    [Fact]
    public void Last_call_says_until_when_and_that_one_need_not()
    {
        var coop = Opened();
        Run(coop, Fills.AddDays(-2));
        var (amara, oksana) = (Read(coop, "last-call", "amara"), Read(coop, "last-call", "oksana"));
        Assert.Equal("You can order for November 2026 until Wednesday 18 November, 22:00", amara.Subject);
        Assert.Contains("Until Monday 16 November, 22:00 you can order whatever you like.", amara.Text);
        Assert.Contains("Heb je deze maand niets nodig? Dan hoef je niets te doen.", oksana.Text);
        Assert.Equal("2026-11-18T21:00:00.000Z", oksana.UsefulUntil);
    }

    [Fact]
    public void A_last_call_that_comes_in_the_fill_phase_does_not_promise_what_is_over()
    {
        var coop = Opened();
        Run(coop, Fills.AddHours(1));
        Assert.Contains("The cases are being filled now: until Wednesday 18 November, 22:00", Read(coop, "last-call", "amara").Text);
    }

    [Fact]
    public void Cases_short_says_how_much_is_missing_and_what_one_can_do()
    {
        var coop = Opened();
        coop.Write(db =>
        {
            Ask(db, 114, "Linzen", 5, 0, Opens.AddDays(1));
            Ask(db, 142, "Linzen", 4, 1, Opens.AddDays(2)); // 9 asked and 1 more of cases of 6: 2 missing
            Ask(db, 142, "Bulgur", 1, 0, Opens.AddDays(2));
        });
        Run(coop, Fills);
        var (dmytro, oksana) = (Read(coop, "cases-short", "dmytro"), Read(coop, "cases-short", "oksana"));
        Assert.Equal("2 products in your order do not fill their cases yet (until Wednesday 18 November, 22:00)", dmytro.Subject);
        Assert.Contains("- Linzen, 500 g: you asked for 4; you get 1\n  2 more and the case is full.", dmytro.Text);
        Assert.Contains("- Bulgur, 500 g: je vroeg er 1\n  Nog 5 en de doos is vol.", oksana.Text);
        Assert.Contains("Het zo laten. Wat niet komt, betaal je niet.", oksana.Text);
        Assert.Contains("https://krat.example/order/2026-11?show=short", oksana.Text);
        Assert.Equal(0, coop.Read(db => db.One<int>("select count(*) from mail where kind = 'cases-short' and address like 'amara%'")));
    }

    [Fact]
    public void Pickup_tomorrow_says_what_when_where_and_what_to_bring()
    {
        var coop = Opened();
        coop.Write(db =>
        {
            db.Execute("update offer set deposit = 25 where name = 'Linzen'");
            db.Execute("update offer set weighed = 1 where name = 'Los'");
            Ask(db, 142, "Linzen", 6, 0, Opens.AddDays(1));
            Ask(db, 142, "Los", 2, 0, Opens.AddDays(1));
            Ask(db, 142, "Bulgur", 2, 0, Opens.AddDays(1)); // does not come
        });
        Run(coop, Closes);
        coop.Write(db => db.Execute("update order_line set delivered = 5000 where allocated = 6000")); // one jar was missing
        Run(coop, new DateTimeOffset(2026, 11, 26, 17, 0, 0, TimeSpan.Zero));
        var (dmytro, oksana) = (Read(coop, "pickup-tomorrow", "dmytro"), Read(coop, "pickup-tomorrow", "oksana"));
        Assert.Equal("Fetch your order: Friday 27 November, 18:00 to 20:00", dmytro.Subject);
        Assert.Contains("Where: Proefweg 1, 1000 AA Amsterdam", dmytro.Text);
        Assert.Contains("- Linzen, 500 g: 5\n- Los, 500 g: 2\n  Is weighed: you pay what it really weighs.", dmytro.Text);
        Assert.DoesNotContain("Bulgur", dmytro.Text);
        Assert.Contains("Deposit: € 1.25", dmytro.Text);
        Assert.Contains("Total: € 17.14", dmytro.Text); // 7 × 2.27 + 1.25
        Assert.Contains("Neem kratten of tassen mee", oksana.Text);
        Assert.Contains("Totaal: € 17,14", oksana.Text);
        Assert.Equal("2026-11-27T19:00:00.000Z", oksana.UsefulUntil);
    }

    [Theory]
    [InlineData("2026-03-31", "2026-03-29T20:00:00Z", "2026-03-27T21:00:00Z", "2026-03-25T21:00:00Z")] // closes on the evening after the night in spring
    [InlineData("2026-04-05", "2026-03-29T01:00:00Z", "2026-03-27T01:30:00Z", "2026-03-25T01:30:00Z")] // closes at 02:30, which is not there
    [InlineData("2026-10-30", "2026-10-27T21:00:00Z", "2026-10-25T21:00:00Z", "2026-10-23T20:00:00Z")] // the fill phase begins after the night in autumn: 49 hours
    public void The_last_call_keeps_to_the_clock_on_the_wall_when_the_clocks_change(string pickup, string closes, string fills, string due)
    {
        var (coop, at) = (Planned(), DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture));
        Dates(coop, pickup, "18:00", closes, fills);
        Run(coop, at.AddDays(-5));
        Assert.DoesNotContain("last-call", Run(coop, at.AddSeconds(-1)));
        Assert.Contains("2026-11 last-call 10", Run(coop, at));
    }

    [Theory]
    [InlineData("2026-03-29", "10:00", "2026-03-28T09:00:00Z")] // 23 hours before the doors open
    [InlineData("2026-03-30", "02:30", "2026-03-29T01:00:00Z")] // 02:30 on the night is not there: the first moment after it
    [InlineData("2026-10-25", "10:00", "2026-10-24T08:00:00Z")] // 25 hours
    [InlineData("2026-10-26", "02:30", "2026-10-25T00:30:00Z")] // there twice: the first
    public void Pickup_tomorrow_keeps_to_the_clock_on_the_wall_when_the_clocks_change(string pickup, string from, string due)
    {
        var (coop, at) = (Planned(), DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture));
        Dates(coop, pickup, from, $"{at.AddDays(-4):yyyy-MM-dd}T20:00:00Z", $"{at.AddDays(-5):yyyy-MM-dd}T20:00:00Z");
        Run(coop, at.AddDays(-8));
        coop.Write(db => Ask(db, 114, "Los", 1, 0, at.AddDays(-8)));
        Run(coop, at.AddDays(-2));
        Assert.DoesNotContain("2026-11 pickup-tomorrow", Run(coop, at.AddSeconds(-1)));
        Assert.Contains("2026-11 pickup-tomorrow 1", Run(coop, at));
    }

    private static void Dates(TestCoop coop, string pickup, string from, string closes, string fills) => coop.Write(db => db.Execute(
        "update order_cycle set pickup_on = @pickup, pickup_from = @from, opens_at = '2026-01-10T07:00:00.000Z', closes_at = @closes, fill_at = @fills where code = '2026-11'",
        new { pickup, from, closes = closes.Replace("Z", ".000Z", StringComparison.Ordinal), fills = fills.Replace("Z", ".000Z", StringComparison.Ordinal) }));

    private static TestCoop Planned()
    {
        var coop = new TestCoop();
        coop.Write(db =>
        {
            Plan(db, "Linzen", "Bulgur");
            Product(db, "Los", loose: true);
            db.Execute("update coop set home = 'https://krat.example'");
        });
        return coop;
    }

    private static TestCoop Opened()
    {
        var coop = Planned();
        Run(coop, Opens);
        return coop;
    }

    private static Letter Read(TestCoop coop, string kind, string who)
    {
        var letter = coop.Read(db => db.One<Letter>(
            "select subject, body_text as text, body_html as html, useful_until, stop_address from mail where kind = @kind and address like @who || '@%'", new { kind, who }));
        return letter with { Subject = letter.Subject.Replace('\u00A0', ' '), Text = letter.Text.Replace('\u00A0', ' ') };
    }
}
