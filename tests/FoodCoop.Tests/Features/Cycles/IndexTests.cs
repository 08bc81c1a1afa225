using static FoodCoop.Tests.Features.Cycles.CycleScene;

namespace FoodCoop.Tests.Features.Cycles;

public sealed class IndexTests
{
    [Fact]
    public async Task All_members_see_the_year_s_dates_and_states_with_holidays_flagged()
    {
        var coop = new TestCoop();
        coop.Write(db => Plan(db, "Linzen"));
        Run(coop, TestClock.Start);
        var page = await coop.As("Amara").Get("/cycles");
        Assert.Contains("November 2026 Tuesday 3 November, 08:00 Wednesday 18 November, 22:00 Friday 27 November, 18:00–20:00 open", page.Text);
        Assert.Contains("Friday 25 December, 18:00–20:00 Christmas Day planned", page.Text);
        Assert.DoesNotContain("January", page.Text); // the next year has its own page
        Assert.Contains("January 2027", (await coop.As("Amara").Get("/cycles?year=2027")).Text);
    }

    [Fact]
    public async Task Buyers_also_see_how_much_was_ordered()
    {
        var coop = new TestCoop();
        coop.Write(db => Plan(db, "Linzen"));
        Run(coop, Opens);
        coop.Write(db => Ask(db, 114, "Linzen", 6, 0, Opens.AddDays(1)));
        Assert.Contains("€ 13,62", (await coop.As("Bart").Get("/cycles")).Text);
        Assert.DoesNotContain("13.62", (await coop.As("Amara").Get("/cycles")).Text);
    }

    [Fact]
    public async Task Before_the_first_cycle_the_page_says_where_they_come_from()
    {
        var page = await new TestCoop().As("Amara").Get("/cycles");
        Assert.Equal(200, page.Status);
        Assert.Contains("No cycles yet", page.Text);
    }
}
