using FoodCoop.Features.Shifts;
using static FoodCoop.Tests.Features.Shifts.Exchange.SwapsTests;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Shifts.TheDay;

public sealed class UnmarkedDayTests
{
    private readonly TestCoop coop = Scene();

    public UnmarkedDayTests()
    {
        Take(coop, First, "Checkout", 114);
        Take(coop, First, "Unloading", 17);
        Take(coop, First, "Unloading", 88);
    }

    [Theory]
    [InlineData("Elif", "2 diensten van vrijdag 25 december zijn nog niet afgevinkt. Vink af wie er was (3 mensen)")]
    [InlineData("Tomás", "2 shifts of Friday 25 December are not marked yet. Mark who came (3 people)")]
    public async Task After_the_day_who_runs_it_is_asked_on_today_and_led_to_the_page(string name, string words)
    {
        var runs = coop.As(name);
        TestClock.Set(Shift(coop, First, "Checkout").EndsAt.AddHours(1));
        Assert.Null((await runs.Get("/")).Html.QuerySelector(".unmarked")); // the day itself is not over
        TestClock.Set(Shift(coop, First, "Checkout").EndsAt.AddHours(5));
        var today = await runs.Get("/");
        Assert.Contains(words, string.Join(' ', today.Html.QuerySelector(".unmarked")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal($"/roster/day/{First}", today.Html.QuerySelector(".unmarked a")!.GetAttribute("href"));
        Assert.Null((await coop.As("Amara").Get("/")).Html.QuerySelector(".unmarked"));
    }

    [Fact]
    public async Task The_board_asks_too_until_everybody_is_marked_or_it_is_too_long_ago()
    {
        var elif = coop.As("Elif");
        After();
        Assert.Contains("25 december zijn nog niet afgevinkt", (await elif.Get("/roster")).Text);
        Assert.Contains("25 december zijn nog niet afgevinkt", (await elif.Get($"/roster/{First}")).Text);
        TestClock.Set(TestClock.Instance.GetUtcNow().AddMonths(4));
        Assert.DoesNotContain("afgevinkt", (await elif.Get("/roster")).Text);
        After();
        coop.Write(db => coop.Read(d => Spots.OfCycle(d, Shift(coop, First, "Checkout").CycleId)).ForEach(s => DutyAccount.Mark(db, s.Id, "missed", Starts, Person(coop, "Elif"))));
        Assert.DoesNotContain("afgevinkt", (await elif.Get("/roster")).Text);
    }

    [Fact]
    public async Task Who_did_not_come_first_then_the_others_together_and_a_slip_is_taken_back_together()
    {
        After();
        var host = coop.As("Tomás");
        var page = await host.Get($"/roster/day/{First}");
        var missed = coop.Read(db => Spots.OfShift(db, Shift(coop, First, "Unloading").Id))[0];
        page = await host.Submit(page, $"form[data-spot='{missed.Id}']", button: $"form[data-spot='{missed.Id}'] button[value=missed]");
        Assert.Contains("All 2 who are left came", page["#unmarked"]);
        page = await host.Submit(page, ".rest-of-day");
        Assert.Contains("2 people have been marked as having come", page["#together"]);
        Assert.Null(page.Html.QuerySelector("#unmarked"));
        Assert.Equal((0, 0, -1), (Balance(coop, 114), Balance(coop, 88), Balance(coop, 17)));
        page = await host.Submit(page, ".not-rest");
        Assert.Contains("Taken back: 2 people", page.Html.Body!.TextContent);
        Assert.Equal((-1, -1), (Balance(coop, 114), Balance(coop, 88)));
        Assert.Contains("2 shifts of Friday 25 December are not marked yet", page["#unmarked"]); // and who was missed stays so
        Assert.Equal("missed", coop.Read(db => Spots.Find(db, missed.Id))!.Mark);
    }

    [Fact]
    public async Task Who_still_looks_for_a_stand_in_is_not_marked_along_with_the_others()
    {
        coop.Write(db => db.Execute("update spot set looking_at = @Starts where member_id = @member", new { Starts, member = Member(coop, 88) }));
        Take(coop, First, "Unloading", 142);
        After();
        var host = coop.As("Tomás");
        var page = await host.Submit(await host.Get($"/roster/day/{First}"), $"#shift-{Shift(coop, First, "Unloading").Id} form.rest");
        Assert.Contains("2 people have been marked", page["#together"]);
        Assert.Equal(-1, Balance(coop, 88));
        Assert.Equal("", coop.Read(db => Spots.OfShift(db, Shift(coop, First, "Unloading").Id)).Single(s => s.Number == 88).Mark);
    }

    [Fact]
    public async Task Nobody_left_to_mark_is_said_and_marks_that_were_corrected_since_are_not_taken_back()
    {
        After();
        var host = coop.As("Tomás");
        var old = await host.Get($"/roster/day/{First}");
        var marked = await host.Submit(old, ".rest-of-day");
        var twice = await host.Submit(old, ".rest-of-day");
        Assert.Equal(422, twice.Status);
        Assert.Contains("Nobody is left to mark here", twice.Text);
        foreach (var spot in coop.Read(db => Spots.OfCycle(db, Shift(coop, First, "Checkout").CycleId)))
            coop.Write(db => DutyAccount.Mark(db, spot.Id, "excused", TestClock.Instance.GetUtcNow().AddMinutes(1), Person(coop, "Elif")));
        var late = await host.Submit(marked, ".not-rest");
        Assert.Contains("marked these people anew since", late.Text);
        Assert.All(coop.Read(db => Spots.OfCycle(db, Shift(coop, First, "Checkout").CycleId)), s => Assert.Equal("excused", s.Mark));
    }

    [Fact]
    public async Task The_pickup_pages_lead_to_the_day_s_shifts_and_back()
    {
        var host = coop.As("Tomás");
        var page = await host.Get($"/pickup/{First}");
        Assert.Equal($"/roster/day/{First}", page.Html.QuerySelector("#shifts a")!.GetAttribute("href"));
        page = await host.Get($"/roster/day/{First}");
        Assert.NotNull(page.Html.QuerySelector($".eyebrow a[href='/pickup/{First}']"));
        Assert.Null(page.Html.QuerySelector(".eyebrow a[href^='/roster/']"));
        page = await coop.As("Elif").Get($"/roster/day/{Second}");
        Assert.NotNull(page.Html.QuerySelector($".eyebrow a[href='/roster/{First}']")); // the board is called by its first day
        Assert.Null(page.Html.QuerySelector(".eyebrow a[href^='/pickup/']"));
    }

    private void After() => TestClock.Set(Shift(coop, First, "Checkout").EndsAt.AddHours(12));
}
