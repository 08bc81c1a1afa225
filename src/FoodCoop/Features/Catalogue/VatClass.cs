namespace FoodCoop.Features.Catalogue;

/// <summary>What the tax office makes of a product. The rate is the class's on the day of pickup.</summary>
public enum VatClass
{
    None = 0,
    Low = 1,
    High = 2,
}

/// <summary>Which class the rate in a supplier's file means.</summary>
public static class VatClasses
{
    extension(VatClass)
    {
        /// <summary>0 is none; 6 and 9 low; 19 and 21 high. Any other rate is null: the row is refused with its rate as the reason.</summary>
        /// <remarks>Source: design, domain.md section 2. Files still carry rates of years ago; they name the class, never what is charged.</remarks>
        public static VatClass? Of(decimal fileRate) => fileRate switch
        {
            0m => VatClass.None,
            6m or 9m => VatClass.Low,
            19m or 21m => VatClass.High,
            _ => null,
        };
    }
}

/// <summary>One line of the law: from this date on, this class pays this rate.</summary>
public sealed record VatRate(VatClass Class, DateOnly From, Percentage Rate);

/// <summary>The rates by class and date. They are data of the co-op, not code; a new law is a new row.</summary>
public sealed record VatRates(IReadOnlyList<VatRate> Rates)
{
    /// <summary>The rate of a class on a day: that of the last row that had begun. Without a row, none is 0 %.</summary>
    /// <exception cref="InvalidOperationException">No rate of the class had begun on that day.</exception>
    public Percentage On(VatClass vatClass, DateOnly day)
    {
        VatRate? last = null;
        foreach (var rate in Rates)
            if (rate.Class == vatClass && rate.From <= day && (last is null || rate.From > last.From)) last = rate;
        if (last is not null) return last.Rate;
        return vatClass == VatClass.None
            ? Percentage.Zero
            : throw new InvalidOperationException($"No VAT rate of class {vatClass} on {day:yyyy-MM-dd}: add it to the rates in the settings.");
    }
}
