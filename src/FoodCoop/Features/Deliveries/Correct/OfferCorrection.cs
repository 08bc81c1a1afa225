using FoodCoop.Features.Cycles;
using FoodCoop.Features.Order;
using FoodCoop.Features.Order.Live;

namespace FoodCoop.Features.Deliveries.Correct;

/// <summary>What was done to an offer after its month had opened.</summary>
public enum CorrectionKind { Withdrawn, Again, Price }

/// <summary>An offer as far as it can be corrected while people order.</summary>
public sealed record OfferNow(bool Withdrawn, Money Price, Money Deposit)
{
    private const string Select = "select withdrawn_at is not null as withdrawn, price, deposit from offer where id = @offer";

    public static OfferNow Of(Db db, Id<Offer> offer) => db.One<OfferNow>(Select, new { offer });

    /// <summary>Goods and deposit of so many; nothing of what is withdrawn.</summary>
    public Money Worth(Quantity asked) => Withdrawn ? Money.Zero : Price * asked + Deposit * asked;
}

/// <summary>A correction that is written down.</summary>
/// <param name="By">The buyer's name.</param>
public sealed record OfferCorrection(
    Id<OfferCorrection> Id, DateTimeOffset At, string By, CorrectionKind Kind, string Reason, Money PriceBefore, Money DepositBefore, Money Price, Money Deposit) : IEntity
{
    private const string Select = """
        select c.id, c.at, p.name as by, c.kind, c.reason, c.price_before, c.deposit_before, c.price, c.deposit
        from offer_correction c
        join person p on p.id = c.person_id
        where c.offer_id = @offer
        order by c.id desc
        """;

    /// <summary>How the offer was before it.</summary>
    public OfferNow Before => new(Kind == CorrectionKind.Again, PriceBefore, DepositBefore);

    /// <summary>All of an offer, the newest first.</summary>
    public static List<OfferCorrection> Of(Db db, Id<Offer> offer) => db.Query<OfferCorrection>(Select, new { offer });
}

/// <summary>
/// Puts an offer right while people order: it can be withdrawn, offered again, and its price corrected. The lines stay as they are; each
/// correction is written down with its reason and told to the members who have the product in their order, all in one transaction.
/// </summary>
/// <remarks>Source: design, domain.md section 4 (The offer is frozen; a product dropped is never silently removed); docs/decisions/0016-corrected-offers.md.</remarks>
/// <param name="seen">How many corrections the page showed: what was decided on an older page, or clicked twice, is not done again.</param>
public sealed class OfferDesk(Db db, Cycle cycle, CoopRow coop, OfferDemand offer, int seen, Id<Person> person, DateTimeOffset now)
{
    private const string CountCorrections = "select count(*) from offer_correction where offer_id = @Id";

    private const string Insert = """
        insert into offer_correction (offer_id, at, person_id, kind, reason, price_before, deposit_before, price, deposit)
        values (@offer, @now, @person, @kind, @reason, @priceBefore, @depositBefore, @Price, @Deposit)
        """;

    private const string Update = """
        update offer
        set withdrawn_at = iif(@Withdrawn, coalesce(withdrawn_at, @now), null), price = @Price, deposit = @Deposit
        where id = @offer
        """;

    /// <exception cref="Refused">Ordering has closed, or somebody corrected it meanwhile.</exception>
    public void Withdraw(string reason) => Correct(CorrectionKind.Withdrawn, reason, before => before with { Withdrawn = true });

    /// <inheritdoc cref="Withdraw"/>
    public void OfferAgain() => Correct(CorrectionKind.Again, "", before => before with { Withdrawn = false });

    /// <inheritdoc cref="Withdraw"/>
    /// <exception cref="Refused">Withdrawn, or the price is that already.</exception>
    public void SetPrice(Money price, Money deposit, string reason) => Correct(CorrectionKind.Price, reason, before => before.Withdrawn
        ? throw new Refused("", "Correct.PriceOfWithdrawn", offer.Name)
        : before with { Price = price, Deposit = deposit });

    private void Correct(CorrectionKind kind, string reason, Func<OfferNow, OfferNow> change)
    {
        if (!cycle.AcceptsOrders(now)) throw new Refused("", cycle.State > CycleState.Closed ? "Correct.Ordered" : "Correct.Closed");
        if (db.One<int>(CountCorrections, new { offer.Id }) != seen) throw new Refused("", "Correct.Meanwhile", offer.Name);
        var before = OfferNow.Of(db, offer.Id);
        var after = change(before);
        if (after == before) throw new Refused(kind == CorrectionKind.Price ? "Price" : "", kind == CorrectionKind.Price ? "Correct.SamePrice" : "Correct.Meanwhile", offer.Name);
        var id = db.Insert<OfferCorrection>(Insert, new
        {
            offer = offer.Id, now, person, kind = kind.ToString(), reason, priceBefore = before.Price, depositBefore = before.Deposit, after.Price, after.Deposit,
        });
        db.Execute(Update, new { offer = offer.Id, now, after.Withdrawn, after.Price, after.Deposit });
        OfferChangedMail.Write(db, cycle, coop, offer, id, now);
        CyclePost.OfferCorrected(db, cycle, coop, now);
        LiveOrders.Signal(db, new ChangedLine(cycle.Id, offer.Id, null)); // open forms hear at once
    }
}
