using FoodCoop.Features.Duties;
using FoodCoop.Features.Membership;
using FoodCoop.Features.Shifts;
using FoodCoop.Platform.Web;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Duties;

public sealed class ExemptionsTests
{
    private readonly TestCoop coop = CoopWithDuties();
    private readonly DateTimeOffset now = Starts.AddHours(12);

    public ExemptionsTests()
    {
        Run(coop, Starts);
        TestClock.Set(now);
    }

    [Fact(DisplayName = "exempting someone frees future spots and tells coordinators")]
    public async Task Exempting_someone_frees_future_spots_and_tells_coordinators()
    {
        Take(coop, First, "Unloading", 114);
        Take(coop, Second, "Checkout", 114);
        Take(coop, First, "Checkout", 17);
        var elif = coop.As("Elif");
        var page = await elif.Get("/roster/exemptions/114");
        Assert.Contains("Lossen", page.Text);
        page = await elif.Submit(page, "form.exempt", new { Kind = "illness", From = "2026-12-01", Note = "operatie" });
        Assert.Contains("2 plekken zijn weer vrij", page["#messages"]);
        Assert.Contains("operatie", page.Text);
        Assert.Equal(["", "exempt", "exempt"], coop.Read(db => db.Query<string>("select left_why from spot order by left_why"))); // Bart's stays
        Assert.Equal(0, Balance(coop, 114)); // charged, and exempt on both dates
        Assert.Equal(["elif@proef.example"], coop.Read(db => db.Query<string>("select address from mail where kind = 'spot-freed'")));
        var letter = coop.Read(db => db.One<string>("select body_text from mail where kind = 'spot-freed'"));
        Assert.Contains("Lossen", letter);
        Assert.Contains("Kassa", letter);
        Assert.DoesNotContain("operatie", letter);
        Assert.DoesNotContain("operatie", (await coop.As("Amara").Get("/roster/exemptions/114")).Text); // coordinators only
    }

    [Fact]
    public void Only_spots_in_its_time_are_freed_and_one_date_covered_does_not_excuse()
    {
        Take(coop, First, "Unloading", 114);
        Take(coop, Second, "Checkout", 114);
        Give(new(2026, 12, 20), new(2026, 12, 31));
        Assert.Equal(["2027-01"], coop.Read(db => db.Query<string>("select c.code from spot_now n join shift s on s.id = n.shift_id join order_cycle c on c.id = s.cycle_id")));
        Assert.Equal(-1, Balance(coop, 114));
    }

    [Fact]
    public void Two_exemptions_that_cover_both_dates_together_excuse_once()
    {
        Give(new(2026, 12, 1), new(2026, 12, 31));
        Give(new(2027, 1, 1), null);
        Give(new(2026, 12, 1), null);
        Assert.Equal(0, Balance(coop, 114));
    }

    [Fact]
    public void An_exemption_that_is_ended_brings_the_shift_back_that_it_excused()
    {
        Give(new(2026, 12, 1), null);
        Assert.Equal(0, Balance(coop, 114));
        var row = coop.Read(db => Exemptions.Of(db, Member(coop, 114)).Single());
        coop.Write(db => Exemptions.End(db, db.One<CoopRow>(CoopRow.Select), row, now.AddDays(3), Person(coop, "Elif")));
        Assert.Equal(-1, Balance(coop, 114));
        Assert.Equal(new DateOnly(2026, 12, 3), coop.Read(db => Exemptions.Of(db, Member(coop, 114)).Single().UntilOn));
    }

    [Fact]
    public void An_exempt_member_may_still_take_a_shift()
    {
        Give(new(2026, 12, 1), null);
        Take(coop, First, "Checkout", 114, now: now);
        Assert.Single(coop.Read(db => Spots.OfShift(db, Shift(coop, First, "Checkout").Id)));
    }

    [Fact(DisplayName = "leaving frees all spots")]
    public void Leaving_frees_all_spots_and_what_is_charged_is_excused()
    {
        Take(coop, First, "Unloading", 114);
        Take(coop, Second, "Checkout", 114);
        coop.Write(db => Leaving.OfMember(db, now, new(2026, 12, 1), Member(coop, 114), Person(coop, "Wei")));
        Assert.Equal(0, coop.Read(db => db.One<int>("select count(*) from spot_now")));
        Assert.Equal(["left"], coop.Read(db => db.Query<string>("select distinct left_why from spot")));
        Assert.Equal(0, Balance(coop, 114));
        Assert.Equal(1, coop.Read(db => db.One<int>("select count(*) from mail where kind = 'spot-freed' and address = 'elif@proef.example'")));
    }

    private void Give(DateOnly from, DateOnly? until) => coop.Write(db =>
        Exemptions.Give(db, db.One<CoopRow>(CoopRow.Select), Member(coop, 114), "care", from, until, "", now, Person(coop, "Elif")));
}
