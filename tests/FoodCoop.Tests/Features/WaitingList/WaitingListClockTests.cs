using FoodCoop.Features.WaitingList;
using FoodCoop.Platform;
using static FoodCoop.Tests.Features.WaitingList.WaitingScene;

namespace FoodCoop.Tests.Features.WaitingList;

public sealed class WaitingListClockTests
{
    [Fact]
    public void A_free_seat_is_offered_to_who_asked_first_and_only_once()
    {
        var coop = CoopWith(free: 1);
        Waits(coop, "Bea", 1, daysAgo: 20);
        Waits(coop, "Anna", 1, daysAgo: 30);
        Assert.Equal("offered 2", Run(coop, Now));
        Assert.Equal("", Run(coop, Now.AddMinutes(1)));
        Assert.Equal(["Anna Offered", "Bea Waiting"], States(coop));
        Assert.Equal(["place-offered"], Mails(coop, "Anna"));
        Assert.Empty(Mails(coop, "Bea"));
    }

    [Fact]
    public void A_bigger_household_is_passed_over_while_it_does_not_fit_and_keeps_its_place()
    {
        var coop = CoopWith(free: 1);
        Waits(coop, "Vier", 4, daysAgo: 90);
        Waits(coop, "Een", 1, daysAgo: 10);
        Run(coop, Now);
        Assert.Equal(["Vier Waiting", "Een Offered"], States(coop));
        Seats(coop, 5);
        Run(coop, Now.AddMinutes(1));
        Assert.Equal(["Vier Offered", "Een Offered"], States(coop));
    }

    [Fact]
    public void Who_has_not_attended_an_orientation_is_not_offered_a_place()
    {
        var coop = CoopWith(free: 3);
        coop.Write(db => ApplicantSteps.Apply(db, Now, "Nieuw", "nieuw@example.org", "", "nl", 1, ""));
        Assert.Equal("", Run(coop, Now));
    }

    [Fact]
    public void Over_the_cap_nobody_is_offered_anything()
    {
        var coop = CoopWith(free: -3);
        Waits(coop, "Anna", 1, daysAgo: 3);
        Assert.Equal("", Run(coop, Now));
    }

    [Fact]
    public void An_offer_is_reminded_of_once_after_ten_days_and_ends_after_fourteen_and_goes_to_the_next()
    {
        var coop = CoopWith(free: 1);
        Waits(coop, "Anna", 1, daysAgo: 30);
        Waits(coop, "Bea", 1, daysAgo: 20);
        Run(coop, Now);
        Assert.Equal("", Run(coop, Now.AddDays(10).AddSeconds(-1)));
        Assert.Equal("offer 1 reminded of", Run(coop, Now.AddDays(10)));
        Assert.Equal("", Run(coop, Now.AddDays(10).AddMinutes(1)));
        Assert.Equal("", Run(coop, Now.AddDays(14).AddSeconds(-1)));
        Assert.Equal("offer 1 over, offered 2", Run(coop, Now.AddDays(14)));
        Assert.Equal(["Anna Expired", "Bea Offered"], States(coop));
        Assert.Equal(["place-offered", "offer-ends", "offer-over"], Mails(coop, "Anna"));
    }

    [Fact]
    public void An_offer_that_ended_while_the_program_was_away_is_not_reminded_of()
    {
        var coop = CoopWith(free: 1);
        Waits(coop, "Anna", 1, daysAgo: 30);
        Run(coop, Now);
        Run(coop, Now.AddDays(60));
        Assert.Equal(["place-offered", "offer-over"], Mails(coop, "Anna"));
    }

    [Fact]
    public void An_offer_over_the_end_of_summer_time_lasts_fourteen_days_by_the_clock_on_the_wall()
    {
        var coop = CoopWith(free: 1);
        coop.Write(db => ApplicantSteps.Apply(db, Now.AddYears(-1), "Anna", "anna@example.org", "", "nl", 1, ""));
        coop.Write(db => ApplicantSteps.Oriented(db, Applicant.All(db).Single(), Now.AddYears(-1), new(1)));
        Run(coop, new DateTimeOffset(2026, 10, 20, 8, 0, 0, TimeSpan.Zero)); // 10:00 on the wall
        Assert.Equal(new DateTimeOffset(2026, 11, 3, 9, 0, 0, TimeSpan.Zero), coop.Read(Applicant.All).Single().ValidUntil);
    }

    [Fact]
    public async Task Twenty_rounds_at_once_offer_one_seat_once()
    {
        var coop = CoopWith(free: 1);
        for (var i = 1; i <= 5; i++) Waits(coop, "Naam" + i, 1, daysAgo: i);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => WaitingListClock.Run(coop.File, Now))));
        Assert.Single(coop.Read(Applicant.All), a => a.State == ApplicantState.Offered);
        Assert.Equal(1, coop.Read(db => db.One<int>("select count(*) from mail where kind = 'place-offered'")));
    }

    /// <summary>Whatever the list and the room: never more seats offered than free, and nobody passed over whom the seats left would fit.</summary>
    [Fact]
    public void Offers_fit_in_the_room_and_pass_over_only_who_does_not_fit()
    {
        var random = new Random(20261122);
        for (var round = 0; round < 500; round++)
        {
            var free = random.Next(-3, 12);
            var all = Enumerable.Range(1, random.Next(0, 12)).Select(i => new Applicant(
                new Id<Asked>(i), "n" + i, "n@example.org", "", "nl", random.Next(1, 6), "", Now.AddDays(-random.Next(0, 9)), null,
                (ApplicantState)random.Next(0, 8), Now, null, i)).ToList();
            var next = Queue.Next(all, free);
            Assert.True(next.Sum(a => a.Seats) <= Math.Max(free, 0));
            Assert.All(next, a => Assert.Equal(ApplicantState.Waiting, a.State));
            foreach (var passed in all.Where(a => a.State == ApplicantState.Waiting && !next.Contains(a)))
            {
                var before = next.Where(n => (n.AppliedAt, n.Id.Value).CompareTo((passed.AppliedAt, passed.Id.Value)) < 0).Sum(n => n.Seats);
                Assert.True(passed.Seats > free - before, $"{passed.Name} would have fitted");
            }
        }
    }
}
