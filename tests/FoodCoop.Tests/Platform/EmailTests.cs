using FoodCoop.Platform;

namespace FoodCoop.Tests.Platform;

public sealed class EmailTests
{
    [Theory]
    [InlineData(" Zoe@Example.ORG ", "zoe@example.org")]
    [InlineData("o'neill+krat@mail.example.nl", "o'neill+krat@mail.example.nl")]
    public void An_address_is_kept_in_one_spelling(string typed, string kept)
    {
        Assert.True(Email.TryParse(typed, out var email));
        Assert.Equal(kept, email.Address);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("zoe")]
    [InlineData("zoe@localhost")]
    [InlineData("Zoë <zoe@example.org>")]
    [InlineData("zoe@example.org, ben@example.org")]
    [InlineData("zoe@example.org\r\nBcc: all@example.org")]
    public void What_is_not_one_bare_address_is_none(string? typed) => Assert.False(Email.TryParse(typed, out _));
}
