namespace FoodCoop.Tests.Features.Settings;

public sealed class IndexTests
{
    [Fact]
    public async Task An_admin_changes_the_co_ops_particulars()
    {
        var coop = new TestCoop();
        var browser = coop.As("Wei");
        var form = await browser.Get("/settings");
        Assert.Equal("NL91 ABNA 0417 1643 00", form.Html.QuerySelector("#Iban")!.GetAttribute("value"));
        var page = await browser.Submit(form, "form.settings", new { Code = "vk", Iban = "be68 5390 0754 7034", Markup = "2,5", DueDays = "21", Home = "https://krat.example/somewhere" });
        Assert.Equal(200, page.Status);
        Assert.Equal(("VK", "BE68539007547034", 250, 21, "https://krat.example"),
            coop.Read(db => db.One<(string, string, long, long, string)>("select code, iban, markup, due_days, home from coop")));
    }

    [Theory]
    [InlineData("Iban", "NL91 ABNA 0417 1643 01", "check digits")]
    [InlineData("Code", "Ü1", "two to six")]
    [InlineData("Markup", "-1", "from 0 to 100")]
    [InlineData("Markup", "100.01", "from 0 to 100")]
    [InlineData("Home", "javascript:alert(1)", "not an address on the web")]
    [InlineData("MailAddress", "krat", "not an e-mail address")]
    [InlineData("DueDays", "366", "from 0 to 365")]
    [InlineData("Name", " ", "fill this in")]
    public async Task A_slip_is_told_beside_its_field_and_nothing_is_changed(string field, string typed, string told)
    {
        var coop = new TestCoop();
        var browser = coop.As("Wei");
        var page = await browser.Submit(await browser.Get("/settings"), "form.settings",
            new Dictionary<string, string> { ["AccountName"] = "Changed", [field] = typed });
        Assert.Equal(422, page.Status);
        Assert.Contains(told, page[".error"]);
        Assert.Equal("De Proefkrat", coop.Read(db => db.One<string>("select account_name from coop")));
    }
}
