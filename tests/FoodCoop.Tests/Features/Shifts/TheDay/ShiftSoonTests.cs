using FoodCoop.Features.Duties;
using FoodCoop.Features.Shifts;
using FoodCoop.Features.Shifts.Exchange;
using FoodCoop.Features.Shifts.TheDay;
using FoodCoop.Platform;
using static FoodCoop.Tests.Features.Shifts.Exchange.SwapsTests;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Shifts.TheDay;

public sealed class ShiftSoonTests
{
    [Fact]
    public void Seven_days_and_one_day_before_who_is_expected_is_reminded_once_however_often_the_clock_runs()
    {
        var coop = Scene();
        Take(coop, First, "Checkout", 114);
        var starts = Shift(coop, First, "Checkout").StartsAt;
        foreach (var (before, mails) in ((TimeSpan, int)[])
            [(TimeSpan.FromDays(7.01), 0), (TimeSpan.FromDays(7), 1), (TimeSpan.FromDays(6), 1), (TimeSpan.FromDays(1), 2), (TimeSpan.FromHours(2), 2)])
        {
            Post(coop, starts - before);
            Post(coop, starts - before);
            Assert.Equal(mails, Mails(coop).Count);
        }
        Assert.All(Mails(coop), m => Assert.Contains("06-00000150", m.Body)); // the coordinator's
    }

    [Fact(DisplayName = "late sign-up still gets its reminder")]
    public void Late_sign_up_still_gets_its_reminder()
    {
        var coop = Scene();
        var starts = Shift(coop, First, "Checkout").StartsAt;
        Take(coop, First, "Checkout", 114, now: starts.AddDays(-3));
        Post(coop, starts.AddDays(-3));
        Assert.Single(Mails(coop)); // that of seven days before
        Take(coop, First, "Unloading", 17, now: starts.AddHours(-5));
        Post(coop, starts.AddHours(-5));
        Assert.Equal(["Amara", "Amara", "Bart"], Mails(coop).Select(m => m.Name).Order()); // of two due together only the later
    }

    [Fact]
    public void Of_two_that_are_due_together_only_the_later_goes()
    {
        var coop = Scene();
        Take(coop, First, "Checkout", 114);
        var starts = Shift(coop, First, "Checkout").StartsAt;
        Post(coop, starts.AddDays(-7)); // written, and the mail server is away for a week
        Post(coop, starts.AddDays(-1));
        Assert.Equal(1, coop.Read(db => db.One<int>("select count(*) from mail where kind = 'shift-soon' and skipped_at is null")));
        Assert.Equal("later-one", coop.Read(db => db.One<string>("select skip_reason from mail where kind = 'shift-soon' and skipped_at is not null")));
    }

    [Fact]
    public void Cancelled_shift_excuses_and_sends_no_reminder()
    {
        var coop = Scene();
        Take(coop, First, "Checkout", 114);
        var starts = Shift(coop, First, "Checkout").StartsAt;
        coop.Write(db => ShiftChange.Cancel(db, RowOf(coop), Shift(coop, First, "Checkout"), "Zaal verhuurd", Starts, null));
        Post(coop, starts.AddDays(-7));
        Post(coop, starts.AddDays(-1));
        Assert.Empty(Mails(coop));
        Assert.Equal(0, Balance(coop, 114));
    }

    [Fact]
    public void Nobody_gets_one_for_a_shift_that_was_left_and_one_that_waits_does_not_go()
    {
        var coop = Scene();
        var spot = Take(coop, First, "Checkout", 114);
        var starts = Shift(coop, First, "Checkout").StartsAt;
        Post(coop, starts.AddDays(-7));
        coop.Write(db => Spots.Leave(db, spot, "swap", starts.AddDays(-6), null));
        Post(coop, starts.AddDays(-1));
        Assert.Equal(0, coop.Read(db => db.One<int>("select count(*) from mail where kind = 'shift-soon' and skipped_at is null")));
    }

