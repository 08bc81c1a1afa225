namespace FoodCoop.Tests.Features.SignIn;

public sealed class NotAllowedTests
{
    [Fact]
    public async Task An_admin_without_the_role_is_led_to_where_it_is_given_and_takes_it()
    {
        var coop = new TestCoop();
        coop.Write(db => db.Execute("delete from person_role where role = 'ShiftCoordinator'"));
        var wei = coop.As("Wei");
        var page = await wei.Get("/roster/duties");
        Assert.Equal(403, page.Status);
        Assert.Contains("It belongs to the role “Shifts”. As an admin you have the settings and give roles, also to yourself", page.Text);
        var roles = page.Html.QuerySelector("main a")!.GetAttribute("href")!;
        Assert.Equal("/settings/roles#ShiftCoordinator", roles);
        page = await wei.Get(roles);
        Assert.Contains("Opens Roster", page["#ShiftCoordinator"]);
        page = await wei.Submit(page, "form.take[data-role=ShiftCoordinator]");
        Assert.Contains("Wei now has the role “Shifts”", page.Html.Body!.TextContent);
        Assert.Equal(200, (await wei.Get("/roster/duties")).Status);
        Assert.Null(page.Html.QuerySelector("form.take[data-role=ShiftCoordinator]"));
    }

    [Theory]
    [InlineData("/not-allowed", "belongs to a role that you do not have")]
    [InlineData("/not-allowed?back=//evil.example", "belongs to a role that you do not have")]
    [InlineData("/not-allowed?back=%2Fmoney%2Fmembers%2F114", "It belongs to the role “Money”")]
    public async Task The_role_is_named_where_the_address_says_it(string address, string words) =>
        Assert.Contains(words, (await new TestCoop().As("Wei").Get(address)).Text);

    [Fact]
    public async Task Who_gives_no_roles_is_told_whom_to_ask()
    {
        var page = await new TestCoop().As("Amara").Get("/roster/duties");
        Assert.Contains("ask an admin of your co-op", page.Text);
        Assert.Null(page.Html.QuerySelector("a[href^='/settings']"));
    }
}
