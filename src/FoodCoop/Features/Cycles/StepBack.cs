using System.Text.Json;
using FoodCoop.Features.Deliveries;
using FoodCoop.Features.Order;
using FoodCoop.Features.Order.Live;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Cycles;

/// <summary>When ordering closes again after a step back, and when its fill phase begins (null: none).</summary>
public sealed record Reopening(DateTimeOffset ClosesAt, DateTimeOffset? FillAt = null);

/// <summary>
/// A step back: a row like any other, with who did it and why. What the steps between had caused is undone in the same transaction.
/// Back to Open or Fill begins a new closing, with a new closing time, supplier orders and mails of its own.
/// </summary>
/// <remarks>Source: design, domain.md section 4 ("allowed to the right role with a reason, until money is charged").</remarks>
public static class StepBack
{
    private const string SelectCharged = "select exists (select 1 from ledger_entry where cycle_id = @Id and kind = 'charge')";

    private const string Insert = """
        insert into cycle_event (cycle_id, closing, state, round, back, at, by_person_id, reason, closes_at)
        select s.cycle_id, @next, @to,
          (select count(*) + 1 from cycle_event where cycle_id = s.cycle_id and closing = @next and state = @to), 1, @now, @by, @reason, @closesAt
        from cycle_state s
        where s.cycle_id = @Id and s.closing = @Closing and s.state = @state
        """;

    // What was counted as other than ordered stays: it will be the same when the goods are said to have arrived again.
    private const string UpdateNotDelivered = """
        update order_line
        set delivered = nullif(delivered, allocated)
        where offer_id in (select id from offer where cycle_id = @Id)
        """;

    // What a buyer added for a member who had not asked is asked now, since it was added: the member sees it and can change it. All
    // that was set by hand otherwise belonged to the closing that is taken back; the next one shares out anew. So did what the shelf took
    // to complete a case: as something asked it would take goods from members.
    private const string SelectAdded = """
        select l.id, o.cycle_id, l.offer_id, l.member_id
        from offer o
        join order_line l on l.offer_id = o.id
        join member m on m.id = l.member_id
        where o.cycle_id = @Id and m.kind <> 'shelf' and l.asked = 0 and l.flex = 0 and l.locked > 0 and l.hand_at is not null
        """;

    private const string InsertLayers = """
        insert into order_layer (order_line_id, at, amount)
        select l.id, l.hand_at, l.locked
        from order_line l
        where l.id in (select value from json_each(@added))
        """;

    private const string UpdateAsked = "update order_line set asked = locked where id in (select value from json_each(@added))";

    private const string UpdateNotAllocated = """
        update order_line
        set version = version + (locked is not null),
          locked = null, hand_at = null, hand_by = null, hand_reason = '',
          allocated = null, delivered = null, told = null, flex_at_fill = iif(@isOpen, null, flex_at_fill)
        where offer_id in (select id from offer where cycle_id = @Id)
        """;

    private sealed record AddedRow(Id<OrderLine> Id, Id<OrderCycle> CycleId, Id<Offer> OfferId, Id<Member> MemberId);

    private const string UpdateClosing = "update order_cycle set closes_at = @ClosesAt, fill_at = @fill where id = @Id";

    /// <summary>Whether a step back to a state is this role's: goods and room are the host's too, orders are the buyer's.</summary>
    public static bool MayTake(Viewer viewer, CycleState to) =>
        viewer.Has(Role.Admin) || viewer.Has(Role.Buyer) || to >= CycleState.Ordered && viewer.Has(Role.PickupHost);

    /// <summary>Where a cycle can go back to, the nearest first; only those that had a fill phase go back into it.</summary>
    public static IEnumerable<CycleState> Targets(Cycle cycle)
    {
        if (cycle.State == CycleState.Fill) yield return CycleState.Open; // ordering is widened again
        if (!cycle.HasClosed || cycle.State == CycleState.Settled) yield break;
        for (var to = cycle.State - 1; to >= CycleState.Open; to--)
            if (to != CycleState.Fill || cycle.HasFillPhase) yield return to;
    }

    public static bool IsCharged(Db db, Cycle cycle) => db.One<bool>(SelectCharged, new { cycle.Id });

