using static FoodCoop.Tests.Features.Shifts.Board.BoardScene;
using static FoodCoop.Tests.Features.Shifts.ShiftLetters;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Shifts.Board;

/// <summary>The mail server is away, and the roster is published again: each person reads one mail, and that one is true.</summary>
public sealed class ShiftNewsTests
{
    private readonly TestCoop coop = Ready();
    private readonly TestBrowser elif;

    public ShiftNewsTests() => elif = coop.As("Elif");

    [Fact]
    public async Task Published_again_while_your_shift_still_waits_one_mail_tells_of_the_shift_that_it_is_now()
    {
        await Put(114, null, First, "Checkout");
        await Put(114, (First, "Checkout"), Second, "Unloading");
        var letter = Assert.Single(Letters(coop));
        Assert.Equal(("Amara", "shift-assigned", "Your shift: Unloading, Friday 29 January"), (letter.Name, letter.Kind, letter.Subject));
        Assert.DoesNotContain("Checkout", letter.Body);
        Assert.Equal("changed", coop.Read(db => db.One<string>("select skip_reason from mail where skipped_at is not null")));
    }

    [Fact]
    public async Task Changed_twice_before_the_first_change_went_the_mail_begins_from_what_was_told()
    {
        await Put(114, null, First, "Checkout");
        Send(coop);
        await Put(114, (First, "Checkout"), Second, "Unloading");
        await Put(114, (Second, "Unloading"), Second, "Checkout");
        var letter = Assert.Single(Letters(coop));
        Assert.Equal("Your shift has changed: Checkout, Friday 29 January", letter.Subject);
        Assert.Contains("not expected any more for: Checkout, Friday 25 December", letter.Body);
        Assert.DoesNotContain("Unloading", letter.Body);
    }

    [Fact]
    public async Task Back_where_it_was_before_the_change_went_nothing_is_told()
    {
        await Put(114, null, First, "Checkout");
        Send(coop);
        await Put(114, (First, "Checkout"), Second, "Unloading");
        await Put(114, (Second, "Unloading"), First, "Checkout");
        Assert.Empty(Waiting(coop));
        Assert.Equal([114], coop.Read(db => FoodCoop.Features.Shifts.Spots.OfShift(db, Shift(coop, First, "Checkout").Id)).Select(s => s.Number));
    }

    [Fact]
    public async Task A_spot_that_is_taken_away_before_it_was_told_is_told_as_gone()
    {
        await Put(114, null, First, "Checkout");
        await Move(elif, Who(coop, 114, First, "Checkout"), "0");
        await Publish(elif);
        var letter = Assert.Single(Letters(coop));
        Assert.Equal("Your shift is off: Checkout, Friday 25 December", letter.Subject);
    }

    [Fact]
    public async Task Taken_away_and_given_another_before_either_went_one_mail_tells_both()
    {
        await Put(114, null, First, "Checkout");
        Send(coop);
        await Move(elif, Who(coop, 114, First, "Checkout"), "0");
        await Publish(elif);
        await Put(114, null, Second, "Unloading");
        var letter = Assert.Single(Letters(coop));
        Assert.Equal("Your shift has changed: Unloading, Friday 29 January", letter.Subject);
        Assert.Contains("not expected any more for: Checkout, Friday 25 December", letter.Body);
    }

    [Fact]
    public async Task Of_a_household_each_person_is_told_from_what_it_has_read_itself()
    {
        await Put(142, null, First, "Checkout");
        Send(coop, "Oksana"); // Дмитро's waits
        await Put(142, (First, "Checkout"), Second, "Checkout");
        Assert.Equal(["Oksana shift-changed", "Дмитро shift-assigned"], Waiting(coop));
    }

    [Fact]
    public async Task Who_has_not_read_of_its_shift_yet_reads_with_whom_it_is_now()
    {
        await Move(elif, Who(coop, 114), To(coop, First, "Unloading"));
        await Put(17, null, First, "Unloading");
        Send(coop, "Çağla");
        await Put(17, (First, "Unloading"), Second, "Unloading");
        var amaras = Letters(coop).Single(l => l.Name == "Amara");
        Assert.Equal("shift-assigned", amaras.Kind);
        Assert.Contains("You do this shift alone", amaras.Body);
        Assert.Equal(2, Letters(coop).Count);
    }

    [Fact]
    public async Task A_shift_that_is_moved_while_your_shift_waits_is_told_once_with_its_new_time()
    {
        await Put(142, null, First, "Checkout");
        Send(coop, "Oksana");
        var page = await elif.Get($"/roster/shifts/{Shift(coop, First, "Checkout").Id}");
        await elif.Submit(page, "form.day", new Dictionary<string, string> { ["Day.From"] = "16:30" });
        Assert.Equal(["Oksana shift-moved", "Дмитро shift-assigned"], Waiting(coop));
        Assert.All(Letters(coop), l => Assert.Contains("16:30", l.Body));
        Assert.DoesNotContain("18:00", Letters(coop).Single(l => l.Name == "Дмитро").Body);
    }

    [Fact]
    public async Task Cancelled_while_your_shift_waits_only_that_it_is_cancelled_is_told()
    {
        await Put(114, null, First, "Checkout");
        var page = await elif.Get($"/roster/shifts/{Shift(coop, First, "Checkout").Id}");
        await elif.Submit(page, "form.cancel", new { Reason = "Storm" });
        Assert.Equal(["Amara shift-cancelled"], Waiting(coop));
    }

    [Fact]
    public async Task Who_waits_to_read_of_a_change_and_leaves_the_new_spot_is_still_told_that_the_former_is_off()
    {
        await Put(114, null, First, "Checkout");
        Send(coop);
        await Put(114, (First, "Checkout"), Second, "Unloading");
        var page = await elif.Get($"/roster/shifts/{Shift(coop, Second, "Unloading").Id}");
        await elif.Submit(page, "form.cancel", new { Reason = "Storm" });
        Assert.Equal(["Your shift is off: Checkout, Friday 25 December", "Cancelled: Unloading, Friday 29 January, 17:00"], Letters(coop).Select(l => l.Subject));
    }

    [Fact]
    public async Task Who_has_been_told_and_stays_gets_nothing_when_others_change()
    {
        await Move(elif, Who(coop, 114), To(coop, First, "Unloading"));
        await Put(17, null, First, "Unloading");
        Send(coop);
        await Put(17, (First, "Unloading"), Second, "Unloading");
        Assert.Equal(["Bart shift-changed"], Waiting(coop));
    }

    [Fact]
    public async Task Two_spots_of_one_member_that_are_taken_away_are_both_told()
    {
        await Move(elif, Who(coop, 114), To(coop, First, "Unloading"));
        await elif.Submit(await elif.Get(Address), "#add", new { Number = 114, to = To(coop, Second, "Unloading") });
        await Publish(elif);
        Assert.Equal(2, Letters(coop).Count);
        Send(coop);
        await Move(elif, Who(coop, 114, First, "Unloading"), "0");
        await Move(elif, Who(coop, 114, Second, "Unloading"), "0");
        await Publish(elif);
        Assert.Equal(
            ["Your shift is off: Unloading, Friday 25 December", "Your shift is off: Unloading, Friday 29 January"], Letters(coop).Select(l => l.Subject).Order());
    }

    private Task Put(int member, (string, string)? from, string cycle, string duty) => BoardScene.Put(coop, elif, member, from, cycle, duty);
}
