using FoodCoop.Features.Shifts;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Shifts.Mine;

public sealed class IndexTests
{
    [Fact]
    public async Task A_free_spot_is_taken_by_a_form_and_my_next_shift_tells_who_is_with_me_and_whom_to_phone()
    {
        var coop = Scene();
        Take(coop, First, "Checkout", 17);
        coop.Write(db => db.Execute("update duty set instructions_en = 'Wear gloves.' where name_en = 'Checkout'"));
        var amara = coop.As("Amara");
        var page = await amara.Get("/shifts");
        Assert.Contains("You have done 0 shifts. You owe one. You can choose", page.Text);
        page = await amara.Submit(page, $"tr[data-shift='{Shift(coop, First, "Checkout").Id}'] form");
        var card = page[".next-shift"]!;
        Assert.Contains("Checkout", card);
        Assert.Contains("Wear gloves.", card);
        Assert.Contains("Bart", card);
        Assert.Contains("Elif", card); // the shift coordinator
        Assert.Contains("06-00000150", card);
        Assert.Contains("That is planned.", page.Text);
        Assert.Contains("Checkout", (await amara.Get("/"))[".my-shift"]);
    }

    [Fact]
    public async Task Two_members_press_take_for_the_last_spot_at_once_two_hundred_times_and_it_is_never_given_twice()
    {
        var coop = Scene();
        var shift = Shift(coop, First, "Checkout").Id;
        Take(coop, First, "Checkout", 88); // one of two spots
        var form = $"tr[data-shift='{shift}'] form";
        var pages = new List<(string Name, TestBrowser Browser, TestPage Page)>();
        foreach (var (name, browser) in ((string, TestBrowser)[])[("Amara", coop.As("Amara")), ("Bart", coop.As("Bart"))]) pages.Add((name, browser, await browser.Get("/shifts")));
        for (var round = 0; round < 200; round++)
        {
            var answers = await Task.WhenAll(pages.Select(p => Task.Run(() => p.Browser.Submit(p.Page, form, follow: false))));
            var (winner, loser) = answers[0].Status == 302 ? (0, 1) : (1, 0);
            Assert.Equal((302, 422), (answers[winner].Status, answers[loser].Status));
            Assert.Contains($"Çağla, {pages[winner].Name}.", answers[loser].Text); // full, and by whom
            Assert.Equal([88, pages[winner].Name == "Amara" ? 114 : 17], coop.Read(db => Spots.OfShift(db, shift)).Select(s => s.Number));
            coop.Write(db => db.Execute("update spot set left_at = @Starts, left_why = 'freed' where left_at is null and member_id <> @cagla", new { Starts, cagla = Member(coop, 88) }));
        }
    }

    [Fact(DisplayName = "household shares one duty")]
    public async Task Household_shares_one_duty()
    {
        var coop = Scene();
        var spot = Take(coop, First, "Checkout", 142);
        var oksana = coop.As("Oksana");
        var page = await oksana.Get("/shifts");
        page = await oksana.Submit(page, "form.who", new { person = Person(coop, "Oksana") });
        Assert.Equal("Oksana", coop.Read(db => Spots.Find(db, spot))!.Name);
        Assert.Contains("Checkout", (await coop.As("Дмитро").Get("/shifts"))[".next-shift"]);
        coop.Write(db => DutyAccount.Mark(db, spot, "came", Before, Person(coop, "Elif")));
        Assert.Equal(0, Balance(coop, 142)); // one owed, one done, for both
    }

    [Fact]
    public async Task Nobody_says_who_comes_for_another_household()
    {
        var coop = Scene();
        var spot = Take(coop, First, "Checkout", 142);
        Take(coop, First, "Checkout", 114);
        var amara = coop.As("Amara");
        var page = await amara.Get("/shifts");
        var answer = await amara.Submit(page, "form.help", new { spot });
        Assert.Equal(200, answer.Status);
        coop.Write(db => db.Execute("insert into person (member_id, name, language, security_stamp, created_at) select id, 'Ama', 'en', 's', @Before from member where number = 114", new { Before }));
        page = await amara.Get("/shifts");
        answer = await amara.Submit(page, "form.who", new { spot });
        Assert.Contains("not yours any more", answer.Text);
        Assert.Null(coop.Read(db => Spots.Find(db, spot))!.PersonId);
    }

    [Fact]
    public async Task Who_has_done_none_is_welcomed_beside_somebody_who_has()
    {
        var coop = Scene();
        var old = Take(coop, First, "Unloading", 17);
        coop.Write(db => DutyAccount.Mark(db, old, "came", Before, Person(coop, "Elif")));
        var amara = coop.As("Amara");
        var page = await amara.Get("/shifts");
        Assert.Contains("beside Bart, who has done it before", page.Text);
        await amara.Submit(page, $"tr[data-shift='{Shift(coop, First, "Unloading").Id}'] form");
        Assert.Equal("welcome", coop.Read(db => Spots.OfShift(db, Shift(coop, First, "Unloading").Id)).Single(s => s.Number == 114).How);
    }

    [Fact]
    public async Task The_page_of_a_shift_names_its_people_and_shows_no_phone_but_the_coordinators()
    {
        var coop = Scene();
        Take(coop, First, "Checkout", 17);
        var page = await coop.As("Amara").Get($"/shifts/{Shift(coop, First, "Checkout").Id}");
        Assert.Contains("Bart", page.Text);
        Assert.DoesNotContain("06-0000017", page.Text);
        Assert.Contains("06-00000150", page.Text);
        Assert.Equal(404, (await coop.As("Amara").Get("/shifts/99999")).Status);
    }

    private static TestCoop Scene()
    {
        var coop = CoopWithDuties();
        Run(coop, Starts);
        TestClock.Set(Starts);
        return coop;
    }
}
