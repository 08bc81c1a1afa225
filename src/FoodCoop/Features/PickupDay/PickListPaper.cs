namespace FoodCoop.Features.PickupDay;

/// <summary>What every paper of a pickup day says about itself.</summary>
/// <param name="CoopName">As on the letterhead.</param>
/// <param name="CycleName">"November 2026".</param>
/// <param name="PickupText">"Friday 27 November 18:00", in the reader's language.</param>
/// <param name="PrintedAt">With the co-op's offset; it is shown as it stands.</param>
/// <param name="StateText">What the amounts rest on: "as allocated on …", or "replaces the list of 13:02: leeks corrected". May be empty.</param>
public sealed record PaperStamp(string CoopName, string CycleName, string PickupText, DateTimeOffset PrintedAt, string StateText = "");

/// <summary>Who gets how many of each product. Everything is printed in the order given: the walking order of places, categories and
/// products; members by number or first name, as the co-op likes.</summary>
public sealed record PickListPaper(PaperStamp Stamp, IReadOnlyList<PickPlace> Places);

/// <summary>A storage place: its list begins on a page of its own, so that two people can walk at once.</summary>
public sealed record PickPlace(string Name, IReadOnlyList<PickCategory> Categories);

public sealed record PickCategory(string Name, IReadOnlyList<PickProduct> Products);

/// <param name="Name">As in the catalogue.</param>
/// <param name="From">Brand or supplier; may be empty.</param>
/// <param name="Code">The supplier's, as on the case; may be empty.</param>
/// <param name="Unit">What amounts count: "kg", or a package such as "500 g".</param>
/// <param name="CaseSize">Units in a case; null for what comes loose.</param>
/// <param name="Cases">How many cases stand there; null when unknown or loose.</param>
/// <param name="LeftOver">Units that came and that nobody is given.</param>
/// <param name="Members">Who gets it.</param>
public sealed record PickProduct(
    string Name, string From, string Code, string Unit, Quantity? CaseSize, Quantity? Cases, Quantity LeftOver, IReadOnlyList<PickMember> Members)
{
    /// <summary>What is to be given out: the sum of the boxes below it, so that the two can never differ.</summary>
    public Quantity Total => Quantity.Sum(Members.Select(m => m.Amount));
}

/// <param name="Note">The member's wish: "thin ones". May be empty.</param>
public sealed record PickMember(int Number, string Name, Quantity Amount, string Note = "");
