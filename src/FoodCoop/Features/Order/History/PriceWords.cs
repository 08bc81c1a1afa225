namespace FoodCoop.Features.Order.History;

/// <summary>What is other in a cycle than in the one before.</summary>
public static class PriceWords
{
    /// <summary>"€ 0.12 more"; the unit and the case where they changed. Prices of different units are not compared.</summary>
    public static IEnumerable<string> News(Texts texts, PricePoint now, PricePoint before)
    {
        if (now.Unit != before.Unit) yield return texts["History.NewUnit", now.Unit, before.Unit];
        else if (now.Price != before.Price) yield return texts[now.Price > before.Price ? "History.Up" : "History.Down", (now.Price - before.Price).Abs()];
        if (now.Loose != before.Loose) yield return now.Loose ? texts["Again.NowLoose"] : texts["Again.NowCase", now.CaseSize];
        else if (!now.Loose && now.CaseSize != before.CaseSize) yield return texts["Again.OtherCase", before.CaseSize, now.CaseSize];
    }
}
