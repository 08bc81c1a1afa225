namespace FoodCoop.Features.Ledger;

/// <summary>Where members pay to.</summary>
/// <param name="Name">As it must stand on a transfer: the account's holder, or the co-op's name where none is given.</param>
public sealed record BankAccount(Iban Iban, string Name)
{
    /// <summary>False until the number has been filled in on the settings page.</summary>
    public bool IsKnown => !string.IsNullOrEmpty(Iban.Number);

    public static BankAccount Of(CoopRow coop) =>
        new(new Iban(coop.Iban), coop.AccountName.Length > 0 ? coop.AccountName : coop.Name);
}
