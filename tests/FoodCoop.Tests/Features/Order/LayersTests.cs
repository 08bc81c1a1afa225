using FoodCoop.Features.Order;
using FoodCoop.Platform;
using FsCheck.Fluent;

namespace FoodCoop.Tests.Features.Order;

public sealed class LayersTests
{
    private static readonly DateTimeOffset s_day = new(2026, 12, 10, 0, 0, 0, TimeSpan.Zero);
    private static DateTimeOffset At(string time) => s_day + TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture);

    // "3@10:00 2@10:01": sets the amounts one after the other
    private static IReadOnlyList<Layer> After(string changes, DateTimeOffset? fillAt = null)
    {
        IReadOnlyList<Layer> layers = [];
        foreach (var parts in changes.Split(' ').Select(c => c.Split('@')))
            layers = Layers.Change(layers, Quantity.TryParse(parts[0], out var q) ? q : throw new FormatException(changes), At(parts[1]), fillAt);
        return layers;
    }

    private static string Kept(IReadOnlyList<Layer> layers) =>
        string.Join(' ', Layers.Kept(layers).Select(l => $"{l.Amount.Invariant}@{l.At:HH:mm}"));

    [Theory]
    [InlineData("3@10:00", "3@10:00")]
    [InlineData("2@10:00 5@10:30", "2@10:00 3@10:30")]
    [InlineData("2@10:00 5@10:30 4@11:00", "2@10:00 2@10:30")]
    [InlineData("2@10:00 5@10:30 1@11:00", "1@10:00")]
    [InlineData("2@10:00 5@10:30 0@11:00", "")]
    [InlineData("2@10:00 2@10:30", "2@10:00")]
    [InlineData("0.5@10:00 1.25@10:30", "0.5@10:00 0.75@10:30")]
    public void An_increase_adds_a_layer_and_a_decrease_eats_the_newest(string changes, string expected) =>
        Assert.Equal(expected, Kept(After(changes)));

    [Theory]
    [InlineData("3@10:00 2@10:06 3@10:07", "3@10:00")]
    [InlineData("3@10:00 0@10:06 3@10:16", "3@10:00")] // ten minutes exactly
    [InlineData("3@10:00 2@10:06 3@10:17", "2@10:00 1@10:17")]
    [InlineData("3@10:00 2@10:06 5@10:07", "3@10:00 2@10:07")]
    [InlineData("3@10:00 1@10:06 2@10:07 3@10:08", "3@10:00")]
    [InlineData("2@10:00 4@10:30 1@10:40 2@10:41", "2@10:00")]
    [InlineData("2@10:00 4@10:30 1@10:40 4@10:41", "2@10:00 2@10:30")]
    [InlineData("3@10:00 2@10:01 1@10:10 3@10:12", "2@10:00 1@10:12")] // only the second slip is young enough
    public void What_is_put_back_within_ten_minutes_keeps_its_time(string changes, string expected) =>
        Assert.Equal(expected, Kept(After(changes)));

    [Fact]
    public void A_later_increase_does_not_bring_back_what_was_dropped_long_ago()
    {
        var layers = After("3@10:00 0@10:01 2@11:00");
        Assert.Equal("2@11:00", Kept(layers));
        Assert.DoesNotContain(layers, l => l.DroppedAt is not null);
    }

    [Fact]
    public void What_was_dropped_before_the_fill_phase_is_a_later_increase_once_it_has_begun()
    {
        Assert.Equal("2@10:00 1@22:01", Kept(After("3@10:00 2@21:55 3@22:01", At("22:00"))));
        Assert.Equal("3@10:00", Kept(After("3@10:00 2@22:01 3@22:02", At("22:00"))));
        Assert.Equal("3@10:00", Kept(After("3@10:00 2@21:55 3@21:59", At("22:00"))));
    }

    [Fact]
    public void A_negative_amount_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Layers.Change([], new Quantity(-1), s_day));

    [Fact]
    public void Layers_always_add_up_to_the_amount_and_an_undone_slip_leaves_no_trace()
    {
        var change = from amount in Gen.Choose(0, 6) from minutes in Gen.Choose(0, 15) select (amount, minutes);
        var inputs =
            from history in change.ListOf(8)
            from slip in Gen.Choose(0, 8)
            select new { history, slip };
        Properties.Hold(inputs, x =>
        {
            IReadOnlyList<Layer> layers = [];
            var at = s_day;
            foreach (var (amount, minutes) in x.history)
            {
                at = at.AddMinutes(minutes);
                var before = layers;
                layers = Layers.Change(layers, Quantity.Of(amount), at);
                Assert.Equal(Quantity.Of(amount), Layers.Asked(layers));
                Assert.All(layers, l => Assert.True(l.Amount > Quantity.Zero));
                // A decrease takes nothing that is older than what it leaves.
                if (Layers.Asked(layers) < Layers.Asked(before))
                    Assert.Equal(Layers.Kept(before).SelectMany(Units).Take(amount), Layers.Kept(layers).SelectMany(Units));
                // The same rows in another order are the same line.
                Assert.Equal(layers, Layers.Change([.. before.Reverse()], Quantity.Of(amount), at));
            }
            var asked = Layers.Asked(layers);
            var slipped = Layers.Change(layers, Quantity.Min(asked, Quantity.Of(x.slip)), at.AddMinutes(1));
            Assert.Equal(Kept(layers), Kept(Layers.Change(slipped, asked, at.AddMinutes(2))));
        });

        static IEnumerable<DateTimeOffset> Units(Layer layer) => Enumerable.Repeat(layer.At, (int)layer.Amount.Units);
    }
}
