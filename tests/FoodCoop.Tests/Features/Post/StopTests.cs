using System.Net;
using FoodCoop.Features.Post;
using FoodCoop.Platform.Web;

namespace FoodCoop.Tests.Features.Post;

public sealed class StopTests
{
    private readonly TestCoop coop = new();

    private string Path(string name = "Amara", string kind = "your-order") => $"/mail/stop/{coop.Token(name)}/{kind}";

    private int Off => coop.Read(db => db.One<int>("select count(*) from mail_off"));

    [Fact]
    public async Task The_address_in_the_mail_leads_to_a_page_and_looking_at_it_changes_nothing()
    {
        coop.Order("Amara");
        var address = coop.Read(db => db.One<string>("select stop_address from mail"));
        Assert.Equal(Outgoing.Home + Path(), address);
        for (var i = 0; i < 3; i++) Assert.Contains("Amara", (await coop.As(null).Get(Path())).Text); // a scanner looks
        using var head = await coop.As(null).Raw(new HttpRequestMessage(HttpMethod.Head, Path()));
        Assert.True(head.Headers.CacheControl!.NoStore);
        Assert.Equal(0, Off);
    }

    [Fact]
    public async Task Its_button_stops_the_kind_and_another_one_brings_it_back()
    {
        var mail = coop.Order("Amara");
        var visitor = coop.As(null);
        var page = await visitor.Submit(await visitor.Get(Path()), "form.stop");
        Assert.Equal(200, page.Status);
        Assert.Equal(1, Off);
        Assert.Equal("stopped", coop.Read(db => PostedMail.Find(db, mail)!.SkipReason));
        Assert.NotNull((await visitor.Get(Path())).Html.QuerySelector("form.again"));
        Assert.NotNull((await visitor.Submit(page, "form.again")).Html.QuerySelector("form.stop"));
        Assert.Equal(0, Off);
    }

    [Fact]
    public async Task One_click_of_a_mail_program_stops_it_without_a_cookie_or_a_form_of_ours()
    {
        using var program = new HttpRequestMessage(HttpMethod.Post, Path()) { Content = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]) };
        using var answer = await coop.As(null).Raw(program);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, Off);
        Assert.Equal((coop.Person("Amara").Value, "your-order"), coop.Read(db => db.One<(long, string)>("select person_id, kind from mail_off")));
        using var again = new HttpRequestMessage(HttpMethod.Post, Path()) { Content = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]) };
        using var twice = await coop.As(null).Raw(again);
        Assert.Equal((HttpStatusCode.OK, 1), (twice.StatusCode, Off));
    }

    [Fact]
    public async Task A_mail_provider_that_clicks_for_many_readers_in_one_minute_is_never_sent_away()
    {
        var paths = coop.Read(db => db.Query<string>("select '/mail/stop/' || mail_token || '/your-order' from person"));
        var provider = coop.As(null); // all clicks come from one address
        for (var i = 0; i < 150; i++)
            Assert.Equal(200, (await provider.Post(paths[i % paths.Count], [new("List-Unsubscribe", "One-Click")])).Status);
        Assert.Equal(paths.Count, Off);
    }

    [Fact]
    public async Task It_stops_for_the_token_s_person_also_where_somebody_else_is_signed_in()
    {
        var bart = coop.As("Bart");
        await bart.Submit(await bart.Get(Path("Oksana")), "form.stop");
        Assert.Equal(coop.Person("Oksana"), coop.Read(db => db.One<FoodCoop.Platform.Id<Person>>("select person_id from mail_off")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bart")] // reads Dutch, at whose computer she opens her mail
    public async Task It_speaks_the_language_of_the_mail_s_reader_until_another_is_chosen(string? who)
    {
        coop.Write(db => db.Execute("update coop set language = 'nl'"));
        var browser = coop.As(who);
        var page = await browser.Get(Path());
        Assert.Equal("en", page.Html.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Stop “Your order”?", page["h1"]);
        page = await browser.Submit(page, "form.stop");
        Assert.Equal(("en", "“Your order” has been stopped"), (page.Html.DocumentElement.GetAttribute("lang"), page["h1"]));
        Assert.Equal("nl", (await browser.Get(Path("Oksana"))).Html.DocumentElement.GetAttribute("lang"));
        Assert.Equal("nl", (await browser.Get("/join")).Html.DocumentElement.GetAttribute("lang")); // elsewhere nothing has changed

        page = await browser.Submit(page, "form[action='/language']", new { language = "nl" });
        Assert.Equal("nl", page.Html.DocumentElement.GetAttribute("lang"));
        Assert.StartsWith("/mail/stop/", page.Path);
        page = await browser.Submit(page, "form[action='/language']", new { language = "en" });
        Assert.Equal("“Your order” has been stopped", page["h1"]);
    }

    [Fact]
    public async Task An_unknown_token_kind_or_one_that_cannot_be_stopped_is_not_found()
    {
        foreach (var path in (string[])["/mail/stop/" + new string('0', 32) + "/your-order", Path(kind: "no-such-mail"), Path(kind: "statement"), "/mail/stop/short/your-order"])
        {
            Assert.Equal(404, (await coop.As(null).Get(path)).Status);
            Assert.Equal(404, (await coop.As(null).Post(path, [new("List-Unsubscribe", "One-Click")])).Status);
        }
        Assert.Equal(0, Off);
    }

    [Fact]
    public void The_token_does_not_stand_in_the_log() =>
        Assert.Equal("/mail/stop/…/your-order", LoggedPath.Of(Path()));
}
