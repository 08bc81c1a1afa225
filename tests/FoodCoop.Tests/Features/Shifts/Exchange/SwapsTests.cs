using FoodCoop.Features.Shifts;
using FoodCoop.Features.Shifts.Exchange;
using FoodCoop.Platform;
using FoodCoop.Platform.Web;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Shifts.Exchange;

public sealed class SwapsTests
{
    [Fact(DisplayName = "swap: both agree, both accounts right, both told, refused once started")]
    public async Task Swap_both_agree_both_accounts_right_both_told_refused_once_started()
    {
        var coop = Scene();
        var (mine, theirs) = (Take(coop, First, "Checkout", 114), Take(coop, Second, "Unloading", 17));
        var amara = coop.As("Amara");
        var page = await amara.Get($"/shifts/cannot/{mine}");
        page = await amara.Submit(page, "form.swap", new { shifts = $"{Shift(coop, Second, "Unloading").Id}" });
        Assert.Contains("Until somebody says yes the shift stays yours", page.Text);
        Assert.Equal(114, Holder(coop, mine)); // nothing has moved
        Assert.Equal(["Bart"], Told(coop, "swap-offered"));

        var bart = coop.As("Bart");
        page = await bart.Get("/shifts");
        await bart.Submit(page, ".swap-for-me form");
        Assert.Equal([17], In(coop, First, "Checkout"));
        Assert.Equal([114], In(coop, Second, "Unloading"));
        Assert.Equal(["Amara", "Bart"], Told(coop, "swap-done"));
        Assert.Equal((0, 0), (coop.Read(db => Spots.Find(db, mine) is null ? 0 : 1), coop.Read(db => Spots.Find(db, theirs) is null ? 0 : 1)));

        foreach (var spot in coop.Read(db => db.Query<Id<Spot>>("select id from spot_now")))
            coop.Write(db => DutyAccount.Mark(db, spot, "came", Before, Person(coop, "Elif")));
        Assert.Equal((0, 0), (Balance(coop, 114), Balance(coop, 17)));

        // once one of the two has begun nothing moves any more
        page = await bart.Get($"/shifts/cannot/{coop.Read(db => Spots.OfShift(db, Shift(coop, First, "Checkout").Id)).Single().Id}");
        await bart.Submit(page, "form.swap", new { shifts = $"{Shift(coop, Second, "Unloading").Id}" });
        page = await amara.Get("/shifts");
        TestClock.Set(Shift(coop, First, "Checkout").StartsAt);
        Assert.Contains("has begun", (await amara.Submit(page, ".swap-for-me form")).Text);
        Assert.Equal([17], In(coop, First, "Checkout"));
        Assert.Equal([114], In(coop, Second, "Unloading"));
        var begun = coop.Read(db => db.One<Id<Spot>>("select n.id from spot_now n join member m on m.id = n.member_id where m.number = 17"));
        Refuses("Exchange.SwapBegun", () => coop.Write(db => Swaps.Own(db, begun, Member(coop, 17), TestClock.Instance.GetUtcNow())));
    }

    [Fact]
    public void An_offer_is_refused_once_its_shift_has_started_and_when_one_side_changed_meanwhile()
    {
        var coop = Scene();
        var (mine, theirs) = (Take(coop, First, "Checkout", 114), Take(coop, Second, "Unloading", 17));
        var swap = Offer(coop, mine, Shift(coop, Second, "Unloading").Id);
        var later = Shift(coop, First, "Checkout").StartsAt;
        Refuses("Exchange.SwapBegun", () => Accept(coop, swap, theirs, later));
        coop.Write(db => Spots.Leave(db, mine, "freed", Starts, null));
        Refuses("Exchange.SwapGone", () => Accept(coop, swap, theirs, Starts));
        Assert.Equal([17], In(coop, Second, "Unloading"));
    }

