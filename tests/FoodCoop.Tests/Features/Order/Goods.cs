using System.Globalization;
using FoodCoop.Features.Order;
using FoodCoop.Platform;
using FsCheck;
using FsCheck.Fluent;

namespace FoodCoop.Tests.Features.Order;

/// <summary>Lines in the notation of domain.md: <c>[3+2],[1+3]</c> is 3 asked and 2 flex, then 1 and 3, each a minute later.</summary>
internal static class Goods
{
    public static readonly DateTimeOffset Morning = new(2026, 12, 10, 9, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset FillAt = Morning.AddMinutes(100);

    public static ToShareOut Of(string lines, int caseSize, int toGive) =>
        new(Quantity.Of(toGive), [.. lines.Split(',').Select(Line)], Quantity.Of(caseSize), Quantity.One);

    public static string Given(Shares shares) =>
        string.Join(',', shares.Given.OrderBy(g => g.Key).Select(g => g.Value.Invariant));

    public static Quantity Asked(this AllocationLine line) => Layers.Asked(line.Layers);

    private static AllocationLine Line(string text, int index)
    {
        var parts = text.Trim('[', ']').Split('+');
        var (asked, flex) = (int.Parse(parts[0], CultureInfo.InvariantCulture), parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        return new(index + 1, asked == 0 ? [] : [new Layer(Quantity.Of(asked), Morning.AddMinutes(index))], Quantity.Of(flex));
    }

    /// <summary>Random goods: half-unit steps, several layers a line (some dropped, some of the fill phase), equal times, some lines locked.</summary>
    public static readonly Gen<Case> Random =
        from step in Gen.Elements(500L, 1000L)
        from caseSteps in Gen.Choose(1, 12)
        from toGive in Gen.Choose(0, 80_000)
        from whole in Gen.Elements(true, true, false) // received amounts may be off the step
        from flexUsed in Gen.Elements(true, true, false)
        from fill in Gen.Elements(true, false)
        from lines in Lines(step)
        select new Case(new ToShareOut(new(whole ? toGive / step * step : toGive), lines, new(caseSteps * step), new(step))
        {
            FlexUsed = flexUsed,
            FillAt = fill ? FillAt : null,
        });

    private static Gen<AllocationLine[]> Lines(long step)
    {
        var layer =
            from steps in Gen.Choose(1, 9)
            from minute in Gen.Choose(0, 200)
            from dropped in Gen.Elements(false, false, false, true)
            select new Layer(new(steps * step), Morning.AddMinutes(minute), dropped ? Morning.AddHours(9) : null);
        var line =
            from count in Gen.Elements(0, 1, 1, 2, 3)
            from layers in layer.ArrayOf(count)
            from flex in Gen.Elements(0, 0, 1, 2, 5)
            from stood in Gen.Choose(0, 5)
            from locked in Gen.Elements(-1, -1, -1, -1, -1, 0, 3)
            select new AllocationLine(0, layers, new(flex * step))
            {
                Locked = locked < 0 ? null : new Quantity(locked * step),
                FlexAtFill = stood == 5 ? null : new Quantity(stood * step),
            };
        return from count in Gen.Choose(0, 9)
               from lines in line.ArrayOf(count)
               select lines.Select((l, i) => l with { Id = i + 1 }).ToArray();
    }

    /// <summary>Prints itself, so that a case that fails can be written down as a test.</summary>
    public sealed record Case(ToShareOut Goods)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"W={Goods.CaseSize.Invariant} T={Goods.ToGive.Invariant} step={Goods.OrderStep.Invariant} flex={Goods.FlexUsed} fill={Goods.FillAt:HH:mm} ")
            + string.Join(", ", Goods.Lines.Select(l => $"#{l.Id}["
                + string.Join(' ', l.Layers.Select(x => $"{x.Amount.Invariant}@{x.At:HH:mm}{(x.DroppedAt is null ? "" : "x")}"))
                + $" +{l.Flex.Invariant}({l.FlexAtFill?.Invariant}){(l.Locked is { } locked ? " locked " + locked.Invariant : "")}]"));
    }
}