    [Theory]
    [InlineData("cancelled")]
    [InlineData("swapped")]
    [InlineData("stand-in")]
    [InlineData("another spot")]
    [InlineData("moved")]
    [InlineData("another place")]
    public void A_reminder_that_waits_does_not_go_for_a_shift_that_is_cancelled_swapped_or_moved(string how)
    {
        var coop = Scene();
        var (mine, theirs, shift) = (Take(coop, First, "Checkout", 114), Take(coop, Second, "Unloading", 17), Shift(coop, First, "Checkout"));
        var now = shift.StartsAt.AddDays(-7);
        Post(coop, now);
        var waits = coop.Read(db => db.One<long>("select id from mail where kind = 'shift-soon'"));
        coop.Write(db =>
        {
            var row = RowOf(coop);
            switch (how)
            {
                case "cancelled": ShiftChange.Cancel(db, row, shift, "Storm", now, null); break;
                case "swapped":
                    var swap = Swaps.Offer(db, row, mine, Member(coop, 114), null, [Shift(coop, Second, "Unloading").Id], now, Person(coop, "Amara"));
                    Swaps.Accept(db, row, swap, theirs, Member(coop, 17), now, Person(coop, "Bart"));
                    break;
                case "stand-in":
                    StandIn.LookFor(db, row, mine, Member(coop, 114), now);
                    StandIn.TakeOver(db, row, mine, Member(coop, 88), Person(coop, "Çağla"), now);
                    break;
                case "another spot": StandIn.Move(db, row, mine, Shift(coop, Second, "Checkout").Id, Member(coop, 114), Person(coop, "Amara"), now); break;
                case "moved": ShiftChange.Write(db, row, shift, new(shift.StartsAt.AddHours(1), shift.EndsAt.AddHours(1), shift.Place, 1, 1, 2), differs: true, now); break;
                default: ShiftChange.Write(db, row, shift, new(shift.StartsAt, shift.EndsAt, "Achterdeur", 1, 1, 2), differs: true, now); break;
            }
        });
        Assert.Equal("changed", coop.Read(db => db.One<string>("select skip_reason from mail where id = @waits", new { waits })));
        Post(coop, now.AddHours(1));
        string[] expected = how switch { "moved" or "another place" => ["Amara"], "swapped" => ["Bart"], "stand-in" => ["Çağla"], _ => [] };
        Assert.Equal(expected, coop.Read(db => db.Query<string>("select p.name from mail m join person p on p.id = m.person_id where m.kind = 'shift-soon' and m.skipped_at is null")));
    }

    [Fact]
    public void A_shift_that_is_moved_is_told_anew_with_its_new_time()
    {
        var coop = Scene();
        Take(coop, First, "Checkout", 114);
        var starts = Shift(coop, First, "Checkout").StartsAt;
        Post(coop, starts.AddDays(-7));
        coop.Write(db => db.Execute("update shift set starts_at = @at, sequence = 1 where id = @Id", new { at = starts.AddHours(1), Shift(coop, First, "Checkout").Id }));
        Post(coop, starts.AddDays(-6));
        Assert.Equal(2, Mails(coop).Count);
        Assert.Contains("19:00", Mails(coop)[1].Body);
    }

    [Fact]
    public void The_household_is_reminded_together_until_it_says_who_comes_and_each_in_its_language()
    {
        var coop = Scene();
        var (joint, own) = (Take(coop, First, "Checkout", 142), Take(coop, First, "Unloading", 142));
        coop.Write(db => db.Execute("update spot set person_id = @person where id = @own", new { own, person = Person(coop, "Oksana") }));
        Post(coop, Shift(coop, First, "Unloading").StartsAt.AddDays(-7));
        Assert.Equal(["Oksana"], Mails(coop).Select(m => m.Name));
        Assert.Contains("Ook die dag", Mails(coop)[0].Body); // and its other shift
        Post(coop, Shift(coop, First, "Checkout").StartsAt.AddDays(-7));
        Assert.Equal(["Oksana", "Oksana", "Дмитро"], Mails(coop).Select(m => m.Name).Order(StringComparer.Ordinal));
        Assert.NotEqual(joint, own);
    }

    private sealed record Mail(string Name, string Body);

    private static List<Mail> Mails(TestCoop coop) => coop.Read(db => db.Query<Mail>(
        "select p.name, m.body_text as body from mail m join person p on p.id = m.person_id where m.kind = 'shift-soon' order by m.id"));

    private static void Post(TestCoop coop, DateTimeOffset now) => ShiftReminders.Run(coop.File, now).GetAwaiter().GetResult();
}
