using FoodCoop.Features.Deliveries;
using FoodCoop.Features.Order.Behalf;
using FoodCoop.Features.Post;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Cycles;

/// <summary>
/// The reminders of a cycle that come by the clock alone and not with a change of state. Whom one goes to is decided once, at its
/// moment or as soon after it as the program is there; a row written in the same transaction as the mails says that it has been.
/// </summary>
/// <remarks>Source: design, domain.md section 7; docs/decisions/0010-due-and-not-yet-done.md.</remarks>
public static class CyclePost
{
    private const string CountWritten = "select count(*) from cycle_post where kind = @Name and about = @about";

    private const string SelectReopened = "select min(at) from cycle_event where cycle_id = @Id and closing = @Closing";

    private const string InsertWritten = """
        insert into cycle_post (kind, about, cycle_id, at, mails)
        values (@Name, @about, @Id, @now, @mails)
        """;

    /// <summary>The mails of a closed cycle that are of use until its pickup, and what they say of it.</summary>
    private static readonly (MailKind Kind, Func<MailScene, Cycle, string> Pickup)[] OfClosing =
    [
        (ResultMail.Kind, ResultMail.Pickup),
        (ChangesSinceClosingMail.Kind, (_, _) => ""),
        (DeliveryChangesMail.Kind, DeliveryChangesMail.Pickup),
    ];

    private const string DeleteWritten = "delete from cycle_post where cycle_id = @cycle and kind = @Name";

    /// <summary>What it said is no longer so: it is decided again at its moment. Who was sent one about the same day gets no second.</summary>
    public static void DecideAnew(Db db, MailKind kind, Id<OrderCycle> cycle) => db.Execute(DeleteWritten, new { kind.Name, cycle });

    /// <summary>What the mails of a closing are about, as in their keys: <c>2026-12/1</c>.</summary>
    public static string About(Cycle cycle) => $"{cycle.Code}/{cycle.Closing}";

    /// <summary>The reminder whose moment has come and that has not been decided yet, or null: reads two small rows at most.</summary>
    public static MailKind? Due(Db db, Cycle cycle, CoopZone zone, DateTimeOffset now)
    {
        var (kind, about, at) = Next(cycle, zone);
        if (kind is null || at > now || db.One<int>(CountWritten, new { kind.Name, about }) > 0) return null;
        // Who has just been told that ordering is open (again), and until when, needs no last call in the same minute.
        if (kind == LastCall.Kind && at <= (cycle.Closing == 1 ? cycle.OpensAt : db.One<DateTimeOffset>(SelectReopened, new { cycle.Id, cycle.Closing }))) return null;
        return kind;
    }

    /// <summary>Writes what is due in the running transaction, with the row that says so; what it did, or null.</summary>
    /// <param name="cycle">As read in this same transaction.</param>
    public static string? WriteDue(Db db, Cycle cycle, CoopRow coop, DateTimeOffset now)
    {
        var zone = CoopZone.Of(coop.Zone);
        if (Due(db, cycle, zone, now) is not { } kind) return null;
        var mails = kind == LastCall.Kind ? LastCall.Write(db, cycle, coop, now) : PickupTomorrow.Write(db, cycle, coop, now);
        db.Execute(InsertWritten, new { kind.Name, about = Next(cycle, zone).About, cycle.Id, now, mails });
        return $"{cycle.Code} {kind.Name} {mails}";
    }

    /// <summary>Mails that still wait and name moments that are no longer so are written anew; who was sent one already is told by the mail about the move.</summary>
    /// <param name="before">As it stood; </param>
    /// <param name="after">and as it stands now.</param>
    public static void Rewrite(Db db, Cycle before, Cycle after, CoopRow coop, DateTimeOffset now)
    {
        var about = About(after);
        bool Withdrawn(MailKind kind) => Mailing.Withdraw(db, now, $"{kind.Name}/{about}") > 0;
        if (after.HasClosed)
        {
            MoveOfClosing(db, before, after, coop);
            return;
        }
        if (Withdrawn(OrderingOpen.Kind)) OrderingOpen.Write(db, after, coop, now);
        if (Withdrawn(ReopenedMail.Kind)) ReopenedMail.WriteAnew(db, after, coop, now);
        if (Withdrawn(LastCall.Kind)) LastCall.Write(db, after, coop, now);
        if (Withdrawn(CasesShort.Kind)) CasesShort.Write(db, after, coop, now);
        Sitting.TellAnew(db, after, coop, now);
    }

    /// <summary>An offer was withdrawn, is offered again or has another price: mails that still wait say how things stand now.</summary>
    public static void OfferCorrected(Db db, Cycle cycle, CoopRow coop, DateTimeOffset now)
    {
        if (Mailing.Withdraw(db, now, $"{CasesShort.Kind.Name}/{About(cycle)}") > 0) CasesShort.Write(db, cycle, coop, now);
        Sitting.TellAnew(db, cycle, coop, now);
    }

    // Whom they went to and what they say of the goods stays; only the pickup is another, and they are of use until its end.
    private static void MoveOfClosing(Db db, Cycle before, Cycle after, CoopRow coop)
    {
        var usefulUntil = CoopZone.Of(coop.Zone).ToUtc(after.PickupOn, after.PickupUntil);
        foreach (var scene in Languages.All.Select(language => new MailScene(coop, language)))
        {
            foreach (var (kind, pickup) in OfClosing)
                Mailing.Move(db, $"{kind.Name}/{About(after)}", scene.Language, pickup(scene, before), pickup(scene, after), usefulUntil);
        }
    }

    private static (MailKind? Kind, string About, DateTimeOffset At) Next(Cycle cycle, CoopZone zone) => cycle.State switch
    {
        CycleState.Open or CycleState.Fill => (LastCall.Kind, About(cycle), LastCall.At(cycle, zone)),
        CycleState.Closed or CycleState.Ordered or CycleState.Delivered or CycleState.Pickup =>
            (PickupTomorrow.Kind, PickupTomorrow.About(cycle), PickupTomorrow.At(cycle, zone)),
        _ => (null, "", default),
    };
}
