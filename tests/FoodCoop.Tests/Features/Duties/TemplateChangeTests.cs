using FoodCoop.Features.Duties;
using FoodCoop.Features.Shifts;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Duties;

public sealed class TemplateChangeTests
{
    private const string Session = "/roster/duties/1/session/1";
    private readonly TestCoop coop = CoopWithDuties();
    private readonly TestBrowser elif;

    public TemplateChangeTests()
    {
        Run(coop, Starts);
        TestClock.Set(Starts.AddHours(12));
        elif = coop.As("Elif");
    }

    [Fact]
    public async Task Changing_a_template_shows_which_future_shifts_and_people_it_touches_before_it_is_saved()
    {
        Take(coop, First, "Unloading", 114);
        var was = Shift(coop, First, "Unloading").StartsAt;
        var page = await elif.Submit(await elif.Get(Session), "form.session", new Dictionary<string, string> { ["Times.Hours"] = "2", ["Times.Minutes"] = "90" });
        Assert.Equal(200, page.Status);
        Assert.Equal(4, page.Html.QuerySelectorAll("#preview li").Length); // two rotations of two pickups
        Assert.Contains("4 komende diensten. 1 persoon heeft er een plek", page.Text);
        Assert.Contains("Amara (114)", page["#preview"]);
        Assert.Contains("16:00–17:30", page["#preview ins"]);
        Assert.Equal(was, Shift(coop, First, "Unloading").StartsAt); // nothing yet

        page = await elif.Submit(page, "#confirm");
        Assert.Contains("4 komende diensten, met 1 mensen", page["#messages"]);
        Assert.Equal(was.AddHours(-1), Shift(coop, First, "Unloading").StartsAt);
        Assert.Equal(1, Count("mail where kind = 'shift-moved'"));
        Assert.Equal(-120, coop.Read(db => db.One<int>("select begins from duty_session where id = 1")));
    }

    [Fact]
    public async Task A_confirmation_of_what_is_no_longer_so_is_refused()
    {
        var page = await elif.Submit(await elif.Get(Session), "form.session", new Dictionary<string, string> { ["Times.Hours"] = "2" });
        Take(coop, First, "Unloading", 114); // meanwhile
        page = await elif.Submit(page, "#confirm");
        Assert.Equal(422, page.Status);
        Assert.Contains("intussen iets veranderd", page.Text);
        Assert.Equal(-60, coop.Read(db => db.One<int>("select begins from duty_session where id = 1")));
    }

    [Fact]
    public async Task A_day_that_was_set_by_hand_stays_as_it_is()
    {
        coop.Write(db => db.Execute("update shift set differs = 1 where id = @Id", new { Shift(coop, First, "Unloading").Id }));
        var was = Shift(coop, First, "Unloading").StartsAt;
        var page = await elif.Submit(await elif.Get(Session), "form.session", new Dictionary<string, string> { ["Times.Hours"] = "2" });
        Assert.Equal(3, page.Html.QuerySelectorAll("#preview li").Length);
        await elif.Submit(page, "#confirm");
        Assert.Equal(was, Shift(coop, First, "Unloading").StartsAt);
    }

    [Fact]
    public async Task Fewer_people_than_have_a_spot_is_refused_with_who_is_in_it()
    {
        Take(coop, First, "Unloading", 114);
        Take(coop, First, "Unloading", 142);
        var page = await elif.Submit(await elif.Get(Session), "form.session", new Dictionary<string, string> { ["Numbers.Usual"] = "1", ["Numbers.Most"] = "1" });
        Assert.Equal(422, page.Status);
        Assert.Contains("Amara (114), Дмитро (142)", page.Text);
        Assert.Null(page.Html.QuerySelector("#preview"));
    }

    [Fact]
    public async Task Ending_a_session_takes_empty_shifts_away_and_excuses_who_is_in_one()
    {
        Take(coop, First, "Unloading", 114);
        var page = await elif.Submit(await elif.Get(Session), "form.session", button: "#ending");
        Assert.Contains("Amara (114)", page["#preview"]);
        Assert.Equal(422, (await elif.Submit(page, "#confirm")).Status); // people read why
        await elif.Submit(page, "#confirm", new { Reason = "De boer lost zelf." });
        Assert.True(Shift(coop, First, "Unloading").IsCancelled);
        Assert.Equal(1, Count("shift s join duty d on d.id = s.duty_id where d.name_en = 'Unloading'"));
        Assert.Equal(0, Balance(coop, 114));
        Assert.Equal("", Run(coop, Starts.AddDays(1))); // and the clock makes none again
    }

    [Fact]
    public async Task An_empty_co_op_begins_with_the_usual_duties_in_one_click()
    {
        var empty = new TestCoop();
        var browser = empty.As("Elif");
        var page = await browser.Submit(await browser.Get("/roster/duties"), "#usual");
        Assert.Contains("Kaas snijden", page["#duties"]);
        Assert.Equal(8, page.Html.QuerySelectorAll("#duties tbody tr").Length);
        Assert.Null(page.Html.QuerySelector("#usual"));
    }

    [Fact]
    public async Task A_duty_is_made_with_a_session_and_a_skill_that_is_given_to_somebody()
    {
        var page = await elif.Submit(await elif.Get("/roster/duty"), "form.duty", new Dictionary<string, string>
        {
            ["Duty.NameNl"] = "Kaas", ["Duty.NameEn"] = "Cheese", ["Duty.InstructionsNl"] = "Handen wassen.\n\nMes links.", ["Duty.Effort"] = "1",
        });
        Assert.Equal("Kaas", page["h1"]);
        var duty = page.Path;
        page = await elif.Submit(await elif.Get(duty.Replace("/duty/", "/duties/", StringComparison.Ordinal) + "/session"), "form.session");
        Assert.Equal("1 u voordat het ophalen begint", page["#sessions tbody th"]);
        page = await elif.Submit(await elif.Get("/roster/skills"), "form.add", new { NameNl = "Kaas snijden", NameEn = "Cutting cheese" });
        page = await elif.Submit(page, "form.give", new { person = Person(coop, "Amara").ToString() });
        Assert.Contains("Amara heeft nu de vaardigheid Kaas snijden", page["#messages"]);
        page = await elif.Submit(await elif.Get(duty), "#needs", new { one = "1" });
        Assert.Equal(1, Count("duty_skill where everyone = 0"));
        Assert.Contains("is nodig voor: Kaas", (await elif.Submit(await elif.Get("/roster/skills"), "form.end")).Text);
        page = await elif.Submit(await elif.Get("/roster/skills"), "form.take");
        Assert.Equal(0, Count("person_skill"));
        Assert.Equal(422, (await elif.Submit(await elif.Get("/roster/duty"), "form.duty", new Dictionary<string, string> { ["Duty.NameNl"] = "Kaas", ["Duty.NameEn"] = "X" })).Status);
    }

    private int Count(string from) => coop.Read(db => db.One<int>("select count(*) from " + from));
}
