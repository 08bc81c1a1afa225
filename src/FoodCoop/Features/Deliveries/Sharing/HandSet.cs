using System.Text.Json;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Ledger;
using FoodCoop.Features.Order;
using FoodCoop.Features.Suppliers;

namespace FoodCoop.Features.Deliveries.Sharing;

/// <summary>What a buyer wants a member to get.</summary>
/// <param name="AddCase">Order one case more for it.</param>
/// <param name="FromOthers">Also if others get less by it of what they asked.</param>
public sealed record HandWish(Id<Platform.Web.Member> Member, Quantity Amount, string Reason, bool AddCase, bool FromOthers);

/// <summary>
/// What buyers set by hand after closing and until the month is ordered: an amount for one member, which is taken first while the rest is
/// shared out again by the co-op's policy, and cases on top of what closing made of an offer. The members hear of it when the month is ordered.
/// </summary>
/// <remarks>Source: design, domain.md section 4 (Who gets what: a line set by hand; the order cycle: after closing and until Ordered).</remarks>
public sealed class HandSet(Db db, Cycle cycle, CoopRow coop, OfferDemand offer, Id<Person> person, DateTimeOffset now)
{
    private const string SelectOrder = """
        select o.sent_at is not null as is_sent, o.dropped_at is not null as is_dropped, s.name
        from supplier s
        left join supplier_order o on o.supplier_id = s.id and o.cycle_id = @Id and o.closing = @Closing
        where s.id = @SupplierId
        """;

    private const string UpsertLocked = """
        insert into order_line (offer_id, member_id, changed_at, changed_by, allocated, locked, hand_at, hand_by, hand_reason)
        values (@offer, @Member, @now, @person, 0, @Amount, @now, @person, @Reason)
        on conflict (offer_id, member_id) do update set locked = excluded.locked, hand_at = excluded.hand_at, hand_by = excluded.hand_by, hand_reason = excluded.hand_reason
        """;

    private const string UpdateReleased = """
        update order_line
        set locked = null, hand_at = @now, hand_by = @person
        where offer_id = @offer and member_id = @member and locked is not null
        """;

    // What the shelf was given by hand on top of what it asks itself, if anything.
    private const string SelectYielding = """
        select l.id
        from order_line l
        join member m on m.id = l.member_id
        where l.offer_id = @offer and m.kind = 'shelf' and l.locked > l.asked and l.member_id is not @member
        """;

    private const string UpdateYielded = "update order_line set locked = @keeps, hand_at = @now, hand_by = @person where id = @shelf";

    private const string UpdateAllocated = """
        update order_line
        set allocated = s.given
        from (select value ->> 0 as id, value ->> 1 as given from json_each(@shares)) s
        where order_line.id = s.id
        """;

    private const string UpsertResult = """
        insert into offer_result (offer_id, closing, asked, flex, cases, given, added_cases)
        values (@offer, @Closing, @Asked, @Flex, @cases, @given, @added)
        on conflict (offer_id, closing) do update set cases = excluded.cases, given = excluded.given, added_cases = excluded.added_cases
        """;

    private const string InsertOrder = """
        insert into supplier_order (cycle_id, supplier_id, closing)
        values (@Id, @SupplierId, @Closing)
        on conflict (cycle_id, supplier_id, closing) do nothing
        """;

    // What is taken back leaves nothing to be sent, and nothing to be decided.
    private const string DeleteOrder = """
        delete from supplier_order
        where cycle_id = @Id and supplier_id = @SupplierId and closing = @Closing and sent_at is null
          and not exists (
            select 1 from offer o join offer_result r on r.offer_id = o.id and r.closing = @Closing
            where o.cycle_id = @Id and o.supplier_id = @SupplierId and (r.cases > 0 or o.loose = 1 and r.given > 0))
        """;

    private const string SelectPrice = """
        select o.price, o.deposit, coalesce(l.allocated, 0) as comes
        from offer o
        left join order_line l on l.offer_id = o.id and l.member_id = @Member
        where o.id = @Id
        """;

    private sealed record PriceRow(Money Price, Money Deposit, Quantity Comes);

    private sealed record OrderRow(bool IsSent, bool IsDropped, string Name);

