using AngleSharp.Html.Dom;

namespace FoodCoop.Tests.Features.Calendar;

public sealed class IndexTests
{
    private readonly TestCoop coop = new();

    [Fact]
    public async Task The_address_is_made_by_a_button_and_not_by_looking()
    {
        var browser = coop.As("Amara");
        var page = await browser.Get("/account/calendar");
        Assert.Null(page["#address"]);
        Assert.Equal(0, Feeds());
        page = await browser.Submit(page, "form.make");
        Assert.Equal(1, Feeds());
        Assert.Matches($@"^http://{coop.Host}/calendar/[\w-]{{43}}\.ics$", Address(page));
        Assert.Equal(Address(page).Replace("http:", "webcal:", StringComparison.Ordinal), page.Html.QuerySelector("#webcal")!.GetAttribute("href"));
        Assert.NotEmpty(await coop.As(null).Bytes(new Uri(Address(page)).AbsolutePath));
    }

    [Fact]
    public async Task Asked_for_twice_the_address_stays_the_same()
    {
        var browser = coop.As("Amara");
        var empty = await browser.Get("/account/calendar");
        var first = Address(await browser.Submit(empty, "form.make"));
        Assert.Equal(first, Address(await browser.Submit(empty, "form.make")));
    }

    [Fact]
    public async Task Feed_address_renewed_the_old_one_stops()
    {
        var browser = coop.As("Amara");
        var page = await browser.Submit(await browser.Get("/account/calendar"), "form.make");
        var old = Address(page);
        page = await browser.Submit(page, "form.renew");
        Assert.NotEqual(old, Address(page));
        Assert.Equal(404, (await coop.As(null).Get(new Uri(old).AbsolutePath)).Status);
        Assert.Equal(200, (await coop.As(null).Get(new Uri(Address(page)).AbsolutePath)).Status);
    }

    [Fact]
    public async Task Stopped_there_is_no_address_any_more()
    {
        var browser = coop.As("Çağla");
        var page = await browser.Submit(await browser.Get("/account/calendar"), "form.make");
        var old = page;
        page = await browser.Submit(page, "form.stop");
        Assert.NotNull(page["form.make"]);
        Assert.Equal(404, (await coop.As(null).Get(new Uri(Address(old)).AbsolutePath)).Status);
        Assert.Equal(422, (await browser.Submit(old, "form.renew")).Status); // a page that was left open
        Assert.Equal(0, Feeds());
    }

    private static string Address(TestPage page) => ((IHtmlInputElement)page.Html.QuerySelector("#address")!).Value;

    private int Feeds() => coop.Read(db => db.One<int>("select count(*) from calendar_feed"));
}
