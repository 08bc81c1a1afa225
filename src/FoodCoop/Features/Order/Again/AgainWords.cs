namespace FoodCoop.Features.Order.Again;

/// <summary>A wanted product in words: what it was and what is other now.</summary>
public static class AgainWords
{
    /// <summary>"3", "2.5 kg"; with "up to 2 more" behind it.</summary>
    public static string Amount(Texts texts, Quantity asked, Quantity flex, string unit) => flex.IsZero
        ? asked + UnitPrice.Suffix(unit)
        : texts["Again.WithFlex", asked + UnitPrice.Suffix(unit), flex + UnitPrice.Suffix(unit)];

    /// <summary>Brand, what was asked then, the price then, deposit.</summary>
    public static IEnumerable<string> Facts(Texts texts, Proposal p)
    {
        var row = p.Row;
        if (row.Brand.Length > 0) yield return row.Brand;
        yield return row.Price is not null ? texts["Again.AskedThen", Amount(texts, row.Asked, row.Flex, row.Unit)] : texts["Again.OnList", Amount(texts, row.Asked, row.Flex, row.Unit)];
        if (p.HasOtherPrice) yield return texts["Again.PriceThen", row.Price!.Value];
        if (row.Deposit != Money.Zero) yield return texts["Order.Deposit", row.Deposit];
    }

    /// <summary>What the person must know before asking for as many as then.</summary>
    public static IEnumerable<string> Changes(Texts texts, Proposal p)
    {
        var row = p.Row;
        if (p.IsRenamed) yield return texts["Again.Renamed", row.Name];
        if (p.HasOtherUnit) yield return texts["Again.OtherUnit", row.Unit, row.NowUnit];
        if (p.HasOtherStep) yield return texts["Again.OtherStep", row.OrderStep + UnitPrice.Suffix(row.NowUnit)];
        if (!p.HasOtherCase) yield break;
        var now = row.NowCaseSize + UnitPrice.Suffix(row.NowUnit);
        yield return row.NowLoose ? texts["Again.NowLoose"]
            : row.CaseSize is { } then ? texts["Again.OtherCase", then + UnitPrice.Suffix(row.Unit), now]
            : texts["Again.NowCase", now];
    }
}
