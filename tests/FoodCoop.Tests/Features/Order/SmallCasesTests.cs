using System.Globalization;
using FoodCoop.Features.Order;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Features.Order;

/// <summary>
/// Not some cases at random but all of them, as far as they are small: every case size, every order of two or three lines, every change
/// that is accepted, both policies.
/// </summary>
/// <remarks>
/// "Less" is less of what was asked. What a line gets on top of that it has only said it would accept to fill a case, and it is not
/// needed any more when somebody asks for those units (docs/decisions/0013-nobody-loses.md).
/// </remarks>
public sealed class SmallCasesTests
{
    private static readonly AllocationPolicy[] s_both = Enum.GetValues<AllocationPolicy>();

    [Fact]
    public void No_change_of_one_line_in_the_fill_phase_gives_another_less_of_what_it_asked()
    {
        var walk = new Walk();
        for (var size = 1; size <= 5; size++) walk.From(size, Orders(2, 5, [0, 1, 2, 3]), steps: 1, [0, 1, 2, 3]);
        for (var size = 2; size <= 5; size++) walk.From(size, Orders(3, 4, [0, 3]), steps: 1, [0, 1, 2, 3]);
        walk.MustHaveSeen(60_000);
    }

    [Fact]
    public void Nor_do_several_changes_after_each_other_with_layers_before_and_after_the_phase_began()
    {
        var walk = new Walk();
        for (var size = 2; size <= 5; size++) walk.From(size, Orders(2, 4, [0, 2]), steps: 2, [0, 2]);
        for (var size = 2; size <= 4; size++) walk.From(size, Orders(3, 2, [0]), steps: 3, []);
        walk.MustHaveSeen(30_000);
    }

    [Fact]
    public void More_flex_of_one_takes_nothing_from_the_flex_that_stood_when_the_phase_began()
    {
        var seen = 0;
        foreach (var size in Enumerable.Range(2, 4))
        {
            foreach (var lines in Orders(3, 4, [0, 1, 3]))
            {
                foreach (var (i, line) in lines.Index())
                {
                    var grown = lines.Change(i, line.Asked, line.Flex + 2, Goods.FillAt.AddMinutes(1));
                    foreach (var policy in s_both)
                    {
                        var (before, after) = (Given(policy, lines, size), Given(policy, grown, size));
                        for (var j = 0; j < lines.Length; j++) Assert.True(j == i || after[j] >= before[j], $"{policy}, W {size}: {lines.Show()} → {grown.Show()}");
                    }
                    seen++;
                }
            }
        }
        Assert.True(seen > 10_000, $"{seen}");
    }

    [Fact]
    public void More_to_give_never_gives_anyone_less()
    {
        var seen = 0;
        var starts = Enumerable.Range(1, 5).SelectMany(size => Orders(3, 3, [0, 2]).Select(lines => (Size: size, Lines: lines)));
        foreach (var (size, start) in starts)
        {
            // as it stood, and with an increase of the first line in the fill phase
            foreach (var lines in (State[])[start, start.Change(0, start[0].Asked + 2, start[0].Flex + 1, Goods.FillAt.AddMinutes(1))])
            {
                foreach (var policy in s_both)
                {
                    long[]? before = null;
                    for (var toGive = 0; toGive <= lines.Wanted + 1; toGive++)
                    {
                        var after = lines.Share(policy, size, toGive);
                        Assert.Equal(Math.Min(toGive, lines.Wanted), after.Sum());
                        for (var j = 0; j < after.Length; j++) Assert.True(before is null || after[j] >= before[j], $"{policy}, W {size}, {toGive}: {lines.Show()}");
                        before = after;
                        seen++;
                    }
                }
            }
        }
        Assert.True(seen > 50_000, $"{seen}");
    }

    [Fact]
    public void A_line_set_by_hand_keeps_its_amount_and_the_others_share_the_rest_whatever_it_is()
    {
        foreach (var size in Enumerable.Range(1, 4))
        {
            foreach (var lines in Orders(3, 2, [0, 2]))
            {
                foreach (var locked in Enumerable.Range(0, 4))
                {
                    foreach (var policy in s_both)
                    {
                        for (var toGive = 0; toGive <= lines.Wanted; toGive++)
                        {
                            var given = lines.Share(policy, size, toGive, locked);
                            var rest = lines.Without(0).Share(policy, size, Math.Max(0, toGive - locked));
                            Assert.Equal([locked, .. rest], given);
                        }
                    }
                }
            }
        }
    }

    private static Quantity Units(int count) => new(count * 1000L);

    private static long[] Given(AllocationPolicy policy, State lines, int size) =>
        lines.Share(policy, size, (int)(Cases.Ordered(Units(lines.Asked), Units(lines.Flex), Units(size), loose: false).Thousandths / 1000));

