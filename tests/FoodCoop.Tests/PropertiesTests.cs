using FsCheck.Fluent;

namespace FoodCoop.Tests;

public sealed class PropertiesTests
{
    [Fact]
    public void A_property_that_does_not_hold_fails_and_prints_its_case()
    {
        var e = Assert.ThrowsAny<Exception>(() => Properties.Hold(Gen.Choose(42, 42), n => Assert.NotEqual(42, n)));
        Assert.Contains("Fails for: 42", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_property_sees_the_same_cases_every_time()
    {
        List<int> Seen()
        {
            List<int> seen = [];
            Properties.Hold(Gen.Choose(0, 1_000_000), seen.Add);
            return seen;
        }
        var first = Seen();
        Assert.Equal(first, Seen());
        Assert.True(first.Distinct().Count() > 400);
    }
}
