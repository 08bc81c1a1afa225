namespace FoodCoop.Features.Ledger;

/// <summary>
/// The floor for balances, if the assembly has set one: an order may not take a member's balance below it. What counts is the balance, less the
/// orders that are not charged yet, less this order at what is asked and would be accepted besides, with deposits.
/// </summary>
/// <remarks>
/// Source: design, domain.md section 6. The room is read in the transaction that writes (view <c>member_room</c>), and writers stand in line:
/// two tabs or devices cannot both take the last of it.
/// </remarks>
public static class Floor
{
    private const string SelectRoom = "select room from member_room where member_id = @member";

    private const string SelectFloor = "select balance_floor from coop";

    /// <summary>What the assembly has set; null: there is no floor.</summary>
    public static Money? Of(Db db) => db.Find<long?>(SelectFloor) is { } cents ? new Money(cents) : null;

    /// <summary>How much more a member may order now; negative when it is below the floor already, null without a floor.</summary>
    public static Money? Room(Db db, Id<Platform.Web.Member> member) => db.Find<long?>(SelectRoom, new { member }) is { } cents ? new Money(cents) : null;

    /// <summary>What a line costs at most.</summary>
    public static Money AtMost(Money price, Money deposit, Quantity units) => price * units + deposit * units;

    /// <summary>Whether a line may go from what it costs at most to what it would. Less is never refused.</summary>
    public static bool Allows(Money? room, Money before, Money after) => room is not { } left || after <= before || after - before <= left;

    /// <exception cref="Refused">The change would take the balance below the floor; says how much room is left.</exception>
    public static void Check(Money? room, Money before, Money after, string field, string product)
    {
        if (Allows(room, before, after)) return;
        throw room > Money.Zero
            ? new Refused(field, "Ledger.FloorRoom", product, after - before, room)
            : new Refused(field, "Ledger.FloorNone", product);
    }

    /// <summary>The same for who orders on a member's behalf: how much room there is, is between the member and the treasurer.</summary>
    /// <exception cref="Refused">The change would take the balance below the floor.</exception>
    public static void CheckOfOther(Money? room, Money before, Money after, string field, string product)
    {
        if (!Allows(room, before, after)) throw new Refused(field, "Ledger.FloorOfOther", product);
    }
}
