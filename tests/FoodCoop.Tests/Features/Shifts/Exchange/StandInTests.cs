using FoodCoop.Features.Shifts;
using FoodCoop.Features.Shifts.Exchange;
using static FoodCoop.Tests.Features.Shifts.Exchange.SwapsTests;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Shifts.Exchange;

public sealed class StandInTests
{
    [Fact(DisplayName = "stand-in takes over: the other owes again, told")]
    public async Task Stand_in_takes_over_the_other_owes_again_told()
    {
        var coop = Scene();
        var spot = Take(coop, First, "Checkout", 114);
        var amara = coop.As("Amara");
        var page = await amara.Submit(await amara.Get($"/shifts/cannot/{spot}"), "form.look");
        Assert.Contains("Until somebody takes it the shift stays yours", page.Text);
        Assert.Equal([114], In(coop, First, "Checkout")); // marked, not moved
        Assert.Equal(["Elif"], Told(coop, "shift-vacant")); // the shift coordinator

        var bart = coop.As("Bart");
        page = await bart.Get("/shifts");
        Assert.Contains("Amara zoekt een invaller", page.Text);
        await bart.Submit(page, "form.take-over");
        Assert.Equal([17], In(coop, First, "Checkout"));
        Assert.Equal(["Amara"], Told(coop, "stand-in-found"));
        Assert.Equal(-1, Balance(coop, 114));
        Assert.Contains("You owe one. You can choose", (await amara.Get("/shifts")).Text);
        coop.Write(db => DutyAccount.Mark(db, Spots.OfShift(db, Shift(coop, First, "Checkout").Id)[0].Id, "came", Before, Person(coop, "Elif")));
        Assert.Equal((-1, 0), (Balance(coop, 114), Balance(coop, 17)));
    }

    [Fact]
    public void Who_comes_too_late_to_take_over_is_told_and_nobody_takes_over_its_own()
    {
        var coop = Scene();
        var spot = Take(coop, First, "Checkout", 114);
        Refuses("Exchange.TooLate", () => TakeOver(coop, spot, 17, "Bart")); // nobody is looked for
        coop.Write(db => StandIn.LookFor(db, RowOf(coop), spot, Member(coop, 114), Starts));
        Refuses("Exchange.IsYours", () => TakeOver(coop, spot, 114, "Amara"));
        TakeOver(coop, spot, 17, "Bart");
        Refuses("Exchange.TooLate", () => TakeOver(coop, spot, 88, "Çağla"));
        Assert.Equal([17], In(coop, First, "Checkout"));
    }

    [Fact]
    public async Task Two_take_over_the_same_spot_at_once_and_only_one_of_them_has_it()
    {
        var coop = Scene();
        var spot = Take(coop, First, "Checkout", 114);
        var (row, people) = (RowOf(coop), new[] { (114, "Amara"), (17, "Bart"), (88, "Çağla") }.Select(p => (Number: p.Item1, Member: Member(coop, p.Item1), Person: Person(coop, p.Item2))).ToList());
        for (var round = 0; round < 50; round++)
        {
            var holder = people.Single(p => p.Number == In(coop, First, "Checkout").Single());
            coop.Write(db => StandIn.LookFor(db, row, spot, holder.Member, Starts));
            var told = await Task.WhenAll(people.Where(p => p != holder).Select(p => Task.Run(async () =>
            {
                try
                {
                    await coop.File.WriteAsync(db => StandIn.TakeOver(db, row, spot, p.Member, p.Person, Starts));
                    return p.Number;
                }
                catch (FoodCoop.Platform.Refused refused)
                {
                    Assert.Equal("Exchange.TooLate", refused.TextKey);
                    return 0;
                }
            })));
            Assert.Equal(In(coop, First, "Checkout"), told.Where(n => n > 0));
            spot = coop.Read(db => Spots.OfShift(db, Shift(coop, First, "Checkout").Id)).Single().Id;
        }
    }

