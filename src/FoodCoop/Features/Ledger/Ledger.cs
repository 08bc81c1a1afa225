namespace FoodCoop.Features.Ledger;

/// <summary>A payment or correction by hand.</summary>
/// <param name="Once">Given to the form when it was shown, so that sending it twice books once.</param>
/// <param name="Statement">The statement that a payment answers, if any; what differs from its amount stays in the balance.</param>
public sealed record Booking(Id<Member> Member, EntryKind Kind, Money Amount, string Note, string Once, StatementRow? Statement);

/// <summary>Money on trust. Entries are only ever added; what was wrong is reversed. All of it runs in the caller's transaction.</summary>
/// <remarks>Source: design, domain.md section 6. A charge is negative, a payment positive; a balance below zero is owed to the co-op.</remarks>
public static partial class Ledger
{
    private const string SelectBalance = "select balance from member_balance where member_id = @member";

    private const string Insert = """
        insert into ledger_entry (member_id, kind, amount, cycle_id, reverses_id, at, by_person_id, note, once)
        values (@member, @kind, @amount, @cycle, @reverses, @now, @by, @note, @once)
        """;

    private const string InsertWord = "insert into payment_word (entry_id, statement_id) values (@entry, @statement)";

    private const string SelectEntry = """
        select e.member_id, e.kind, e.amount, e.cycle_id, r.id is not null as reversed, p.name as reversed_by
        from ledger_entry e
        left join ledger_entry r on r.reverses_id = e.id
        left join person p on p.id = r.by_person_id
        where e.id = @entry
        """;

    private const string SelectOnce = "select member_id, kind, amount from ledger_entry where once = @Once";

    private sealed record Standing(Id<Member> MemberId, EntryKind Kind, Money Amount, long? CycleId, bool Reversed, string? ReversedBy);

    private sealed record Booked(Id<Member> MemberId, EntryKind Kind, Money Amount);

    /// <summary>The sum of a member's entries.</summary>
    public static Money Balance(Db db, Id<Member> member) => db.One<Money>(SelectBalance, new { member });

    /// <summary>Books a statement's payment at somebody's word. False, and nothing written, when it has been said already.</summary>
    /// <param name="statement">As read in this same transaction.</param>
    /// <exception cref="Refused">The statement was withdrawn.</exception>
    public static bool SayPaid(Db db, StatementRow statement, Id<Person> by, DateTimeOffset now)
    {
        if (statement.IsSaid) return false;
        if (statement.Withdrawn) throw new Refused("", "Ledger.Withdrawn", statement.Reference);
        Answer(db, statement, Add(db, statement.MemberId, EntryKind.Payment, statement.Amount, by, now, statement.CycleId.Value));
        return true;
    }

    /// <summary>Books by hand. False, and nothing written, when the same form was sent before.</summary>
    /// <exception cref="Refused">A payment that is none, an entry of nothing, no note, a statement that is answered, or a form used for another booking.</exception>
    public static bool Book(Db db, Booking booking, Id<Person> by, DateTimeOffset now)
    {
        if (booking.Kind is not (EntryKind.Payment or EntryKind.Correction)) throw new Refused("Kind", "Ledger.KindWrong");
        if (booking.Amount == Money.Zero) throw new Refused("Amount", "Ledger.AmountNought");
        if (booking.Kind == EntryKind.Payment && booking.Amount < Money.Zero) throw new Refused("Amount", "Ledger.PaymentBelow");
        if (string.IsNullOrWhiteSpace(booking.Note)) throw new Refused("Note", "Ledger.NoteNeeded");
        if (db.Find<Booked>(SelectOnce, new { booking.Once }) is { } before)
        {
            if (before == new Booked(booking.Member, booking.Kind, booking.Amount)) return false;
            throw new Refused("", "Ledger.FormUsed", before.Amount);
        }
        if (booking.Statement is { IsOpen: false } answered) throw new Refused("Statement", "Ledger.NotOpen", answered.Reference);
        if (booking.Statement is not null && booking.Kind != EntryKind.Payment) throw new Refused("Statement", "Ledger.OnlyPayments");
        var entry = Add(db, booking.Member, booking.Kind, booking.Amount, by, now, booking.Statement?.CycleId.Value, booking.Note.Trim(), once: booking.Once);
        if (booking.Statement is { } statement) Answer(db, statement, entry);
        return true;
    }

    /// <summary>Takes an entry back: the same amount with the other sign, and why.</summary>
    /// <exception cref="Refused">It is a reversal itself, or was reversed before.</exception>
    public static void Reverse(Db db, Id<LedgerEntry> entry, Id<Person> by, DateTimeOffset now, string reason)
    {
        var e = db.One<Standing>(SelectEntry, new { entry });
        if (e.Kind == EntryKind.Reversal) throw new Refused("", "Ledger.IsReversal");
        if (e.Reversed) throw new Refused("", "Ledger.ReversedAlready", e.ReversedBy ?? "");
        Add(db, e.MemberId, EntryKind.Reversal, -e.Amount, by, now, e.CycleId, reason.Trim(), entry);
    }

    private static Id<LedgerEntry> Add(
        Db db, Id<Member> member, EntryKind kind, Money amount, Id<Person> by, DateTimeOffset now, long? cycle,
        string note = "", Id<LedgerEntry>? reverses = null, string? once = null) =>
        db.Insert<LedgerEntry>(Insert, new { member, kind = Name(kind), amount, cycle, reverses, now, by, note, once });

    private static void Answer(Db db, StatementRow statement, Id<LedgerEntry> entry) =>
        db.Execute(InsertWord, new { entry, statement = statement.Id });

    private static string Name(EntryKind kind) => kind switch
    {
        EntryKind.Charge => "charge",
        EntryKind.Payment => "payment",
        EntryKind.Correction => "correction",
        _ => "reversal",
    };
}
