using FoodCoop.Features.WaitingList;
using static FoodCoop.Tests.Features.WaitingList.WaitingScene;

namespace FoodCoop.Tests.Features.WaitingList;

public sealed class JoinTests
{
    [Fact]
    public async Task A_visitor_asks_to_join_and_sees_the_place_by_the_link_in_the_mail()
    {
        var coop = CoopWith(free: 0);
        Waits(coop, "Anna", 1, daysAgo: 30);
        var page = await Ask(coop, "Zoe", "zoe@example.org", seats: "2");
        Assert.Contains("A mail with your place in the list goes to zoe@example.org", page.Text);
        var place = await coop.As(null).Get(Link(coop, "Zoe", "application-received"));
        Assert.Contains("You are number 2 on the list.", place.Text);
        Assert.Contains("Before a place can be offered you come to a pickup day once.", place.Text);
    }

    [Fact]
    public async Task Who_asks_twice_keeps_the_place_and_gets_another_link_and_the_answer_is_the_same()
    {
        var coop = CoopWith(free: 0);
        var first = await Ask(coop, "Zoe", "zoe@example.org");
        TestClock.Advance(TimeSpan.FromMinutes(5));
        var second = await Ask(coop, "Zoë van Dam", "ZOE@example.org");
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(["Zoe Applied"], States(coop));
        Assert.Equal(["application-received", "application-received"], Mails(coop, "Zoe"));
    }

    [Fact]
    public async Task A_member_who_asks_to_join_gets_a_link_to_sign_in_and_the_page_says_nothing_else()
    {
        var coop = CoopWith(free: 0);
        var page = await Ask(coop, "Amara", "amara@proef.example");
        Assert.Contains("goes to amara@proef.example", page.Text);
        Assert.Empty(States(coop));
        Assert.Equal("sign-in", coop.Read(db => db.One<string>("select kind from mail")));
    }

    [Fact]
    public async Task Nobody_s_mailbox_is_filled_from_the_page()
    {
        var coop = CoopWith(free: 0);
        for (var i = 0; i < 8; i++)
        {
            TestClock.Advance(TimeSpan.FromSeconds(20));
            Assert.Contains("goes to zoe@example.org", (await Ask(coop, "Zoe", "zoe@example.org")).Text);
        }
        Assert.Equal(3, Mails(coop, "Zoe").Length);
        TestClock.Advance(TimeSpan.FromHours(1));
        await Ask(coop, "Zoe", "zoe@example.org");
        Assert.Equal(4, Mails(coop, "Zoe").Length);
    }