    private int Cases => offer.FixedCases ?? 0;

    /// <summary>Sets what a member gets; for the shelf and for who has no line yet, makes one.</summary>
    /// <returns>What is left to the shelf, where it gave something up for it.</returns>
    /// <exception cref="Refused">Not the time for it, more than there is, below the floor for balances, the supplier's order has been sent, or others would get less.</exception>
    public Quantity? Set(HandWish wish)
    {
        OrderStep.Check(wish.Amount, offer.OrderStep, "Amount", offer.Name, offer.Unit);
        var price = db.One<PriceRow>(SelectPrice, new { offer.Id, wish.Member });
        Floor.CheckOfOther(Floor.Room(db, wish.Member), Floor.AtMost(price.Price, price.Deposit, price.Comes), Floor.AtMost(price.Price, price.Deposit, wish.Amount), "Amount", offer.Name);
        return Change(offer.Added + (wish.AddCase ? 1 : 0), wish.FromOthers, wish.Member, () =>
            db.Execute(UpsertLocked, new { offer = offer.Id, wish.Member, wish.Amount, wish.Reason, now, person }));
    }

    /// <summary>The line gets again what the policy gives it.</summary>
    /// <inheritdoc cref="Set" path="/returns"/>
    public Quantity? Release(Id<Platform.Web.Member> member) => Change(offer.Added, fromOthers: true, member, () =>
        db.Execute(UpdateReleased, new { offer = offer.Id, member, now, person }));

    /// <summary>Orders one case more, for who asked and got too little; or takes one back that was ordered so.</summary>
    /// <param name="fromOthers">Take one back also if members get less by it of what they asked.</param>
    /// <inheritdoc cref="Set" path="/returns"/>
    public Quantity? Add(int cases, bool fromOthers)
    {
        if (offer.Loose || offer.Added + cases < 0) throw new Refused("", "Sharing.NoCaseToTakeBack", offer.Name);
        return Change(offer.Added + cases, fromOthers, null, () => { });
    }

    /// <summary>Units that are ordered and that nobody gets go to the co-op's own shelf.</summary>
    public void RestToShelf(Quantity left, string reason)
    {
        var shelf = Shelf.Of(db, coop, now);
        var has = AskedLines.Of(db, cycle, offer.Id).Find(l => l.MemberId == shelf)?.Allocated ?? Quantity.Zero;
        Set(new HandWish(shelf, has + left, reason, AddCase: false, FromOthers: false));
    }

    private Quantity? Change(int added, bool fromOthers, Id<Platform.Web.Member>? member, Action write)
    {
        var order = db.One<OrderRow>(SelectOrder, new { cycle.Id, cycle.Closing, offer.SupplierId });
        if (!cycle.HasClosed) throw new Refused("", "Sharing.NotClosed");
        if (cycle.State != CycleState.Closed) throw new Refused("", "Sharing.OrderedAlready");
        if (offer.Withdrawn) throw new Refused("", "Sharing.Withdrawn", offer.Name);
        if (order.IsDropped) throw new Refused("", "Sharing.LeftOut", order.Name);

        var before = AskedLines.Of(db, cycle, offer.Id);
        write();
        var cases = Cases - offer.Added + added;
        var keeps = YieldShelf(before, cases, member);
        var lines = AskedLines.Of(db, cycle, offer.Id);
        var toGive = offer.ToGive(lines, cases);
        var byHand = Quantity.Sum(lines.Select(l => l.ToAllocate.Locked ?? Quantity.Zero));
        if (byHand > toGive)
            throw member is null ? new Refused("", "Sharing.FewerTooMuch", byHand, toGive) : new Refused("Amount", "Sharing.TooMuch", toGive - Others(lines, member), offer.CaseSize);
        var shares = offer.Share(Closing.Policy(coop), cycle, lines, cases);
        if (!fromOthers && Less(before, shares, member) is { Count: > 0 } less) throw new Refused("", member is null ? "Sharing.FewerLess" : "Sharing.OthersLess", InWords(less));
        var given = Quantity.Sum(shares.Given.Values);
        if (order.IsSent && (cases != Cases || offer.Loose && given != offer.FixedGiven)) throw new Refused("", "Sharing.SentAlready", order.Name);
        Write(shares, cases, given, added, order.Name);
        return keeps;
    }

