using FoodCoop.Features.Cycles;
using FoodCoop.Features.Shifts;
using FoodCoop.Features.Shifts.TheDay;
using FoodCoop.Platform.Web;
using FoodCoop.Tests.Features.PickupDay;
using FoodCoop.Tests.Platform.Pdf;
using static FoodCoop.Tests.Features.Shifts.Exchange.SwapsTests;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Shifts.TheDay;

/// <summary>Bart knows unloading, as a coordinator has said; Amara and Çağla have done nothing yet.</summary>
public sealed class SpotSignTests
{
    private readonly TestCoop coop = Scene();

    public SpotSignTests()
    {
        coop.Write(db => db.Execute("insert into person_duty (person_id, duty_id, given_at) values (@person, 1, @Before)", new { person = Person(coop, "Bart"), Before }));
        Take(coop, First, "Unloading", 114);
        Take(coop, First, "Unloading", 17);
        Take(coop, First, "Checkout", 88);
    }

    [Fact]
    public async Task Whose_first_time_it_is_stands_on_the_day_s_page_with_who_shows_the_way()
    {
        var page = await coop.As("Elif").Get($"/roster/day/{First}");
        Assert.Contains("Amara eerste keer 114 · Bart legt uit", Row(page, 114));
        Assert.Contains("Bart 17 · helpt wie nieuw is", Row(page, 17));
        Assert.DoesNotContain("eerste keer", Row(page, 17));
        Assert.Contains("Çağla eerste keer 88", Row(page, 88));
        Assert.Contains("Niemand anders in deze dienst deed het al eerder", page[$"#shift-{Shift(coop, First, "Checkout").Id} .nobody-knows"]);
    }

    [Fact]
    public async Task It_stands_on_the_board_too_with_those_who_have_experience()
    {
        coop.Write(db => db.Execute("update rotation set published_at = @Before where id = 1", new { Before }));
        var page = await coop.As("Elif").Get($"/roster/{First}");
        var card = page.Html.GetElementById($"shift-{Shift(coop, First, "Unloading").Id}")!;
        Assert.Contains("eerste keer", card.QuerySelectorAll("li").Single(l => l.TextContent.Contains("Amara", StringComparison.Ordinal)).TextContent);
        Assert.DoesNotContain("eerste keer", card.QuerySelectorAll("li").Single(l => l.TextContent.Contains("Bart", StringComparison.Ordinal)).TextContent);
        Assert.Equal("Met ervaring: Bart", card.QuerySelector(".knowing")!.TextContent);
        Assert.Equal("Niemand in deze dienst deed het al eerder.", page.Html.GetElementById($"shift-{Shift(coop, First, "Checkout").Id}")!.QuerySelector(".knowing")!.TextContent);
    }

    [Fact]
    public void The_paper_says_it_in_words_with_the_partner_and_who_looks_for_a_stand_in()
    {
        coop.Write(db =>
        {
            // one of the two has named the other
            db.Execute("insert into wish (rotation_id, member_id, partner_id, at) values (1, @mine, @partner, @Before)", new { mine = Member(coop, 17), partner = Member(coop, 114), Before });
            db.Execute("update spot set looking_at = @Starts where member_id = @member", new { Starts, member = Member(coop, 88) });
        });
        var texts = Paper("nl");
        Assert.Contains("eerste keer, met Bart", texts);
        Assert.Contains("helpt wie nieuw is", texts);
        Assert.Contains("samen met Amara", texts);
        Assert.Contains("samen met Bart", texts);
        Assert.Contains("zoekt invaller · eerste keer", texts);
        Assert.Contains("first time, with Bart", Paper("en"));
    }

    [Fact]
    public void Each_who_is_new_is_put_beside_another_who_knows_it_but_not_beside_one_who_will_not_be_there()
    {
        Take(coop, First, "Unloading", 142);
        coop.Write(db => db.Execute("insert into person_duty (person_id, duty_id, given_at) values (@person, 1, @Before)", new { person = Person(coop, "Oksana"), Before }));
        var day = Days().Single(d => d.Shift.NameEn == "Unloading");
        Assert.Equal("Bart", day.Beside(day.People.Single(p => p.Number == 114))!.Name);
        coop.Write(db => db.Execute("update spot set looking_at = @Starts where member_id = @member", new { Starts, member = Member(coop, 17) }));
        day = Days().Single(d => d.Shift.NameEn == "Unloading");
        Assert.Equal(142, day.Beside(day.People.Single(p => p.Number == 114))!.Number);
        Assert.Null(day.Beside(day.People.Single(p => p.Number == 17)));
    }

    [Fact]
    public void A_shift_done_makes_the_next_no_first_time_and_the_day_itself_keeps_its_sign()
    {
        var spot = coop.Read(db => Spots.OfShift(db, Shift(coop, First, "Unloading").Id)).Single(s => s.Number == 114).Id;
        var later = Take(coop, Second, "Checkout", 114, how: "hand");
        coop.Write(db => DutyAccount.Mark(db, spot, "came", Shift(coop, First, "Unloading").EndsAt, Person(coop, "Elif")));
        Assert.True(Signs(First)[spot].IsFirstTime);
        Assert.False(Signs(Second)[later].IsFirstTime);
        Assert.False(Signs(Second)[later].Knows); // another duty
        coop.Write(db => DutyAccount.Mark(db, spot, "missed", Shift(coop, First, "Unloading").EndsAt, Person(coop, "Elif")));
        Assert.True(Signs(Second)[later].IsFirstTime);
    }

    private Dictionary<FoodCoop.Platform.Id<Spot>, SpotSign> Signs(string cycle) => coop.Read(db => SpotSign.OfCycle(db, Cycle.ByCode(db, cycle)!.Id));

    private List<DayShift> Days()
    {
        var signs = Signs(First);
        return coop.Read(db => FoodCoop.Features.Shifts.Shift.OfCycle(db, Cycle.ByCode(db, First)!.Id).ConvertAll(s => new DayShift(s, Spots.OfShift(db, s.Id), signs)));
    }

    private List<string> Paper(string language)
    {
        var culture = Languages.Culture(language);
        var paper = RosterPdf.Lay(PaperCast.Stamp, Days(), new CoopDates(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), culture), culture);
        Laid.AssertOrderly(paper);
        return Laid.Texts(paper);
    }

    private static string Row(TestPage page, int number) => page.Html.QuerySelectorAll("form.attend button.pick")
        .Select(b => string.Join(' ', b.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Single(t => $" {t} ".Contains($" {number} ", StringComparison.Ordinal));
}
