namespace FoodCoop.Tests.Features.Membership;

public sealed class AdmitTests
{
    [Fact]
    public async Task A_coordinator_admits_a_member_with_the_next_number_and_invites_its_first_person()
    {
        var coop = new TestCoop();
        var browser = coop.As("Μαρία");
        var form = await browser.Get("/membership/admit");
        Assert.Equal("181", form.Html.QuerySelector("#Number")!.GetAttribute("value"));
        var page = await browser.Submit(form, "form.admit", new { PersonName = "Zoë van Dam", Email = " Zoe@Example.ORG ", Phone = "06 1234", Language = "nl", Invite = "true" });
        Assert.Equal("/membership/181", page.Path);
        Assert.Contains("Zoë van Dam", page.Text);
        var mail = coop.Read(db => db.One<(string, string, string)>("select address, kind, body_text from mail"));
        Assert.Equal(("zoe@example.org", "invite"), (mail.Item1, mail.Item2));
        Assert.StartsWith("Dag Zoë van Dam,", mail.Item3);
        Assert.Equal("2026-11-12", coop.Read(db => db.One<string>("select joined_on from member where number = 181")));
    }

    [Fact]
    public async Task A_full_room_admits_nobody_and_says_so_in_a_sentence()
    {
        var coop = new TestCoop();
        SeatsLeft(coop, 0);
        var page = await Admit(coop, "Zoë");
        Assert.Equal(422, page.Status);
        Assert.Contains("The room is full: 9 of 9 seats are taken.", page.Text);
        Assert.Equal(9, Members(coop));
    }

    [Fact]
    public async Task A_member_of_two_seats_is_told_that_one_is_left()
    {
        var coop = new TestCoop();
        SeatsLeft(coop, 1);
        Assert.Contains("There is room for 1 more; this would take 2.", (await Admit(coop, "Zoë", seats: "2")).Text);
        Assert.Equal(200, (await Admit(coop, "Zoë")).Status);
    }

    [Fact]
    public async Task A_smaller_room_removes_nobody_and_shows_how_many_are_over()
    {
        var coop = new TestCoop();
        SeatsLeft(coop, -3);
        Assert.Contains("3 over the cap", (await coop.As("Μαρία").Get("/membership")).Text);
        Assert.Contains("The room is 3 over the cap: 9 of 6 seats are taken.", (await Admit(coop, "Zoë")).Text);
        Assert.Equal(9, Members(coop));
    }

    [Fact]
    public async Task The_assemblys_number_and_the_windows_make_the_cap()
    {
        var coop = new TestCoop();
        coop.Write(db => db.Execute("update room set seats = 5, windows = 2, assembly_cap = 9"));
        Assert.Contains("9 of 9", (await Admit(coop, "Zoë")).Text);
        coop.Write(db => db.Execute("update room set assembly_cap = null"));
        Assert.Equal(200, (await Admit(coop, "Zoë")).Status); // 5 people at a time in 2 windows
        Assert.Equal(422, (await Admit(coop, "Noor")).Status);
    }

    [Fact]
    public async Task The_co_ops_own_shelf_takes_no_seat()
    {
        var coop = new TestCoop();
        SeatsLeft(coop, 1);
        coop.Write(db => db.Execute("insert into member (number, name, seats, kind, joined_on) values (9999, 'Voorraad', 0, 'shelf', '2024-01-01')"));
        var form = await coop.As("Μαρία").Get("/membership/admit");
        Assert.Equal("181", form.Html.QuerySelector("#Number")!.GetAttribute("value"));
        Assert.Equal(200, (await Admit(coop, "Zoë")).Status);
    }

    [Fact]
    public async Task Twenty_coordinators_at_once_fill_the_last_seat_exactly_once()
    {
        var coop = new TestCoop();
        SeatsLeft(coop, 1);
        var browsers = Enumerable.Range(0, 20).Select(_ => coop.As("Μαρία")).ToList();
        var forms = await Task.WhenAll(browsers.Select(b => b.Get("/membership/admit")));
        var answers = await Task.WhenAll(browsers.Select((b, i) =>
            b.Submit(forms[i], "form.admit", new { Number = 200 + i, PersonName = $"Person {i}" }, follow: false)));
        Assert.Single(answers, a => a.Status == 302);
        Assert.All(answers.Where(a => a.Status != 302), a =>
        {
            Assert.Equal(422, a.Status);
            Assert.Contains("The room is full: 10 of 10 seats are taken.", a.Text);
        });
        Assert.Equal(10, Members(coop));
    }

    [Fact]
    public async Task A_number_or_an_address_that_belongs_to_somebody_is_refused_and_what_was_typed_stays()
    {
        var coop = new TestCoop();
        var browser = coop.As("Μαρία");
        var form = await browser.Get("/membership/admit");
        var number = await browser.Submit(form, "form.admit", new { Number = 114, PersonName = "Zoë" });
        Assert.Contains("Number 114 is in use, or was. The next free one is 181.", number[".error"]);
        var email = await browser.Submit(form, "form.admit", new { PersonName = "Zoë", Email = "AMARA@proef.example" });
        Assert.Contains("already belongs to Amara (member 114)", email[".error"]);
        Assert.Equal("Zoë", email.Html.QuerySelector("#PersonName")!.GetAttribute("value"));
        Assert.Equal(9, Members(coop));
    }

    [Theory]
    [InlineData("", "1", "", "Please fill this in.")]
    [InlineData("Zoë", "0", "", "from 1 to 99")]
    [InlineData("Zoë", "many", "", "cannot be read here")]
    [InlineData("Zoë", "1", "no address", "is not an e-mail address")]
    public async Task A_slip_is_told_beside_its_field(string name, string seats, string email, string told)
    {
        var coop = new TestCoop();
        var browser = coop.As("Μαρία");
        var page = await browser.Submit(await browser.Get("/membership/admit"), "form.admit", new { PersonName = name, Seats = seats, Email = email });
        Assert.Equal(422, page.Status);
        Assert.Contains(told, page[".error"]);
    }

    [Fact]
    public async Task Only_the_membership_coordinator_sees_the_members_addresses()
    {
        var coop = new TestCoop();
        foreach (var name in new[] { "Amara", "Bart", "Ingrid", "Wei" })
            Assert.Contains("/not-allowed", (await coop.As(name).Get("/membership", follow: false)).Location);
        Assert.Equal(200, (await coop.As("Μαρία").Get("/membership")).Status);
    }

    internal static void SeatsLeft(TestCoop coop, int left) =>
        coop.Write(db => db.Execute("update room set seats = (select seats from seats_taken) + @left", new { left }));

    private static int Members(TestCoop coop) => coop.Read(db => db.One<int>("select count(*) from member where kind = 'member'"));

    private static async Task<TestPage> Admit(TestCoop coop, string name, string seats = "1")
    {
        var browser = coop.As("Μαρία");
        return await browser.Submit(await browser.Get("/membership/admit"), "form.admit", new { PersonName = name, Seats = seats });
    }
}
