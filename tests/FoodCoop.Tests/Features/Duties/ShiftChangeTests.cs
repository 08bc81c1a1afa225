using FoodCoop.Features.Duties;
using FoodCoop.Features.Shifts;
using FoodCoop.Platform;
using FoodCoop.Platform.Web;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Duties;

public sealed class ShiftChangeTests
{
    private readonly TestCoop coop = CoopWithDuties();

    public ShiftChangeTests()
    {
        Run(coop, Starts);
        TestClock.Set(Starts.AddHours(12));
    }

    [Fact(DisplayName = "cancelled shift excuses and sends no reminder")]
    public async Task Cancelled_shift_excuses_and_sends_no_reminder()
    {
        var spot = Take(coop, First, "Unloading", 114);
        Take(coop, First, "Unloading", 142);
        coop.Write(db => db.Execute("""
            insert into mail (key, batch, kind, person_id, address, subject, body_text, body_html, message_id, created_at, next_try_at)
            select 'k', 'shift-soon/spot-' || @spot || '/0/7', 'shift-soon', id, email, 's', 't', 'h', 'm', @Starts, @Starts from person where name = 'Amara'
            """, new { spot, Starts }));
        var shift = Shift(coop, First, "Unloading");
        Assert.Equal(-1, Balance(coop, 114));

        var elif = coop.As("Elif");
        var page = await elif.Get($"/roster/shifts/{shift.Id}");
        Assert.Contains("Amara (114), Дмитро (142)", page["form.cancel p"]); // shown before it is done
        page = await elif.Submit(page, "form.cancel", new { Reason = "De vrachtwagen komt niet." });
        Assert.Contains("2 mensen zijn vrijgesteld", page["#messages"]);

        Assert.Equal((0, 0), (Balance(coop, 114), Balance(coop, 142)));
        Assert.Empty(coop.Read(db => Spots.OfShift(db, shift.Id)));
        Assert.Equal(["cancelled"], coop.Read(db => db.Query<string>("select distinct left_why from spot")));
        Assert.Equal(["amara@proef.example", "dmytro@proef.example", "oksana@proef.example"], To("shift-cancelled")); // nobody was named: the whole household
        Assert.Equal("changed", coop.Read(db => db.One<string>("select skip_reason from mail where kind = 'shift-soon'")));
        Assert.Contains("Waarom: De vrachtwagen komt niet.", coop.Read(db => db.One<string>("select body_text from mail where address = 'oksana@proef.example'")));
    }

    [Fact]
    public async Task A_shift_is_cancelled_once_and_with_a_reason()
    {
        Take(coop, First, "Unloading", 114);
        var shift = Shift(coop, First, "Unloading");
        var elif = coop.As("Elif");
        var page = await elif.Get($"/roster/shifts/{shift.Id}");
        Assert.Equal(422, (await elif.Submit(page, "form.cancel", new { Reason = " " })).Status);
        await elif.Submit(page, "form.cancel", new { Reason = "Storm" });
        Assert.Equal(200, (await elif.Submit(page, "form.cancel", new { Reason = "Storm" })).Status);
        Assert.Equal(0, Balance(coop, 114));
        Assert.Single(To("shift-cancelled"));
    }

    [Fact]
    public async Task A_cancellation_of_what_was_seen_otherwise_is_refused()
    {
        var shift = Shift(coop, First, "Unloading");
        var elif = coop.As("Elif");
        var page = await elif.Get($"/roster/shifts/{shift.Id}");
        Take(coop, First, "Unloading", 114); // meanwhile
        page = await elif.Submit(page, "form.cancel", new { Reason = "Storm" });
        Assert.Equal(422, page.Status);
        Assert.Contains("Amara (114)", page["form.cancel p"]);
        Assert.False(Shift(coop, First, "Unloading").IsCancelled);
    }

    [Fact]
    public async Task A_single_day_can_differ_and_tells_its_people()
    {
        Take(coop, First, "Unloading", 114);
        var shift = Shift(coop, First, "Unloading");
        var elif = coop.As("Elif");
        var page = await elif.Get($"/roster/shifts/{shift.Id}");
        page = await elif.Submit(page, "form.day", new Dictionary<string, string> { ["Day.From"] = "16:30", ["Day.Place"] = "Achterdeur", ["Numbers.Most"] = "5" });
        Assert.Equal(200, page.Status);
        var after = Shift(coop, First, "Unloading");
        Assert.Equal((shift.StartsAt.AddMinutes(-30), "Achterdeur", 5), (after.StartsAt, after.Place, after.Most));
        Assert.Equal(["amara@proef.example"], To("shift-moved"));
        Assert.Equal(shift.StartsAt, Shift(coop, Second, "Unloading").StartsAt.AddDays(-35)); // the other day is as it was
    }

    [Fact]
    public void Other_numbers_alone_are_told_to_nobody_and_are_no_other_event()
    {
        Take(coop, First, "Unloading", 114);
        var shift = Shift(coop, First, "Unloading");
        coop.Write(db => ShiftChange.Write(db, db.One<CoopRow>(CoopRow.Select), shift, new(shift.StartsAt, shift.EndsAt, shift.Place, 1, 2, 6), differs: true, Before));
        Assert.Equal((0, 0), (To("shift-moved").Count, coop.Read(db => db.One<int>("select sequence from shift where id = @Id", new { shift.Id }))));
        Assert.Equal(6, Shift(coop, First, "Unloading").Most);
    }

    [Fact]
    public void The_most_does_not_fall_below_the_spots_taken_and_says_who_they_are()
    {
        Take(coop, First, "Unloading", 114);
        Take(coop, First, "Unloading", 142);
        var shift = Shift(coop, First, "Unloading");
        var refused = Assert.Throws<Refused>(() => coop.Write(db =>
            ShiftChange.Write(db, db.One<CoopRow>(CoopRow.Select), shift, new(shift.StartsAt, shift.EndsAt, "", 1, 1, 1), differs: true, Before)));
        Assert.Equal("Duties.MostBelow", refused.TextKey);
        Assert.Contains("Amara (114), Дмитро (142)", refused.Arguments);
    }

    private List<string> To(string kind) => coop.Read(db => db.Query<string>("select address from mail where kind = @kind order by address", new { kind }));
}
