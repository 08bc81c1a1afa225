using FoodCoop.Features.Cycles;
using FoodCoop.Features.Post;
using FoodCoop.Features.Suppliers;
using FoodCoop.Platform.Mail;

namespace FoodCoop.Features.Deliveries;

/// <summary>The mail to a supplier that holds for a closing, and what became of it. Of those that were written before it, none holds any more.</summary>
/// <param name="Nth">The first, second … that was written to this supplier about this closing.</param>
/// <param name="Asked">What it asks for: <see cref="SupplierOrders.Asked"/>; "" where it says that nothing is ordered.</param>
/// <remarks>Source: design, domain.md sections 5 and 7.</remarks>
public sealed record SupplierPost(
    Id<Supplier> SupplierId, Id<Mail> Id, int Nth, string Asked, string Address, DateTimeOffset WrittenAt, int Tries, DateTimeOffset NextTryAt,
    DateTimeOffset? LeaseUntil, DateTimeOffset? LeftAt, DateTimeOffset? FailedAt, DateTimeOffset? SkippedAt, string SkipReason, string Error)
{
    private const string Select = """
        select x.supplier_id, m.id, x.nth, x.ordered as asked, m.address, m.created_at as written_at, m.tries, m.next_try_at,
          m.lease_until, m.sent_at as left_at, m.failed_at, m.skipped_at, m.skip_reason, m.error
        from supplier_mail x
        join mail m on m.id = x.mail_id
        where x.cycle_id = @Id and x.closing = @Closing and x.taken_back_at is null
        """;

    private const string Insert = """
        insert into supplier_mail (mail_id, cycle_id, closing, supplier_id, nth, ordered)
        select id, @cycle, @Closing, @supplier, @nth, @asked
        from mail
        where key = @Key
        """;

    // Also what failed or was stopped: nobody shall send it again later.
    private const string SkipUnsent = """
        update mail
        set skipped_at = coalesce(skipped_at, @now), skip_reason = 'changed', failed_at = null, lease_until = null
        where id in (
            select mail_id from supplier_mail
            where cycle_id = @Id and closing = @Closing and (@supplier is null or supplier_id = @supplier) and taken_back_at is null)
          and kind like @kind and sent_at is null and (lease_until is null or lease_until <= @now)
        """;

    // It is with the server at this moment and may arrive; but it is not tried again.
    private const string EndLeaving = """
        update mail
        set useful_until = @now
        where id in (select mail_id from supplier_mail where cycle_id = @Id and closing = @Closing and taken_back_at is null)
          and kind like @kind and sent_at is null and lease_until > @now
        """;

    private const string UpdateNeverSent = """
        update supplier_order
        set sent_at = null, sent_by = null
        where cycle_id = @Id and closing = @Closing and supplier_id in (
          select x.supplier_id from supplier_mail x join mail m on m.id = x.mail_id
          where x.cycle_id = @Id and x.closing = @Closing and x.taken_back_at is null and m.kind like @kind and m.skip_reason = 'changed')
        """;

    private const string UpdateWithdrawn = """
        update supplier_mail
        set taken_back_at = @now
        where cycle_id = @Id and closing = @Closing and taken_back_at is null
          and mail_id in (select id from mail where kind like @kind and skip_reason = 'changed')
        """;

    private const string UpdateTakenBack = "update supplier_mail set taken_back_at = @now where mail_id = @Id and taken_back_at is null";

    private const string UpdateWaiting = """
        update mail
        set address = @address
        where id in (select mail_id from supplier_mail where supplier_id = @supplier and taken_back_at is null)
          and sent_at is null and skipped_at is null and failed_at is null and (lease_until is null or lease_until <= @now)
        """;

    private const string CountToTell = "select count(*) from supplier where tell_nothing = 1 and email <> ''";

    public bool HasLeft => LeftAt is not null;

    public bool Waits => LeftAt is null && FailedAt is null && SkippedAt is null;

    /// <summary>It failed, or was stopped or came too late: it does not go any more unless somebody does something.</summary>
    public bool IsStuck => FailedAt is not null || SkippedAt is not null;

    public bool SaysNothing => Asked.Length == 0;

    /// <summary>What is to be ordered is no longer what it says.</summary>
    public bool IsOutdated(SupplierInCycle supplier, Cycle cycle) => Asked != SupplierOrders.Asked(supplier, cycle);

    /// <summary>Of a closing, by supplier.</summary>
    public static Dictionary<Id<Supplier>, SupplierPost> Of(Db db, Cycle cycle) =>
        db.Query<SupplierPost>(Select, new { cycle.Id, cycle.Closing }).ToDictionary(p => p.SupplierId);

    /// <summary>Writes a mail to a supplier in the running transaction; the one that held before, if any, has been taken back.</summary>
    public static void Write(
        Db db, CoopRow coop, Cycle cycle, SupplierInCycle supplier, MailWords words, DateTimeOffset now, IReadOnlyList<Letter.Attached> files)
    {
        var kind = supplier.HasNothing ? SupplierOrderMail.Nothing : SupplierOrderMail.Kind;
        var (batch, nth) = ($"{kind.Name}/{CyclePost.About(cycle)}", supplier.Mails + 1);
        var draft = new MailDraft(
            $"{batch}/{nth}/supplier-{supplier.Id}", kind.Name, null, supplier.Email, words.Subject, words.Body.Text, words.Body.Html,
            SupplierOrderMail.UsefulUntil(cycle, coop), Priority: SupplierOrderMail.Priority, ReplyTo: Mailing.ReplyTo(db, coop, kind), Batch: batch, Files: files, ByHand: true);
        Outbox.Write(db, now, draft);
        db.Execute(Insert, new { cycle = cycle.Id, cycle.Closing, supplier = supplier.Id, nth, asked = SupplierOrders.Asked(supplier, cycle), draft.Key });
    }

    /// <summary>The month is ordered: who wants to know that nothing is ordered of it is told, once.</summary>
    /// <param name="cycle">Closed or later, so that what is ordered is fixed.</param>
    public static void WriteNothing(Db db, Cycle cycle, CoopRow coop, DateTimeOffset now)
    {
        if (db.One<int>(CountToTell) == 0 || SupplierOrderMail.UsefulUntil(cycle, coop) <= now) return;
        foreach (var supplier in SupplierOrders.WithPost(db, cycle))
        {
            if (!supplier.TellNothing || supplier.Email.Length == 0 || !supplier.HasNothing || supplier.Post is not null) continue;
            var paper = SupplierOrders.Paper(supplier, cycle, coop, "", now);
            Write(db, coop, cycle, supplier, SupplierOrderMail.NothingWords(new MailScene(coop, supplier.Language), paper, supplier.SentBefore), now, []);
        }
    }

    /// <summary>It holds no more: what has not left does not go.</summary>
    /// <exception cref="Refused">It is leaving at this moment.</exception>
    public void TakeBack(Db db, Cycle cycle, string name, DateTimeOffset now)
    {
        if (Waits && LeaseUntil > now) throw new Refused("", "Deliveries.MailLeaves", name);
        db.Execute(SkipUnsent, new { cycle.Id, cycle.Closing, supplier = (Id<Supplier>?)SupplierId, kind = "%", now });
        db.Execute(UpdateTakenBack, new { Id, now });
    }

    /// <summary>
    /// A step back: what has not left does not go, and its order counts as not sent. What has left still holds, because its reader has it.
    /// </summary>
    /// <param name="kind">Null: of either kind.</param>
    public static void Withdraw(Db db, Cycle cycle, DateTimeOffset now, MailKind? kind = null)
    {
        var row = new { cycle.Id, cycle.Closing, supplier = (Id<Supplier>?)null, kind = kind?.Name ?? "%", now };
        db.Execute(SkipUnsent, row);
        db.Execute(EndLeaving, row);
        db.Execute(UpdateNeverSent, row);
        db.Execute(UpdateWithdrawn, row);
    }

    /// <summary>What failed or was stopped goes again, to the address that the supplier has now.</summary>
    /// <exception cref="Refused">It would come too late, or is under way already.</exception>
    public void SendAgain(Db db, string address, DateTimeOffset now, Id<Person> by)
    {
        var mail = PostedMail.Find(db, Id.Value)!;
        if (address != mail.Address) mail.Readdress(db, now, by, address);
        mail.SendAgain(db, now, by);
    }

    /// <summary>A supplier's address has changed: what still waits goes to the new one.</summary>
    public static void Readdress(Db db, DateTimeOffset now, Id<Supplier> supplier, string address) => db.Execute(UpdateWaiting, new { now, supplier, address });
}
