namespace FoodCoop.Features.Ledger;

/// <summary>A balance in a word, so that nobody has to read a sign: below zero is to be paid to the co-op.</summary>
public enum Stand { ToPay, Even, Credit }

/// <summary>Which word a balance has.</summary>
public static class Stands
{
    extension(Stand)
    {
        public static Stand Of(Money balance) =>
            balance < Money.Zero ? Stand.ToPay : balance > Money.Zero ? Stand.Credit : Stand.Even;
    }
}
