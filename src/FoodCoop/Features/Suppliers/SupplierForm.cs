using System.Net.Mail;

namespace FoodCoop.Features.Suppliers;

/// <summary>What a buyer fills in of a supplier, on the page of a new one and of a known one.</summary>
public abstract class SupplierForm(Db db) : CoopPage
{
    private const int LongestText = 200;

    [BindProperty] public string? Name { get; set; }
    [BindProperty] public string? Email { get; set; }
    [BindProperty] public string? CustomerNumber { get; set; }

    /// <summary>Net, what an order must come to; empty: none.</summary>
    [BindProperty] public Money? Minimum { get; set; }

    /// <summary>Empty: the co-op's.</summary>
    [BindProperty] public Percentage? Markup { get; set; }

    /// <summary>Of the orders that are sent.</summary>
    [BindProperty] public string Language { get; set; } = "nl";

    /// <summary>It wants to hear when nothing is ordered of it.</summary>
    [BindProperty] public bool TellNothing { get; set; }

    /// <summary>It wants the bare lines as a file of their own.</summary>
    [BindProperty] public bool SendCodes { get; set; }

    /// <summary>The co-op's own markup, as a hint.</summary>
    public Percentage CoopMarkup { get; private set; }

    private const string CountNames = "select count(*) from supplier where name = @name collate nocase and id <> @id";

    protected void LoadForm(CoopContext coop) => CoopMarkup = new Percentage(coop.Settings(db).Markup);

    /// <summary>The columns to write, checked.</summary>
    /// <exception cref="Refused">No name, a name that another supplier has, or no e-mail address.</exception>
    protected SupplierColumns Checked(Id<Supplier> id)
    {
        var name = Name?.Trim() ?? "";
        var email = Email?.Trim() ?? "";
        if (name.Length == 0) throw new Refused(nameof(Name), "Suppliers.NameNeeded");
        if (name.Length > LongestText) throw new Refused(nameof(Name), "Suppliers.TooLong", LongestText);
        if (db.One<long>(CountNames, new { name, id }) > 0) throw new Refused(nameof(Name), "Suppliers.NameTaken", name);
        if (email.Length > LongestText || (email.Length > 0 && (!MailAddress.TryCreate(email, out var address) || address.Address != email)))
            throw new Refused(nameof(Email), "Suppliers.NoEmail", email);
        if (CustomerNumber?.Length > LongestText) throw new Refused(nameof(CustomerNumber), "Suppliers.TooLong", LongestText);
        if (Minimum < Money.Zero) throw new Refused(nameof(Minimum), "Suppliers.MinimumBelowZero");
        if (Markup?.BasisPoints > 10_000) throw new Refused(nameof(Markup), "Suppliers.MarkupTooHigh");
        return new(name, email, CustomerNumber?.Trim() ?? "", Minimum ?? Money.Zero, Markup?.BasisPoints, Languages.IsOne(Language) ? Language : "nl",
            TellNothing, SendCodes);
    }
}

/// <summary>A supplier as the table has it.</summary>
public sealed record SupplierColumns(string Name, string Email, string CustomerNumber, Money Minimum, int? Markup, string Language, bool TellNothing, bool SendCodes);
