namespace FoodCoop.Tests.Features.Shared;

public sealed class ErrorTests
{
    [Theory]
    [InlineData("Amara")]
    [InlineData(null)]
    public async Task An_unknown_address_is_a_plain_page_not_found_with_a_number(string? who)
    {
        var page = await new TestCoop().As(who).Get("/there/is/nothing.here");
        Assert.Equal(404, page.Status);
        Assert.Matches(@"\b\d{6}\b", page.Source);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_with_a_plain_page()
    {
        var page = await new TestCoop().As("Amara").Post("/language", [KeyValuePair.Create("language", "nl")]);
        Assert.Equal(400, page.Status);
        Assert.NotNull(page["h1"]);
    }
}