    /// <summary>
    /// What a buyer put on the shelf is nobody's claim: it gives way as far as it takes, so that all that is set by hand fits and nobody gets
    /// less of what they asked. What the shelf asks itself it keeps.
    /// </summary>
    /// <returns>What it is left with; null where it need not give way.</returns>
    private Quantity? YieldShelf(List<AskedLine> before, int cases, Id<Platform.Web.Member>? member)
    {
        if (db.Find<long?>(SelectYielding, new { offer = offer.Id, member }) is not { } shelf) return null;
        var lines = AskedLines.Of(db, cycle, offer.Id);
        var toGive = offer.ToGive(lines, cases);
        var own = lines.Find(l => l.Id.Value == shelf)!;
        var (has, step) = (own.ToAllocate.Locked!.Value, offer.OrderStep.Thousandths);

        // The less it keeps the more the others get: so the most it can keep is found by halving.
        var (lowest, highest) = (0L, (has - own.Asked).Thousandths / step);
        while (lowest < highest)
        {
            var gives = (lowest + highest) / 2;
            if (IsEnough(gives)) highest = gives;
            else lowest = gives + 1;
        }
        if (lowest == 0) return null;
        var keeps = Keeps(lowest);
        db.Execute(UpdateYielded, new { keeps, shelf, now, person });
        return keeps;

        Quantity Keeps(long gives) => new(has.Thousandths - gives * step);

        bool IsEnough(long gives)
        {
            var tried = lines.ConvertAll(l => l == own ? l with { ToAllocate = l.ToAllocate with { Locked = Keeps(gives) } } : l);
            return Quantity.Sum(tried.Select(l => l.ToAllocate.Locked ?? Quantity.Zero)) <= toGive
                && Less(before, offer.Share(Closing.Policy(coop), cycle, tried, cases), member).Count == 0;
        }
    }

    private void Write(Order.Shares shares, int cases, Quantity given, int added, string name)
    {
        db.Execute(UpdateAllocated, new { shares = JsonSerializer.Serialize(shares.Given.Select(s => new[] { s.Key, s.Value.Thousandths })) });
        db.Execute(UpsertResult, new { offer = offer.Id, cycle.Closing, offer.Asked, offer.Flex, cases, given, added });
        var supplier = new { cycle.Id, cycle.Closing, offer.SupplierId };
        if (cases == 0 && given.IsZero) db.Execute(DeleteOrder, supplier);
        else if (db.Execute(InsertOrder, supplier) == 1)
        {
            BelowMinimum.Mark(db, cycle, offer.SupplierId);
            SupplierPost.Of(db, cycle).GetValueOrDefault(offer.SupplierId)?.TakeBack(db, cycle, name, now); // "we order nothing" is no longer so
        }
    }

    /// <summary>What other lines were set to by hand.</summary>
    private static Quantity Others(List<AskedLine> lines, Id<Platform.Web.Member>? member) =>
        Quantity.Sum(lines.Where(l => l.MemberId != member).Select(l => l.ToAllocate.Locked ?? Quantity.Zero));

    /// <summary>Who would get less of what they asked. What they would only have accepted is nobody's claim.</summary>
    private static List<(Id<Platform.Web.Member> MemberId, Quantity Had, Quantity Has)> Less(List<AskedLine> before, Order.Shares shares, Id<Platform.Web.Member>? member) =>
        [.. before.Where(l => l.MemberId != member && l.ToAllocate.Locked is null)
            .Select(l => (l.MemberId, Had: Quantity.Min(l.Allocated ?? Quantity.Zero, l.Asked), Has: Quantity.Min(shares[l.Id.Value], l.Asked)))
            .Where(l => l.Has < l.Had)];

    /// <summary>"17 Bart 3 → 2".</summary>
    private string InWords(List<(Id<Platform.Web.Member> MemberId, Quantity Had, Quantity Has)> less)
    {
        var members = SharedOffer.Members(db).ToDictionary(m => m.Id);
        return string.Join(", ", less.Select(l => $"{members[l.MemberId].Number} {members[l.MemberId].Name} {l.Had} → {l.Has}"));
    }
}
