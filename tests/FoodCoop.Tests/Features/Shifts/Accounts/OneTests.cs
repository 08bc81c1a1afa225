using static FoodCoop.Tests.Features.Shifts.Exchange.SwapsTests;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Shifts.Accounts;

public sealed class OneTests
{
    [Fact]
    public async Task A_coordinator_enters_a_shift_with_its_reason_and_the_member_reads_it()
    {
        var coop = Scene();
        var elif = coop.As("Elif");
        var page = await elif.Submit(await elif.Get("/roster/accounts/114"), "form.enter", new { Amount = 1, Reason = "Hielp in augustus" });
        Assert.Contains("Amara staat nu op 0", page["#messages"]);
        Assert.Contains("Hielp in augustus", page["#lines"]);
        Assert.Contains("Elif", page["#lines"]);
        Assert.Equal(0, Balance(coop, 114));
        Assert.Contains("Hielp in augustus", (await coop.As("Amara").Get("/shifts"))["#account"]);
        Assert.Contains("Amara", (await elif.Get("/roster/accounts"))["#accounts"]);
    }

    [Fact]
    public async Task A_second_click_enters_nothing_twice()
    {
        var coop = Scene();
        var elif = coop.As("Elif");
        var page = await elif.Get("/roster/accounts/114");
        await elif.Submit(page, "form.enter", new { Amount = 1, Reason = "Hielp" });
        var again = await elif.Submit(page, "form.enter", new { Amount = 1, Reason = "Hielp" });
        Assert.Equal(422, again.Status);
        Assert.Contains("Kijk nog eens", again.Text);
        Assert.Equal(0, Balance(coop, 114));
    }

    [Theory]
    [InlineData("1", "")]
    [InlineData("0", "Zomaar")]
    [InlineData("10", "Veel")]
    [InlineData("een", "Hielp")]
    [InlineData("", "Hielp")]
    public async Task Without_a_number_and_a_reason_nothing_is_entered_and_what_was_typed_stays(string amount, string reason)
    {
        var coop = Scene();
        var elif = coop.As("Elif");
        var page = await elif.Submit(await elif.Get("/roster/accounts/114"), "form.enter", new { Amount = amount, Reason = reason });
        Assert.Equal(422, page.Status);
        Assert.Equal(reason, page.Html.QuerySelector("#Reason")!.GetAttribute("value") ?? "");
        Assert.Equal(-1, Balance(coop, 114));
    }

    [Fact]
    public async Task Only_shift_coordinators_see_the_accounts_of_others()
    {
        var coop = Scene();
        foreach (var path in (string[])["/roster/accounts", "/roster/accounts/114", "/roster/accounts?handler=Csv&table=accounts"])
            Assert.NotEqual(200, (await coop.As("Amara").Get(path, follow: false)).Status);
        Assert.Equal(404, (await coop.As("Elif").Get("/roster/accounts/9998")).Status);
    }
}
