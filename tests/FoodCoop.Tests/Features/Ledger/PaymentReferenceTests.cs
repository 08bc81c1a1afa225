using FoodCoop.Features.Cycles;
using FoodCoop.Features.Ledger;

namespace FoodCoop.Tests.Features.Ledger;

public sealed class PaymentReferenceTests
{
    private static readonly PaymentReference s_october = new("VK", 114, new CycleCode(2026, 10));

    [Fact]
    public void Reference_is_co_op_member_and_cycle() => Assert.Equal("VK-0114-2610", s_october.ToString());

    [Theory]
    [InlineData("VK-0114-2610")]
    [InlineData(" vk-0114-2610 ")]
    [InlineData("VK 0114 2610")]
    [InlineData("VK - 0114 - 2610")]
    [InlineData("VK01142610")]
    public void Reference_is_read_as_people_and_banks_write_it(string text)
    {
        Assert.True(PaymentReference.TryParse(text, out var reference));
        Assert.Equal(s_october, reference);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("VK-0114-2613")]
    [InlineData("VK-0114-2600")]
    [InlineData("VK-0000-2610")]
    [InlineData("VK-114-2610")]
    [InlineData("VK-0114")]
    [InlineData("0114-2610")]
    [InlineData("VK-0114-2610 and thanks")]
    [InlineData("VK-٠١١٤-2610")]
    public void What_is_not_a_reference_is_not_guessed_at(string? text) => Assert.False(PaymentReference.TryParse(text, out _));

    [Fact]
    public void A_number_of_five_digits_goes_there_and_back()
    {
        var big = new PaymentReference("B2B", 12_345, new CycleCode(2027, 1));
        Assert.Equal("B2B-12345-2701", big.ToString());
        Assert.True(PaymentReference.TryParse(big.ToString(), out var read));
        Assert.Equal(big, read);
    }
}
