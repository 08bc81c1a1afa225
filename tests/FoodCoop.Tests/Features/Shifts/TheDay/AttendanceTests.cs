using System.Text;
using FoodCoop.Features.Shifts;
using static FoodCoop.Tests.Features.Shifts.Exchange.SwapsTests;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Shifts.TheDay;

public sealed class AttendanceTests
{
    [Fact]
    public async Task Attendance_corrected_twice_leaves_one_truth_in_the_account()
    {
        var coop = Scene();
        var spot = Take(coop, First, "Checkout", 114);
        TestClock.Set(Shift(coop, First, "Checkout").StartsAt);
        var host = coop.As("Tomás");
        var form = $"form[data-spot='{spot}']";
        var page = await host.Get($"/roster/day/{First}");
        page = await host.Submit(page, form, button: $"{form} button[value=missed]");
        Assert.Contains("did not come", page[form]);
        Assert.Equal(-1, Balance(coop, 114)); // owed next time, nothing else
        page = await host.Submit(page, form, button: $"{form} button"); // undo
        page = await host.Submit(page, form, button: $"{form} button[value=excused]");
        page = await host.Submit(page, form, button: $"{form} button");
        page = await host.Submit(page, form, button: $"{form} button[value=came]");
        Assert.Equal(0, Balance(coop, 114));
        Assert.Contains("1 of 1 came", page.Text);
        Assert.Equal(["done"], coop.Read(db => DutyAccount.Lines(db, Member(coop, 114))).Where(l => !l.Reversed && l.Kind is not ("owed" or "reversal")).Select(l => l.Kind));
    }

    [Fact]
    public async Task Nobody_is_marked_before_the_day_and_only_hosts_and_shift_coordinators_mark()
    {
        var coop = Scene();
        var spot = Take(coop, First, "Checkout", 114);
        var elif = coop.As("Elif");
        var page = await elif.Get($"/roster/day/{First}");
        var answer = await elif.Submit(page, $"form[data-spot='{spot}']", new { mark = "came" });
        Assert.Contains("op de dag zelf", answer.Text);
        Assert.Equal(-1, Balance(coop, 114));
        Assert.NotEqual(200, (await coop.As("Bart").Get($"/roster/day/{First}", follow: false)).Status);
        Assert.NotEqual(200, (await coop.As("Amara").Get($"/roster/{First}/roster.pdf", follow: false)).Status);
    }

    [Fact]
    public async Task The_roster_is_had_as_a_paper_and_as_a_table()
    {
        var coop = Scene();
        Take(coop, First, "Checkout", 114);
        var elif = coop.As("Elif");
        Assert.Equal("%PDF", Encoding.ASCII.GetString(await elif.Bytes($"/roster/{First}/roster.pdf"), 0, 4));
        var csv = Encoding.UTF8.GetString(await elif.Bytes($"/roster/day/{First}?handler=Csv"));
        Assert.Contains("Kassa;2026-12-25;18:00;20:00;De Loods;114;Amara;06-00000114", csv);
        Assert.Contains("Lossen;2026-12-25;17:00;18:00;De Loods;;", csv); // nobody yet, and it says so
    }
}