    [Fact]
    public async Task I_can_after_all_ends_the_search_and_mails_that_wait_do_not_go()
    {
        var coop = Scene();
        var spot = Take(coop, First, "Checkout", 114);
        coop.Write(db => StandIn.LookFor(db, RowOf(coop), spot, Member(coop, 114), Starts));
        var amara = coop.As("Amara");
        await amara.Submit(await amara.Get($"/shifts/cannot/{spot}"), ".undo form");
        Assert.Null(coop.Read(db => Spots.Find(db, spot))!.LookingAt);
        Assert.Empty(Told(coop, "shift-vacant"));
        Refuses("Exchange.TooLate", () => TakeOver(coop, spot, 17, "Bart"));
    }

    [Fact]
    public async Task Another_spot_for_me_tells_the_vacancy_only_where_the_shift_falls_below_its_fewest()
    {
        var coop = Scene();
        var (amaras, barts) = (Take(coop, First, "Unloading", 114), Take(coop, First, "Unloading", 17));
        var amara = coop.As("Amara");
        var page = await amara.Get($"/shifts/cannot/{amaras}");
        await amara.Submit(page, "form.move", new { to = Shift(coop, Second, "Checkout").Id });
        Assert.Equal([114], In(coop, Second, "Checkout"));
        Assert.Empty(Told(coop, "shift-vacant"));
        coop.Write(db => StandIn.Move(db, RowOf(coop), barts, Shift(coop, Second, "Checkout").Id, Member(coop, 17), Person(coop, "Bart"), Starts));
        Assert.Equal(["Elif"], Told(coop, "shift-vacant"));
    }

    [Fact]
    public async Task Less_than_48_hours_before_the_coordinator_is_told_at_once_and_the_page_shows_the_number()
    {
        var coop = Scene();
        var spot = Take(coop, First, "Checkout", 114);
        coop.Write(db => db.Execute("insert into duty_coordinator (duty_id, person_id) select d.id, p.id from duty d join person p on p.name = 'Wei' where d.name_en = 'Checkout'"));
        coop.Write(db => db.Execute("update person set likes_to_help = 1 where name = 'Çağla'"));
        TestClock.Set(Shift(coop, First, "Checkout").StartsAt.AddHours(-47));
        var amara = coop.As("Amara");
        var page = await amara.Get($"/shifts/cannot/{spot}");
        Assert.Contains("06-000001", page[".note"]);
        await amara.Submit(page, "form.look");
        Assert.Equal(["Wei"], Told(coop, "cannot-come")); // the duty's own coordinator
        Assert.Equal(["Çağla"], Told(coop, "shift-vacant"));
        TestClock.Set(Shift(coop, First, "Checkout").StartsAt);
        Assert.Null((await amara.Get($"/shifts/cannot/{spot}")).Html.QuerySelector("form.look"));
    }

    [Fact]
    public async Task The_way_out_of_a_spot_is_its_households_alone()
    {
        var coop = Scene();
        var spot = Take(coop, First, "Checkout", 114);
        Assert.Equal(404, (await coop.As("Bart").Get($"/shifts/cannot/{spot}")).Status);
    }

    [Fact]
    public void Three_days_before_who_likes_to_help_hears_once_what_is_still_vacant()
    {
        var coop = Scene();
        coop.Write(db => db.Execute("update person set likes_to_help = 1 where name = 'Çağla'"));
        Take(coop, First, "Unloading", 17);
        var now = Shift(coop, First, "Checkout").StartsAt.AddDays(-3);
        Assert.Equal(0, coop.Write(db => Vacancy.WriteDue(db, RowOf(coop), now.AddMinutes(-1))));
        Assert.Equal(2, coop.Write(db => Vacancy.WriteDue(db, RowOf(coop), now)));
        Assert.Equal(["Elif", "Çağla"], Told(coop, "shift-vacant"));
        Assert.Equal(0, coop.Write(db => Vacancy.WriteDue(db, RowOf(coop), now.AddMinutes(1))));
    }

    private static void TakeOver(TestCoop coop, FoodCoop.Platform.Id<Spot> spot, int member, string person) =>
        coop.Write(db => StandIn.TakeOver(db, RowOf(coop), spot, Member(coop, member), Person(coop, person), Starts));
}