    /// <summary>All orders of so many lines as they stand when the fill phase begins, each line a minute after the one before.</summary>
    private static IEnumerable<State> Orders(int lines, int mostAsked, int[] flexes)
    {
        IEnumerable<State> orders = [new State([])];
        for (var i = 0; i < lines; i++)
        {
            var place = i;
            orders = orders.SelectMany(o => Enumerable.Range(0, mostAsked + 1).SelectMany(asked => flexes.Select(flex => o.With(new Line(asked, flex, flex,
                Layers.Change([], Units(asked), Goods.Morning.AddMinutes(place)))))));
        }
        return orders;
    }

    /// <summary>One line: what it asks and would accept, its flex as it stood, its layers.</summary>
    private sealed record Line(int Asked, int Flex, int FlexAtFill, IReadOnlyList<Layer> Layers);

    private sealed class State(Line[] lines)
    {
        public int Length => lines.Length;
        public int Asked { get; } = lines.Sum(l => l.Asked);
        public int Flex { get; } = lines.Sum(l => l.Flex);
        public int Wanted => Asked + Flex;
        public Line this[int index] => lines[index];
        public IEnumerable<(int Index, Line Item)> Index() => lines.Index();

        public State With(Line line) => new([.. lines, line]);

        public State Without(int index) => new([.. lines.Where((_, i) => i != index)]);

        public State Change(int index, int asked, int flex, DateTimeOffset at) => new([.. lines.Select((l, i) =>
            i == index ? l with { Asked = asked, Flex = flex, FlexAtFill = Math.Min(l.FlexAtFill, flex), Layers = FoodCoop.Features.Order.Layers.Change(l.Layers, Units(asked), at, Goods.FillAt) } : l)]);

        /// <summary>What each gets, in their order.</summary>
        /// <param name="locked">What the first is set to by hand.</param>
        public long[] Share(AllocationPolicy policy, int size, int toGive, int? locked = null)
        {
            var shares = Allocation.Of(policy, new ToShareOut(
                Units(toGive), [.. lines.Select((l, i) => new AllocationLine(i + 1, l.Layers, Units(l.Flex))
                {
                    FlexAtFill = Units(l.FlexAtFill),
                    Locked = i == 0 && locked is { } amount ? Units(amount) : null,
                })], Units(size), Quantity.One)
            { FillAt = Goods.FillAt });
            return [.. lines.Select((_, i) => shares[i + 1].Thousandths / 1000)];
        }

        public string Show() => string.Join(',', lines.Select(l => string.Create(CultureInfo.InvariantCulture,
            $"[{string.Join(' ', l.Layers.Where(y => y.DroppedAt is null).Select(y => $"{y.Amount.Invariant}@{y.At:HH:mm}"))}+{l.Flex}]")));
    }

    /// <summary>Takes every accepted change of every line, and looks at what it does to the others.</summary>
    private sealed class Walk
    {
        private int accepted;

        public void From(int size, IEnumerable<State> starts, int steps, int[] flexes)
        {
            foreach (var start in starts) Step(size, start, s_both.Select(p => Given(p, start, size)).ToArray(), steps, flexes, Goods.FillAt);
        }

        public void MustHaveSeen(int changes) => Assert.True(accepted > changes, $"Only {accepted} changes were accepted.");

        private void Step(int size, State before, long[][] given, int steps, int[] flexes, DateTimeOffset at)
        {
            at = at.AddMinutes(7); // two of these lie within the ten minutes in which a slip is put back, three do not
            var caseSize = Units(size);
            foreach (var (i, line) in before.Index())
            {
                foreach (var (asked, flex) in Changes(line, flexes))
                {
                    if (!Accepted(before, line, asked, flex, caseSize)) continue;
                    accepted++;
                    var after = before.Change(i, asked, flex, at);
                    var now = s_both.Select(p => Given(p, after, size)).ToArray();
                    for (var p = 0; p < s_both.Length; p++)
                    {
                        for (var j = 0; j < before.Length; j++)
                        {
                            var (had, has) = (Math.Min(given[p][j], before[j].Asked), Math.Min(now[p][j], after[j].Asked));
                            Assert.True(j == i || has >= had, $"{s_both[p]}, W {size}: {before.Show()} → {after.Show()}: line {j + 1} had {had}, has {has}");
                        }
                    }
                    if (steps > 1) Step(size, after, now, steps - 1, flexes, at);
                }
            }
        }

        // A change of both at once is looked at as one after the other, and is the same as that.
        private static IEnumerable<(int Asked, int Flex)> Changes(Line line, int[] flexes) =>
            Enumerable.Range(0, 6).Select(asked => (asked, line.Flex)).Concat(flexes.Select(flex => (line.Asked, flex)))
                .Where(c => c != (line.Asked, line.Flex));

        private static bool Accepted(State before, Line line, int asked, int flex, Quantity caseSize) =>
            FillRule.Accepts(Units(before.Asked), Units(line.Asked), Units(asked), caseSize)
            && FillRule.AcceptsFlex(Units(before.Asked - line.Asked + asked), Units(before.Flex), Units(line.Flex), Units(flex), caseSize);
    }
}
