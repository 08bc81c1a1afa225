using FoodCoop.Features.Shifts;
using FoodCoop.Platform;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Shifts;

public sealed class SpotsTests
{
    [Fact(DisplayName = "two people take the last spot at once: one gets it, the other is told who")]
    public async Task Two_people_take_the_last_spot_at_once_one_gets_it_and_the_other_is_told_who()
    {
        var coop = CoopWithDuties();
        Run(coop, Before);
        var (amara, bart) = (Member(coop, 114), Member(coop, 17));
        var cycles = (string[])[First, Second];
        for (var round = 0; round < 200; round++)
        {
            var id = Shift(coop, cycles[round % 2], "Checkout").Id;
            coop.Write(db => db.Execute("update spot set left_at = @Before, left_why = 'freed' where left_at is null", new { Before }));
            Take(coop, cycles[round % 2], "Checkout", 88); // one of two spots
            var told = await Task.WhenAll(new[] { amara, bart }.Select(m => Task.Run(async () =>
            {
                try
                {
                    await coop.File.WriteAsync(db => Spots.Take(db, FoodCoop.Features.Shifts.Shift.Find(db, id)!, m, null, "taken", Before, null));
                    return "";
                }
                catch (Refused refused)
                {
                    return refused.TextKey + " " + refused.Arguments[0];
                }
            })));
            Assert.Equal(2, coop.Read(db => Spots.OfShift(db, id)).Count);
            var winner = told[0].Length == 0 ? "Amara" : "Bart";
            Assert.Equal(["", $"Shifts.Full Çağla, {winner}"], told.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Two_who_press_the_button_for_the_last_spot_at_once_read_who_has_it()
    {
        var coop = CoopWithDuties();
        Run(coop, Starts);
        TestClock.Set(Starts);
        Take(coop, First, "Checkout", 88);
        var form = $"tr[data-shift='{Shift(coop, First, "Checkout").Id}'] form";
        var pages = await Task.WhenAll(new[] { "Amara", "Bart" }.Select(async name =>
        {
            var browser = coop.As(name);
            return (Name: name, Browser: browser, Page: await browser.Get("/shifts"));
        }));
        var answers = await Task.WhenAll(pages.Select(p => Task.Run(async () => (p.Name, Answer: await p.Browser.Submit(p.Page, form)))));
        var (winner, loser) = answers[0].Answer.Status == 200 ? (answers[0], answers[1]) : (answers[1], answers[0]);
        Assert.Equal((200, 422), (winner.Answer.Status, loser.Answer.Status));
        Assert.Contains($"Çağla, {winner.Name}", loser.Answer.Text);
        Assert.DoesNotContain(loser.Name, coop.Read(db => Spots.OfShift(db, Shift(coop, First, "Checkout").Id)).Select(s => s.Name));
    }

    [Fact]
    public void A_shift_takes_no_more_than_its_most_and_the_database_says_so_too()
    {
        var coop = CoopWithDuties();
        Run(coop, Before);
        Take(coop, First, "Checkout", 114);
        Take(coop, First, "Checkout", 17);
        Refuses("Shifts.Full", () => Take(coop, First, "Checkout", 88));
        Assert.ThrowsAny<Exception>(() => coop.Write(db => db.Execute("""
            insert into spot (shift_id, member_id, how, taken_at) select @Id, id, 'hand', @Before from member where number = 88
            """, new { Shift(coop, First, "Checkout").Id, Before })));
    }

    [Fact]
    public void A_member_is_in_a_shift_once_and_not_in_one_that_is_cancelled_or_has_begun()
    {
        var coop = CoopWithDuties();
        Run(coop, Before);
        Take(coop, First, "Checkout", 142);
        Refuses("Shifts.InIt", () => Take(coop, First, "Checkout", 142));
        Refuses("Shifts.HasBegun", () => Take(coop, First, "Unloading", 114, now: Shift(coop, First, "Unloading").StartsAt));
        coop.Write(db => db.Execute("update shift set cancelled_at = @Before, cancel_reason = 'Zaal verhuurd'", new { Before }));
        Refuses("Shifts.IsCancelled", () => Take(coop, Second, "Checkout", 114));
    }

    [Fact]
    public void The_last_spots_wait_for_the_skills_that_are_missing_and_the_spot_says_which_it_stands_for()
    {
        var coop = CoopWithDuties();
        Run(coop, Before);
        Skill(coop, "Checkout", everyone: false, "Amara");
        Take(coop, First, "Checkout", 17);
        Refuses("Shifts.LastNeeds", () => Take(coop, First, "Checkout", 88));
        var spot = Take(coop, First, "Checkout", 114);
        Assert.Equal("Till", coop.Read(db => Spots.Find(db, spot))!.SkillEn);
        Take(coop, Second, "Checkout", 114);
        Take(coop, Second, "Checkout", 88); // the skill is there
    }

    [Fact]
    public void Where_everyone_needs_a_skill_nobody_without_it_gets_in_and_a_household_has_what_one_of_it_has()
    {
        var coop = CoopWithDuties();
        Run(coop, Before);
        Skill(coop, "Unloading", everyone: true, "Oksana");
        Refuses("Shifts.EveryoneNeeds", () => Take(coop, First, "Unloading", 114));
        Take(coop, First, "Unloading", 142);
    }

    [Fact]
    public void Heavy_work_is_not_for_a_household_of_which_nobody_may_lift()
    {
        var coop = CoopWithDuties();
        Run(coop, Before);
        coop.Write(db => db.Execute("update duty set lifting = 1 where name_en = 'Unloading'"));
        coop.Write(db => db.Execute("update person set may_not_lift = 1 where name in ('Amara', 'Oksana')"));
        Refuses("Shifts.Lifting", () => Take(coop, First, "Unloading", 114));
        Take(coop, First, "Unloading", 142); // Дмитро may
    }

    [Fact]
    public void Up_to_two_shifts_can_be_taken_ahead()
    {
        var coop = CoopWithDuties();
        Run(coop, Starts); // everybody owes one
        Take(coop, First, "Unloading", 114);
        Take(coop, First, "Checkout", 114);
        Take(coop, Second, "Unloading", 114);
        Refuses("Shifts.AheadEnough", () => Take(coop, Second, "Checkout", 114));
        Take(coop, Second, "Checkout", 114, how: "hand"); // the coordinator may
    }

    private static void Skill(TestCoop coop, string duty, bool everyone, string person) => coop.Write(db =>
    {
        db.Execute("insert into skill (id, name_nl, name_en) values (1, 'Kassa', 'Till')");
        db.Execute("insert into duty_skill (duty_id, skill_id, everyone) select id, 1, @everyone from duty where name_en = @duty", new { duty, everyone });
        db.Execute("insert into person_skill (person_id, skill_id, given_at) select id, 1, @Before from person where name = @person", new { person, Before });
    });

    private static void Refuses(string key, Action act) => Assert.Equal(key, Assert.Throws<Refused>(act).TextKey);
}
