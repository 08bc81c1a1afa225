using FoodCoop.Features.Setup;
using FoodCoop.Tests.Features.SignIn;

namespace FoodCoop.Tests.Features.Setup;

public sealed class BeginTests
{
    private static readonly object Filled = new
    {
        Name = "De Nieuwe Krat", Code = "nk", Language = "nl", RoomName = "De Loods", RoomSeats = 120,
        PersonName = "Noor", Email = "Noor@Example.org", Password = Cast.Password,
    };

    [Fact]
    public async Task Until_the_set_up_every_page_leads_to_one_that_says_where_the_link_is()
    {
        var coop = new TestCoop(empty: true);
        foreach (var path in new[] { "/sign-in", "/account/profile", "/membership", "/coop", "/settings", "/sign-in/link" })
        {
            var page = await coop.As(null).Get(path);
            Assert.Equal("/setup", page.Path);
            Assert.Contains("nog niet ingericht", page.Text + (await English(coop)));
        }
    }

    [Fact]
    public async Task The_first_visit_makes_co_op_room_rhythm_and_first_admin_and_the_link_is_dead()
    {
        var coop = new TestCoop(empty: true);
        var link = Link(coop);
        var browser = coop.As(null);
        var page = await browser.Submit(await browser.Get(link), "form.setup", Filled);
        Assert.Equal("/settings/roles", page.Path);
        Assert.Equal(("De Nieuwe Krat", "NK", "Europe/Amsterdam", $"http://{coop.Host}"),
            coop.Read(db => db.One<(string, string, string, string)>("select name, code, zone, home from coop")));
        Assert.Equal((5, 5, "18:00", "20:00", 24), coop.Read(db => db.One<(long, long, string, string, long)>("select nth, weekday, pickup_from, pickup_until, open_days from rhythm")));
        Assert.Equal((120, 1), coop.Read(db => db.One<(long, long)>("select seats, (select seats from seats_taken) from room")));
        Assert.Equal("Admin", coop.Read(db => db.One<string>("select role from person_role")));
        Assert.Equal(404, (await coop.As(null).Get(link)).Status);
        Assert.Equal("/", (await coop.As(null).Get("/setup", follow: false)).Location);
        Assert.Equal(302, (await coop.As(null).SignIn("noor@example.org", Cast.Password)).Status);
    }

    [Fact]
    public async Task Two_who_send_the_form_at_once_make_one_co_op()
    {
        var coop = new TestCoop(empty: true);
        var link = Link(coop);
        var browsers = new[] { coop.As(null), coop.As(null) };
        var forms = await Task.WhenAll(browsers.Select(b => b.Get(link)));
        var answers = await Task.WhenAll(browsers.Select((b, i) => b.Submit(forms[i], "form.setup", Filled, follow: false)));
        Assert.Single(answers, a => a.Status == 302);
        Assert.Equal(1, coop.Read(db => db.One<int>("select count(*) from person")));
    }

    [Fact]
    public async Task A_new_start_makes_a_new_link_and_the_old_one_is_void()
    {
        var coop = new TestCoop(empty: true);
        var (old, now) = (Link(coop), Link(coop));
        Assert.Equal(404, (await coop.As(null).Get(old)).Status);
        Assert.Equal(200, (await coop.As(null).Get(now)).Status);
    }

    [Fact]
    public async Task Slips_are_told_beside_their_fields_and_the_link_still_works()
    {
        var coop = new TestCoop(empty: true);
        var browser = coop.As(null);
        var page = await browser.Submit(await browser.Get(Link(coop)), "form.setup", new
        {
            Name = "", Code = "!", Zone = "Moon/Sea", PickupUntil = "17:00", OpenDays = "5", PersonName = "Noor", Email = "noor", Password = "welkom01",
        });
        Assert.Equal(422, page.Status);
        Assert.Equal(8, page.Html.QuerySelectorAll(".error").Length);
        Assert.Null(coop.Read(db => db.Find<string>("select name from coop")));
        Assert.Equal(302, (await browser.Submit(page, "form.setup", new
        {
            Name = "Krat", Code = "KR", Zone = "Europe/Amsterdam", PickupUntil = "20:00", OpenDays = "24", RoomName = "Loods", PersonName = "Noor", Email = "noor@example.org", Password = Cast.Password,
        }, follow: false)).Status);
    }

    [Fact]
    public void The_printed_address_is_one_that_opens()
    {
        var coop = new TestCoop(empty: true);
        Assert.Equal($"http://{coop.Host}:5080", SetupLink.Home(coop.File, ["http://0.0.0.0:5080"]));
        Assert.Equal($"https://{coop.Host}", SetupLink.Home(coop.File, ["https://+:443"]));
    }

    private static string Link(TestCoop coop) => "/setup/" + coop.Write(db => SetupLink.Renew(db, TestClock.Instance.GetUtcNow()));

    private static async Task<string> English(TestCoop coop)
    {
        var browser = coop.As(null);
        var page = await browser.Get("/setup");
        return (await browser.Submit(page, "form[action='/language']", new { language = "nl" })).Text;
    }
}