    [Fact]
    public async Task A_machine_that_fills_in_the_hidden_field_writes_nothing()
    {
        var coop = CoopWith(free: 0);
        var browser = coop.As(null);
        await browser.Submit(await browser.Get("/join"), "form.join", new { Name = "Spam", Email = "spam@example.org", Website = "https://spam.example" });
        Assert.Empty(States(coop));
        Assert.Equal(0, coop.Read(db => db.One<int>("select count(*) from mail")));
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_beside_its_field_and_stays()
    {
        var coop = CoopWith(free: 0);
        var page = await Ask(coop, "Zoe", "zoe@", seats: "0");
        Assert.Equal(422, page.Status);
        Assert.Equal("Zoe", page.Html.QuerySelector("#Name")!.GetAttribute("value"));
        Assert.Contains("zoe@", page["#Email-wrong"]);
    }

    [Fact]
    public async Task Accepting_makes_a_member_once_with_its_seats_and_a_link_to_come_in()
    {
        var coop = CoopWith(free: 2);
        Waits(coop, "Zoe", 2, daysAgo: 3, language: "nl");
        Run(coop, Now);
        var browser = coop.As(null);
        var place = await browser.Get(Link(coop, "Zoe", "place-offered"));
        Assert.Contains("Zoe", place.Text);
        var joined = await browser.Submit(place, "form.accept");
        await browser.Submit(place, "form.accept"); // a second click, or another window
        Assert.Contains("example.org", joined.Text);
        Assert.Equal((181, "Zoe", 2), coop.Read(db => db.One<(int, string, int)>("select number, name, seats from member where number > 180")));
        Assert.Equal(["place-offered", "invite"], Mails(coop, "Zoe"));
        Assert.Equal(["Zoe Joined"], States(coop));
        Assert.Equal("", Run(coop, Now.AddMinutes(1)));
    }

    [Fact]
    public async Task Declining_frees_the_seats_for_the_next()
    {
        var coop = CoopWith(free: 1);
        Waits(coop, "Anna", 1, daysAgo: 30);
        Waits(coop, "Bea", 1, daysAgo: 20);
        Run(coop, Now);
        var browser = coop.As(null);
        await browser.Submit(await browser.Get(Link(coop, "Anna", "place-offered")), "form.decline");
        Assert.Equal("offered 2", Run(coop, Now.AddMinutes(1)));
        Assert.Equal(["Anna Declined", "Bea Offered"], States(coop));
    }

    [Fact]
    public async Task Who_has_joined_and_declines_in_another_window_is_told_to_be_a_member_and_whom_to_ask()
    {
        var coop = CoopWith(free: 1);
        Waits(coop, "Zoe", 1, daysAgo: 3);
        Run(coop, Now);
        var browser = coop.As(null);
        var place = await browser.Get(Link(coop, "Zoe", "place-offered"));
        await browser.Submit(place, "form.accept");
        var page = await browser.Submit(place, "form.decline");
        Assert.Equal(422, page.Status);
        Assert.Contains("You have been a member of De Proefkrat since 12 November 2026, so there is no place left to decline.", page["[role=alert]"]);
        Assert.Contains("write to krat@proef.example", page["[role=alert]"]);
        Assert.Contains("Welcome to De Proefkrat!", page.Text);
        Assert.Equal(["Zoe Joined"], States(coop));

        coop.Write(db => db.Execute("update coop set mail_address = ''"));
        await browser.Post("/language", [.. Deliveries.BelowMinimumTests.Token(page), new("language", "nl")]);
        Assert.Contains("Je bent sinds 12 november 2026 lid van De Proefkrat", (await browser.Submit(place, "form.decline"))["[role=alert]"]);
    }

    [Fact]
    public async Task A_second_no_changes_nothing_and_says_so()
    {
        var coop = CoopWith(free: 1);
        Waits(coop, "Anna", 1, daysAgo: 30);
        Run(coop, Now);
        var browser = coop.As(null);
        var place = await browser.Get(Link(coop, "Anna", "place-offered"));
        await browser.Submit(place, "form.decline");
        var page = await browser.Submit(place, "form.decline");
        Assert.Equal("You were off the list already, so nothing was changed. If you would like to join after all, ask again below.", page["#messages .message div"]);
        Assert.NotNull(page.Html.QuerySelector("a[href='/join']"));
        Assert.Equal(1, coop.Read(db => db.One<int>("select count(*) from applicant_event where state = 'Declined'")));
    }

    [Fact]
    public async Task An_offer_that_has_ended_cannot_be_taken_any_more()
    {
        var coop = CoopWith(free: 1);
        Waits(coop, "Anna", 1, daysAgo: 30);
        Run(coop, Now);
        var browser = coop.As(null);
        var place = await browser.Get(Link(coop, "Anna", "place-offered"));
        TestClock.Set(Now.AddDays(14));
        var page = await browser.Submit(place, "form.accept");
        Assert.Equal(422, page.Status);
        Assert.Contains("This offer has ended.", page.Text);
        Assert.Equal(0, coop.Read(db => db.One<int>("select count(*) from member where number > 180")));
    }

    [Fact]
    public async Task A_seat_that_is_offered_is_not_given_to_somebody_else_meanwhile()
    {
        var coop = CoopWith(free: 1);
        Waits(coop, "Anna", 1, daysAgo: 30);
        Run(coop, Now);
        var browser = coop.As("Μαρία");
        var page = await browser.Submit(await browser.Get("/membership/admit"), "form.admit", new { PersonName = "Buurman", Language = "nl" });
        Assert.Contains("1 seats are free, but 1 have been offered to people on the waiting list", page.Text);
    }

    [Fact]
    public async Task When_the_room_has_become_smaller_the_offer_cannot_be_taken_and_the_place_is_kept()
    {
        var coop = CoopWith(free: 1);
        Waits(coop, "Anna", 1, daysAgo: 30);
        Run(coop, Now);
        Seats(coop, 0);
        var browser = coop.As(null);
        var page = await browser.Submit(await browser.Get(Link(coop, "Anna", "place-offered")), "form.accept");
        Assert.Contains("The room is full", page.Text);
        Assert.Equal(["Anna Offered"], States(coop));
    }

    [Fact]
    public async Task The_coordinator_puts_somebody_from_paper_on_the_list_in_the_order_of_asking()
    {
        var coop = CoopWith(free: 0);
        Waits(coop, "Anna", 1, daysAgo: 10);
        var browser = coop.As("Μαρία");
        var page = await browser.Submit(await browser.Get("/membership/waiting"), "form.add", new { Name = "Oud", Email = "oud@example.org", Seats = "3", AskedOn = "2026-01-05" });
        Assert.Equal(["Oud Applied", "Anna Waiting"], States(coop));
        page = await browser.Submit(page, "form.oriented");
        Assert.Equal(["Oud Waiting", "Anna Waiting"], States(coop));
        page = await browser.Submit(page, "form.withdraw", new { reason = "Verhuisd" });
        Assert.Equal("Verhuisd", coop.Read(db => db.One<string>("select reason from applicant_event order by id desc limit 1")));
        await browser.Submit(page, "form.back");
        Assert.Equal(["Oud Waiting", "Anna Waiting"], States(coop));
    }

    [Fact]
    public async Task An_unknown_link_is_not_found_and_others_may_not_see_the_list()
    {
        var coop = CoopWith(free: 0);
        Assert.Equal(404, (await coop.As(null).Get("/join/" + new string('x', 43))).Status);
        Assert.Equal(403, (await coop.As("Amara").Get("/membership/waiting")).Status);
    }

    private static async Task<TestPage> Ask(TestCoop coop, string name, string email, string seats = "1")
    {
        var browser = coop.As(null);
        return await browser.Submit(await browser.Get("/join"), "form.join", new { Name = name, Email = email, Language = "en", Seats = seats });
    }
}
