using FoodCoop.Features.Cycles;
using FoodCoop.Features.Duties;
using FoodCoop.Features.Shifts;
using FoodCoop.Features.Shifts.Exchange;
using FoodCoop.Platform;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Mail;
using static FoodCoop.Tests.Features.Shifts.Exchange.SwapsTests;
using static FoodCoop.Tests.Features.Shifts.ShiftLetters;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Shifts.Exchange;

/// <summary>The mail server is away for a while: who is asked to swap or to stand in, and does not need to any more, is not asked.</summary>
public sealed class WaitingOffersTests
{
    private readonly TestCoop coop = Scene();
    private readonly Id<Spot> amaras;
    private readonly Id<Spot> barts;
    private readonly Id<Spot> caglas;

    public WaitingOffersTests()
    {
        amaras = Take(coop, First, "Checkout", 114);
        barts = Take(coop, Second, "Unloading", 17);
        caglas = Take(coop, Second, "Unloading", 88);
    }

    [Fact]
    public void A_swap_that_one_takes_is_not_offered_to_the_others_any_more()
    {
        var swap = Offer();
        Assert.Equal(["Bart swap-offered", "Çağla swap-offered"], Waiting(coop));
        Do(db => Swaps.Accept(db, RowOf(coop), swap, barts, Member(coop, 17), Starts, Person(coop, "Bart")));
        Assert.Equal(["Amara swap-done", "Bart swap-done"], Waiting(coop));
        Assert.Equal("Bart", coop.Read(db => db.One<string>("select p.name from swap w join person p on p.id = w.taken_by")));
    }

    [Fact]
    public void A_swap_that_is_taken_back_is_not_offered_any_more()
    {
        Offer();
        Do(db => StandIn.Undo(db, amaras, Member(coop, 114), Starts));
        Assert.Empty(Waiting(coop));
    }

    [Theory]
    [InlineData("stand-in")]
    [InlineData("freed")]
    [InlineData("exempt")]
    public void Whose_spot_is_left_in_another_way_offers_it_no_more(string why)
    {
        Offer();
        Do(db => Spots.Leave(db, amaras, why, Starts, null));
        Assert.Empty(Waiting(coop));
        Assert.Equal(0, coop.Read(db => db.One<int>("select count(*) from swap where closed_at is null")));
    }

    [Fact]
    public void Who_has_left_its_own_spot_is_not_asked_to_give_it_for_another()
    {
        Offer();
        Do(db => Spots.Leave(db, barts, "freed", Starts, null));
        Assert.Equal(["Çağla swap-offered"], Waiting(coop));
    }

