using FoodCoop.Platform;

namespace FoodCoop.Tests.Platform;

public sealed class IbanTests
{
    // Examples of the SWIFT IBAN registry
    [Theory]
    [InlineData("NL91ABNA0417164300", "NL91 ABNA 0417 1643 00")]
    [InlineData("be68 5390 0754 7034", "BE68 5390 0754 7034")]
    [InlineData("DE89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 00")]
    [InlineData("MT84MALT011000012345MTLCAST001S", "MT84 MALT 0110 0001 2345 MTLC AST0 01S")]
    public void A_number_with_right_check_digits_is_read_and_written_in_fours(string typed, string written)
    {
        Assert.True(Iban.TryParse(typed, out var iban));
        Assert.Equal(written, iban.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("NL91ABNA0417164301")]
    [InlineData("NL91ABNA041716430")]
    [InlineData("NL19ABNA0417164300")]
    [InlineData("123456789")]
    public void A_wrong_digit_is_noticed(string typed) => Assert.False(Iban.TryParse(typed, out _));
}
