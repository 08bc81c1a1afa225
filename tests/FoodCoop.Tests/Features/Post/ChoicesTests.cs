using FoodCoop.Features.Post;

namespace FoodCoop.Tests.Features.Post;

public sealed class ChoicesTests
{
    private readonly TestCoop coop = new();

    [Fact]
    public async Task What_is_not_ticked_is_not_written_any_more_and_what_waits_of_it_is_not_sent()
    {
        var waiting = coop.Order("Amara");
        var amara = coop.As("Amara");
        var page = await amara.Get("/account/mail");
        Assert.True(page.Html.QuerySelector("input[value=your-order]")!.HasAttribute("checked"));
        page = await amara.Submit(page, "form.choices", new { kinds = ChoicesModel.MayBeStopped.Select(k => k.Name).Where(k => k != "your-order").ToArray() });
        Assert.False(page.Html.QuerySelector("input[value=your-order]")!.HasAttribute("checked"));
        Assert.Empty(await coop.Send());
        Assert.Equal("stopped", coop.Read(db => PostedMail.Find(db, waiting)!.SkipReason));
        Assert.DoesNotContain("Amara", Readers());
        Assert.Contains("Bart", Readers());

        await amara.Submit(page, "form.choices", new { kinds = ChoicesModel.MayBeStopped.Select(k => k.Name).ToArray() });
        Assert.Contains("Amara", Readers());
    }

    [Fact]
    public async Task What_cannot_be_stopped_is_told_with_why_and_applicants_mails_are_none_of_a_member_s()
    {
        var page = await coop.As("Amara").Get("/account/mail");
        Assert.Contains("It says what you owe", page.Text);
        Assert.DoesNotContain("input[value=statement]", page.Source);
        Assert.All(ChoicesModel.Always.Concat(ChoicesModel.MayBeStopped), k => Assert.True(k.ToMembers));
        Assert.Equal(200, (await coop.As("Amara").Get("/account")).Status);
        foreach (var path in (string[])["/account", "/account/profile"]) Assert.NotNull((await coop.As("Amara").Get(path)).Html.QuerySelector("a[href='/account/mail']"));
    }

    [Fact]
    public async Task Nobody_can_stop_a_statement_by_a_forged_form()
    {
        var amara = coop.As("Amara");
        await amara.Submit(await amara.Get("/account/mail"), "form.choices", new { kinds = new[] { "nonsense" } });
        Assert.DoesNotContain("statement", coop.Read(db => db.Query<string>("select kind from mail_off")));
    }

    private List<string> Readers() => coop.Read(db => new Mailing(
        db, db.One<FoodCoop.Platform.Web.CoopRow>(FoodCoop.Platform.Web.CoopRow.Select), TestClock.Start, FoodCoop.Features.Cycles.ResultMail.Kind, "2026-12/1").Readers().ConvertAll(r => r.Name));
}