    /// <summary>Takes a step back in the running transaction. False, and nothing written, when the cycle is there already.</summary>
    /// <param name="cycle">As read in this same transaction.</param>
    /// <param name="reopening">Needed for a step back to Open or Fill, and not otherwise.</param>
    /// <exception cref="Refused">Money has been charged, the reason is missing, or the new closing time is not to be had; fields <c>Back.…</c>.</exception>
    public static bool Take(
        Db db, Cycle cycle, CycleState to, string reason, Id<Person> by, DateTimeOffset now, CoopDates dates, Reopening? reopening = null)
    {
        if (cycle.State <= to) return false;
        if (cycle.State == CycleState.Settled || IsCharged(db, cycle)) throw new Refused("", "Cycles.BackCharged", dates.Month(cycle.Code));
        if (!Targets(cycle).Contains(to)) throw new Refused("Back.To", "Cycles.BackNotThere");
        if (string.IsNullOrWhiteSpace(reason)) throw new Refused("Back.Reason", "Cycles.BackReasonNeeded");
        if (to > CycleState.Fill) return Write(db, cycle, to, reason, by, now, null);

        Check(cycle, to, reopening, now, dates);
        if (!Write(db, cycle, to, reason, by, now, reopening!.ClosesAt)) return false;
        var fill = to == CycleState.Fill ? cycle.FillAt : reopening.FillAt ?? reopening.ClosesAt;
        db.Execute(UpdateClosing, new { cycle.Id, reopening.ClosesAt, fill });
        AskWhatWasAdded(db, cycle);
        db.Execute(UpdateNotAllocated, new { cycle.Id, isOpen = to == CycleState.Open });
        ReopenedMail.Write(db, Cycle.One(db, cycle.Id), db.One<CoopRow>(CoopRow.Select), reason, now);
        return true;
    }

    /// <summary>The click of a moment ago, taken back by one more: no question is asked, and the history says so.</summary>
    /// <param name="state">That which the click had brought.</param>
    public static bool AtOnce(Db db, Cycle cycle, CycleState state, Id<Person> by, DateTimeOffset now) =>
        cycle.State == state && state is CycleState.Ordered or CycleState.Delivered or CycleState.Pickup && !IsCharged(db, cycle)
        && Write(db, cycle, state - 1, Texts.For(db.One<CoopRow>(CoopRow.Select).Language)["Cycles.TakenBackAtOnce"], by, now, null);

    private static bool Write(Db db, Cycle cycle, CycleState to, string reason, Id<Person> by, DateTimeOffset now, DateTimeOffset? closesAt)
    {
        var closing = to <= CycleState.Fill ? cycle.Closing + 1 : cycle.Closing;
        var row = new { cycle.Id, cycle.Closing, next = closing, state = cycle.State.ToString(), to = to.ToString(), now, by, reason = reason.Trim(), closesAt };
        if (db.Execute(Insert, row) != 1) return false;
        if (cycle.State >= CycleState.Delivered && to < CycleState.Delivered)
        {
            OrderChanges.Withdraw(db, cycle, DeliveryChangesMail.Kind, now);
            db.Execute(UpdateNotDelivered, new { cycle.Id });
        }
        if (cycle.State >= CycleState.Ordered && to < CycleState.Ordered)
        {
            OrderChanges.Withdraw(db, cycle, ChangesSinceClosingMail.Kind, now);
            SupplierPost.Withdraw(db, cycle, now, SupplierOrderMail.Nothing);
        }
        if (closing > cycle.Closing && cycle.HasClosed) SupplierPost.Withdraw(db, cycle, now);
        return true;
    }

    private static void AskWhatWasAdded(Db db, Cycle cycle)
    {
        var lines = db.Query<AddedRow>(SelectAdded, new { cycle.Id });
        var added = JsonSerializer.Serialize(lines.Select(l => l.Id.Value));
        db.Execute(InsertLayers, new { added });
        db.Execute(UpdateAsked, new { added });
        LiveOrders.Signal(db, lines.Select(l => new ChangedLine(l.CycleId, l.OfferId, l.MemberId)));
    }

    private static void Check(Cycle cycle, CycleState to, Reopening? reopening, DateTimeOffset now, CoopDates dates)
    {
        var pickup = new CoopZone(dates.Zone).ToUtc(cycle.PickupOn, cycle.PickupFrom);
        if (pickup <= now) throw new Refused("Back.To", "Cycles.BackPickupPassed", dates.Moment(pickup));
        if (reopening is null) throw new Refused("Back.ClosesAt", "Cycles.BackClosingNeeded");
        if (reopening.ClosesAt <= now) throw new Refused("Back.ClosesAt", "Cycles.BackClosingPassed", dates.Moment(reopening.ClosesAt), dates.Moment(pickup));
        if (reopening.ClosesAt >= pickup) throw new Refused("Back.ClosesAt", "Cycles.BackClosingLate", dates.Moment(pickup));
        if (to == CycleState.Open && reopening.FillAt is { } fill && (fill <= now || fill >= reopening.ClosesAt))
            throw new Refused("Back.FillAt", "Cycles.BackFillOutside", dates.Moment(reopening.ClosesAt));
    }
}