    [Fact]
    public async Task Of_two_who_say_yes_at_once_one_swaps_and_nothing_changes_for_the_other()
    {
        var coop = Scene();
        var mine = Take(coop, First, "Checkout", 114);
        var (bart, cagla) = (Take(coop, Second, "Unloading", 17), Take(coop, Second, "Unloading", 88));
        var swap = Offer(coop, mine, Shift(coop, Second, "Unloading").Id);
        var yes = await Task.WhenAll(((int Number, Id<Spot> Spot)[])[(17, bart), (88, cagla)] is var both
            ? both.Select(b => Task.Run(() => TryAccept(coop, swap, b.Spot, b.Number))) : []);
        Assert.Equal(["", "Exchange.SwapGone"], yes.Order(StringComparer.Ordinal));
        Assert.Single(In(coop, First, "Checkout"));
        Assert.Equal(2, In(coop, Second, "Unloading").Count);
        Assert.Contains(114, In(coop, Second, "Unloading"));
    }

    [Fact]
    public void A_swap_with_one_member_is_not_for_another_and_only_for_what_was_ticked()
    {
        var coop = Scene();
        var mine = Take(coop, First, "Checkout", 114);
        var (bart, cagla, other) = (Take(coop, Second, "Unloading", 17), Take(coop, Second, "Unloading", 88), Take(coop, Second, "Checkout", 17));
        var swap = coop.Write(db => Swaps.Offer(db, RowOf(coop), mine, Member(coop, 114), Member(coop, 17), [Shift(coop, Second, "Unloading").Id], Starts, Person(coop, "Amara")));
        Refuses("Exchange.NotForYou", () => coop.Write(db => Swaps.Accept(db, RowOf(coop), swap, cagla, Member(coop, 88), Starts, Person(coop, "Çağla"))));
        Refuses("Exchange.SwapNotThis", () => Accept(coop, swap, other, Starts));
        Accept(coop, swap, bart, Starts);
    }

    [Fact]
    public void Less_than_48_hours_before_the_coordinators_are_told_at_once_also_of_a_swap()
    {
        var coop = Scene();
        var mine = Take(coop, First, "Checkout", 114);
        Take(coop, Second, "Unloading", 17);
        Offer(coop, mine, Shift(coop, Second, "Unloading").Id);
        Assert.Empty(Told(coop, "cannot-come"));
        Offer(coop, mine, Shift(coop, Second, "Unloading").Id, Shift(coop, First, "Checkout").StartsAt.AddHours(-47));
        Assert.Equal(["Elif"], Told(coop, "cannot-come"));
    }

    internal static TestCoop Scene()
    {
        var coop = CoopWithDuties();
        Run(coop, Starts);
        TestClock.Set(Starts);
        return coop;
    }

    internal static CoopRow RowOf(TestCoop coop) => coop.Read(db => db.One<CoopRow>(CoopRow.Select));

    internal static List<string> Told(TestCoop coop, string kind) => coop.Read(db => db.Query<string>(
        "select distinct p.name from mail m join person p on p.id = m.person_id where m.kind = @kind and m.skipped_at is null order by p.name", new { kind }));

    internal static List<int> In(TestCoop coop, string cycle, string duty) =>
        [.. coop.Read(db => Spots.OfShift(db, Shift(coop, cycle, duty).Id)).Select(s => s.Number).Order()];

    internal static void Refuses(string key, Action act) => Assert.Equal(key, Assert.Throws<Refused>(act).TextKey);

    private static int Holder(TestCoop coop, Id<Spot> spot) => coop.Read(db => Spots.Find(db, spot))!.Number;

    private static Id<Swap> Offer(TestCoop coop, Id<Spot> spot, Id<ShiftDay> shift, DateTimeOffset? now = null) => coop.Write(db =>
        Swaps.Offer(db, RowOf(coop), spot, Member(coop, 114), null, [shift], now ?? Starts, Person(coop, "Amara")));

    private static void Accept(TestCoop coop, Id<Swap> swap, Id<Spot> spot, DateTimeOffset now) => coop.Write(db =>
        Swaps.Accept(db, RowOf(coop), swap, spot, Member(coop, 17), now, Person(coop, "Bart")));

    private static string TryAccept(TestCoop coop, Id<Swap> swap, Id<Spot> spot, int number)
    {
        try
        {
            var (member, person, row) = (Member(coop, number), Person(coop, number == 17 ? "Bart" : "Çağla"), RowOf(coop));
            coop.Write(db => Swaps.Accept(db, row, swap, spot, member, Starts, person));
            return "";
        }
        catch (Refused refused)
        {
            return refused.TextKey;
        }
    }
}
