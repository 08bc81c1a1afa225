using FoodCoop.Features;
using FoodCoop.Features.Deliveries;
using FoodCoop.Features.Post;
using FoodCoop.Platform.Web;

namespace FoodCoop.Tests.Features.Post;

public sealed class KindsTests
{
    private readonly TestCoop coop = new();

    public KindsTests() => coop.Write(db => db.Execute("update coop set home = @Home", new { Outgoing.Home }));

    [Fact]
    public async Task Every_kind_of_mail_is_shown_in_both_languages_with_text_and_html()
    {
        var wei = coop.As("Wei");
        var page = await wei.Get("/post/kinds");
        foreach (var kind in Mails.All)
        {
            Assert.Equal(2, page.Html.QuerySelectorAll($"#{kind.Name} iframe").Length);
            foreach (var language in Languages.All)
            {
                var html = await wei.Get($"/post/kinds/{kind.Name}/{language}/html");
                Assert.Equal(200, html.Status);
                Assert.Equal(language, html.Html.DocumentElement.GetAttribute("lang"));
                Assert.DoesNotContain("http", html.Html.QuerySelector("img, link, script")?.OuterHtml ?? "");
                Assert.Null(html.Html.QuerySelector("[href]")); // what it would lead to is invented
            }
        }
        Assert.Contains("links lead nowhere", page.Text);
        Assert.Contains("<a style=\"display:inline-block", (await wei.Get("/post/kinds/your-order/nl/html")).Source); // and looks as it will
        Assert.Equal(404, (await wei.Get("/post/kinds/no-such-mail/nl/html")).Status);
        Assert.Equal(404, (await wei.Get("/post/kinds/your-order/de/html")).Status);
    }

    [Fact]
    public void Every_kind_has_a_name_of_its_own_and_its_texts()
    {
        Assert.Equal(Mails.All.Count, Mails.All.Select(k => k.Name).Distinct().Count());
        var row = coop.Read(db => db.One<CoopRow>(CoopRow.Select));
        foreach (var kind in Mails.All)
        {
            foreach (var language in Languages.All)
            {
                var scene = new MailScene(row, language);
                Assert.True(scene.T.Has("Post.Kind" + kind.Title) && scene.T.Has($"Post.Kind{kind.Title}Lead"), $"{kind.Title} has no texts in {language}");
                var sample = kind.Sample(scene);
                Assert.False(string.IsNullOrWhiteSpace(sample.Subject));
                var reader = kind == SupplierOrderMail.Kind || kind == SupplierOrderMail.Nothing ? SupplierOrderMail.SampleSupplier : MailSample.Name;
                if (kind.Matter != Role.Admin) Assert.StartsWith(language == "nl" ? $"Dag {reader}," : $"Hello {reader},", sample.Body.Text); // announcements begin as their writer likes
                Assert.DoesNotContain("{0", sample.Subject + sample.Body.Text);
            }
        }
    }

    [Fact]
    public async Task Answers_go_to_the_role_s_address_where_there_is_one()
    {
        coop.Write(db => db.Execute("insert into role_address (role, address) values ('Treasurer', 'geld@proef.example')"));
        var page = await coop.As("Wei").Get("/post/kinds");
        Assert.Contains("geld@proef.example", page["#statement"]);
        Assert.Contains("krat@proef.example", page["#your-order"]);
    }
}
