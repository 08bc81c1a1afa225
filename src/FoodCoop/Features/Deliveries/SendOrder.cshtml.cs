using System.Security.Cryptography;
using System.Text;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Post;
using FoodCoop.Features.Suppliers;
using FoodCoop.Platform.Mail;

namespace FoodCoop.Features.Deliveries;

/// <summary>The mail to a supplier before it goes, because what has left cannot be called back; and its sending, in one transaction with the order's being sent.</summary>
[Authorize(Policy = Role.Buyer), BeginsLate]
public sealed class SendOrderModel(Db db, CoopContext context, Viewer viewer) : CoopPage
{
    [FromRoute(Name = "cycle")]
    public string Code { get; set; } = "";

    [FromRoute(Name = "supplier")]
    public Id<Supplier> SupplierId { get; set; }

    /// <summary>What was shown: only that is sent.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    public Cycle Cycle { get; private set; } = null!;
    public SupplierInCycle Supplier { get; private set; } = null!;
    public MailWords Words { get; private set; } = null!;
    public string ReplyTo { get; private set; } = "";

    /// <summary>Why it cannot be sent (now), in the way of <see cref="Refused"/>; null when it can.</summary>
    public string? WhyNot { get; private set; }

    /// <summary>It is written already, as it stands.</summary>
    public bool IsWritten => Supplier.Post is { } post && !post.IsOutdated(Supplier, Cycle);

    /// <summary>Of all that the page shows of the mail.</summary>
    public string Shown => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{Supplier.Email} {ReplyTo} {Cycle.Closing} {Supplier.Mails} {Words.Subject} {Words.Body.Text} {SupplierOrders.Asked(Supplier, Cycle)}")))[..16];

    private SupplierOrderPaper paper = null!;

    private string Address => "/buying/" + Cycle.Code;

    protected internal override IActionResult? Load()
    {
        if (Cycle.ByCode(db, Code) is not { } cycle) return NotFound();
        if (SupplierOrders.WithPost(db, cycle).FirstOrDefault(s => s.Id == SupplierId) is not { } supplier) return NotFound();
        var (coop, now) = (context.Settings(db), Now);
        (Cycle, Supplier, ReplyTo) = (cycle, supplier, Mailing.ReplyTo(db, coop, SupplierOrderMail.Kind));
        paper = SupplierOrders.Paper(supplier, cycle, coop, ReplyTo, now);
        var scene = new MailScene(coop, supplier.Language);
        // what holds now and has left will be replaced by this one
        var before = supplier.Post?.LeftAt ?? supplier.SentBefore;
        Words = supplier.HasNothing ? SupplierOrderMail.NothingWords(scene, paper, before) : SupplierOrderMail.Words(scene, paper, supplier.SendCodes, before);
        WhyNot = !cycle.HasClosed ? "Deliveries.FilesAfterClosing"
            : cycle.State > CycleState.Ordered ? "Deliveries.MailArrived"
            : SupplierOrderMail.UsefulUntil(cycle, coop) <= now ? "Deliveries.MailTooLate"
            : supplier.Email.Length == 0 ? "Deliveries.MailNoAddress"
            : IsWritten ? "Deliveries.MailAlready"
            : supplier.Post is null && supplier.IsSent ? "Deliveries.SentAlready" : null;
        return null;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Load() is { } missing) return missing;
        List<Letter.Attached> files = Supplier.HasNothing || WhyNot is not null
            ? []
            : SupplierOrderMail.Files(paper, Supplier.Language, Supplier.SendCodes, ending => SupplierOrders.FileName(Supplier, Cycle, ending));
        var rendered = Shown;

        await db.BeginAsync(HttpContext.RequestAborted);
        if (Load() is { } gone) return gone;
        if (IsWritten) return Done(Address, "Deliveries.MailAlready", Supplier.Name);
        if (WhyNot is { } why) throw new Refused("", why, Supplier.Name);
        if (Seen != Shown || Shown != rendered) throw new Refused("", "Deliveries.MailMeanwhile", Supplier.Name);
        var (coop, now) = (context.Settings(db), Now);
        Supplier.Post?.TakeBack(db, Cycle, Supplier.Name, now);
        SupplierPost.Write(db, coop, Cycle, Supplier, Words, now, files);
        if (Supplier.HasNothing) return Done(Address, "Deliveries.MailNothingWritten", Supplier.Name);
        return Done(Address, SentOrder.Mark(db, Cycle, Supplier, coop, now, viewer.PersonId) ? "Deliveries.MailWrittenAll" : "Deliveries.MailWritten", Supplier.Name);
    }
}