    [Theory]
    [InlineData(First, "Checkout")]
    [InlineData(Second, "Unloading")]
    public void Where_one_of_the_two_shifts_is_cancelled_the_swap_is_not_offered_any_more(string cycle, string duty)
    {
        Offer();
        Do(db => ShiftChange.Cancel(db, RowOf(coop), Shift(coop, cycle, duty), "Storm", Starts, null));
        Assert.DoesNotContain(Waiting(coop), w => w.EndsWith("swap-offered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Once_one_of_the_two_shifts_has_begun_the_offer_does_not_go()
    {
        Take(coop, First, "Unloading", 17); // an hour before the checkout that Amara offers
        Do(db => Swaps.Offer(db, RowOf(coop), amaras, Member(coop, 114), null, [Shift(coop, First, "Unloading").Id], Starts, Person(coop, "Amara")));
        Assert.Equal(["Bart swap-offered"], Waiting(coop));
        TestClock.Set(Shift(coop, First, "Unloading").StartsAt);
        await MailRound.Run(coop.File, TestClock.Instance, new MailSettings("", 25, "", "", false, "post@server.example", ""), (_, _) => Task.CompletedTask);
        Assert.Empty(Waiting(coop));
        Assert.Equal("late", coop.Read(db => db.One<string>("select skip_reason from mail where kind = 'swap-offered'")));
    }

    [Fact]
    public void Where_the_offered_shift_is_moved_the_offer_that_waits_names_its_new_time()
    {
        Offer();
        var shift = Shift(coop, First, "Checkout");
        Do(db => ShiftChange.Write(db, RowOf(coop), shift, new(shift.StartsAt.AddHours(2), shift.EndsAt.AddHours(2), shift.Place, 1, 1, 2), differs: true, Starts));
        var offers = Letters(coop).FindAll(l => l.Kind == "swap-offered");
        Assert.Equal(["Bart", "Çağla"], offers.Select(o => o.Name).Order(StringComparer.Ordinal));
        Assert.All(offers, o => Assert.Contains("20:00–22:00", o.Body));
    }

    [Fact]
    public void Who_is_asked_to_stand_in_is_not_once_somebody_has()
    {
        Do(db => StandIn.LookFor(db, RowOf(coop), amaras, Member(coop, 114), Starts));
        Assert.Equal(["Elif shift-vacant"], Waiting(coop));
        Do(db => StandIn.TakeOver(db, RowOf(coop), amaras, Member(coop, 88), Person(coop, "Çağla"), Starts));
        Assert.Equal(["Amara stand-in-found"], Waiting(coop));
    }

    [Fact]
    public void Who_is_asked_to_stand_in_is_not_once_the_spot_was_swapped_or_the_shift_cancelled()
    {
        var swap = Offer();
        Do(db => StandIn.LookFor(db, RowOf(coop), amaras, Member(coop, 114), Starts));
        Do(db => StandIn.LookFor(db, RowOf(coop), caglas, Member(coop, 88), Starts));
        Do(db => Swaps.Accept(db, RowOf(coop), swap, barts, Member(coop, 17), Starts, Person(coop, "Bart")));
        Assert.Equal(["Amara swap-done", "Bart swap-done", "Elif shift-vacant"], Waiting(coop)); // of Çağla's
        Do(db => ShiftChange.Cancel(db, RowOf(coop), Shift(coop, Second, "Unloading"), "Storm", Starts, null));
        Assert.DoesNotContain("Elif shift-vacant", Waiting(coop));
    }

    [Fact]
    public void A_vacancy_that_somebody_has_filled_is_not_told_any_more()
    {
        var starts = Shift(coop, First, "Unloading").StartsAt;
        var now = starts.AddDays(-3);
        Assert.Equal(1, coop.Write(db => Vacancy.WriteDue(db, RowOf(coop), now)));
        Take(coop, First, "Unloading", 31, now: now);
        Assert.Empty(Waiting(coop));
    }

    [Fact]
    public void Less_than_48_hours_before_the_coordinator_is_not_told_of_who_can_after_all()
    {
        var now = Shift(coop, First, "Checkout").StartsAt.AddHours(-40);
        Do(db => Swaps.Offer(db, RowOf(coop), amaras, Member(coop, 114), null, [Shift(coop, Second, "Unloading").Id], now, Person(coop, "Amara")));
        Do(db => StandIn.LookFor(db, RowOf(coop), amaras, Member(coop, 114), now));
        Assert.Equal(["Elif cannot-come", "Elif cannot-come"], Waiting(coop).Where(w => w.StartsWith("Elif", StringComparison.Ordinal)));
        Do(db => StandIn.Undo(db, amaras, Member(coop, 114), now));
        Assert.Empty(Waiting(coop));
    }

    [Fact]
    public void The_mail_about_the_pickup_of_tomorrow_names_no_shift_that_was_left_meanwhile()
    {
        var cycle = coop.Read(db => Cycle.ByCode(db, First))!;
        PickupTomorrowWaits(cycle);
        Assert.Contains("Checkout", Letters(coop).Single().Body);
        Do(db => Spots.Leave(db, amaras, "stand-in", Starts, null));
        Assert.Empty(Waiting(coop)); // and is written anew at the next look
        Assert.Equal(0, coop.Read(db => db.One<int>("select count(*) from cycle_post where kind = 'pickup-tomorrow'")));
        PickupTomorrowWaits(cycle);
        Assert.DoesNotContain("Checkout", Letters(coop).Single().Body);
    }

    private void PickupTomorrowWaits(Cycle cycle) => Do(db =>
    {
        var (row, kind) = (RowOf(coop), PickupTomorrow.Kind);
        var mailing = new FoodCoop.Features.Post.Mailing(db, row, Starts, kind, PickupTomorrow.About(cycle));
        var amara = mailing.Readers().Single(r => r.Name == "Amara");
        var own = Spots.OfCycle(db, cycle.Id).Where(s => s.MemberId == amara.MemberId).Select(s => Shift(coop, First, "Checkout"))
            .Select(s => new PickupTomorrow.OwnShift(amara.MemberId, s.Id, s.NameNl, s.NameEn, s.StartsAt, s.EndsAt, s.Place)).ToList();
        mailing.Write(amara, PickupTomorrow.Compose(mailing.Scene(amara), amara.Name, cycle, [], own));
        db.Execute("insert into cycle_post (kind, about, cycle_id, at, mails) values (@Name, @about, @Id, @Starts, 1)", new { kind.Name, about = PickupTomorrow.About(cycle), cycle.Id, Starts });
    });

    private Id<Swap> Offer() => coop.Write(db =>
        Swaps.Offer(db, RowOf(coop), amaras, Member(coop, 114), null, [Shift(coop, Second, "Unloading").Id], Starts, Person(coop, "Amara")));

    private void Do(Action<Db> work) => coop.Write(work);
}
