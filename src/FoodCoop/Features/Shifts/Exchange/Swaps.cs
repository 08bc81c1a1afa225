namespace FoodCoop.Features.Shifts.Exchange;

/// <summary>A swap that somebody offers: its own spot for one of those it ticked.</summary>
public sealed record SwapRow(Id<Swap> Id, Id<Spot> SpotId, Id<Member>? ToMemberId, DateTimeOffset? ClosedAt);

/// <summary>Two members exchange. Nothing moves before the other has said yes by choosing its own spot; then both move in one transaction.</summary>
/// <remarks>Source: design, shifts.md section 4.</remarks>
public static class Swaps
{
    private const string SelectOne = "select id, spot_id, to_member_id, closed_at from swap where id = @id";
    private const string SelectOpen = "select id, spot_id, to_member_id, closed_at from swap where spot_id = @spot and closed_at is null";
    private const string Insert = "insert into swap (spot_id, to_member_id, offered_at, offered_by) values (@spot, @to, @now, @by)";
    private const string InsertFor = "insert into swap_for (swap_id, shift_id) values (@swap, @shift)";
    private const string SelectFor = "select shift_id from swap_for where swap_id = @swap";
    private const string UpdateClosed = "update swap set closed_at = @now, taken_by = @by where id = @swap and closed_at is null";
    private const string CloseOfSpot = "update swap set closed_at = @now where spot_id = @spot and closed_at is null";

    /// <summary>Offers a spot for one of others; an earlier offer of the same spot ends.</summary>
    /// <param name="to">The member with whom; null: whoever has one of them.</param>
    /// <exception cref="Refused">Begun, nothing ticked, or nobody else is in what was ticked.</exception>
    public static Id<Swap> Offer(
        Db db, CoopRow coop, Id<Spot> spot, Id<Member> member, Id<Member>? to, IReadOnlyCollection<Id<ShiftDay>> forShifts, DateTimeOffset now, Id<Person> by)
    {
        var (mine, shift) = Own(db, spot, member, now);
        var asked = forShifts.Distinct().Where(s => s != shift.Id && Shift.Find(db, s) is { IsCancelled: false } other && !other.HasBegun(now)).ToList();
        if (asked.Count == 0) throw new Refused("", "Exchange.TickOne");
        if (!asked.Exists(s => Spots.OfShift(db, s).Exists(p => p.MemberId != member && (to is null || p.MemberId == to)))) throw new Refused("", "Exchange.NobodyThere");
        Close(db, spot, now);
        var swap = db.Insert<Swap>(Insert, new { spot, to, now, by });
        foreach (var ticked in asked) db.Execute(InsertFor, new { swap, shift = ticked });
        ExchangeMail.Offered(db, coop, swap, mine, shift, to, asked, now);
        Vacancy.TellIfSoon(db, coop, mine, shift, $"spot-{spot}/swap-{swap}", now);
        return swap;
    }

    /// <summary>The other says yes: both spots change, both are told.</summary>
    /// <exception cref="Refused">Somebody was first, one of the two shifts has begun, one side changed meanwhile, or a skill is missing.</exception>
    public static void Accept(Db db, CoopRow coop, Id<Swap> swap, Id<Spot> mySpot, Id<Member> member, DateTimeOffset now, Id<Person> by)
    {
        if (db.Find<SwapRow>(SelectOne, new { id = swap }) is not { ClosedAt: null } offer || Spots.Find(db, offer.SpotId) is not { } theirs)
            throw new Refused("", "Exchange.SwapGone");
        if (offer.ToMemberId is { } to && to != member || theirs.MemberId == member) throw new Refused("", "Exchange.NotForYou");
        var (mine, myShift) = Own(db, mySpot, member, now);
        var theirShift = Shift.Find(db, theirs.ShiftId)!;
        if (theirShift.IsCancelled) throw new Refused("", "Shifts.IsCancelled", theirShift.CancelReason);
        if (theirShift.HasBegun(now)) throw new Refused("", "Exchange.SwapBegun");
        if (!db.Query<Id<ShiftDay>>(SelectFor, new { swap }).Contains(myShift.Id)) throw new Refused("", "Exchange.SwapNotThis");
        db.Execute(UpdateClosed, new { swap, now, by }); // first: leaving a spot ends what was offered for it, and would not say who took it
        Spots.Leave(db, theirs.Id, "swap", now, by);
        Spots.Leave(db, mine.Id, "swap", now, by);
        Spots.Take(db, Shift.Find(db, theirShift.Id)!, member, by, "swap", now, by);
        Spots.Take(db, Shift.Find(db, myShift.Id)!, theirs.MemberId, theirs.PersonId, "swap", now, by);
        ExchangeMail.Swapped(db, coop, swap, theirs, theirShift, mine, myShift, now);
    }

    /// <summary>What was offered for a spot is no longer; who has not read of it yet does not.</summary>
    public static void Close(Db db, Id<Spot> spot, DateTimeOffset now)
    {
        if (db.Execute(CloseOfSpot, new { spot, now }) > 0) ExchangeMail.WithdrawEnded(db, now);
    }

    /// <summary>A shift is at another time or place: who has not read yet that it is offered reads of it as it is now.</summary>
    public static void Renew(Db db, CoopRow coop, SpotRow spot, Shift shift, DateTimeOffset now)
    {
        if (db.Find<SwapRow>(SelectOpen, new { spot = spot.Id }) is { } offer && ExchangeMail.Withdraw(db, offer.Id, now) > 0)
            ExchangeMail.Offered(db, coop, offer.Id, spot, shift, offer.ToMemberId, db.Query<Id<ShiftDay>>(SelectFor, new { swap = offer.Id }), now);
    }

    /// <summary>A member's own spot in a shift that has not begun.</summary>
    /// <exception cref="Refused">It is no longer theirs, or the shift has begun or was cancelled.</exception>
    public static (SpotRow Spot, Shift Shift) Own(Db db, Id<Spot> id, Id<Member> member, DateTimeOffset now)
    {
        if (Spots.Find(db, id) is not { } spot || spot.MemberId != member) throw new Refused("", "Exchange.NotYours");
        var shift = Shift.Find(db, spot.ShiftId)!;
        if (shift.IsCancelled) throw new Refused("", "Shifts.IsCancelled", shift.CancelReason);
        if (shift.HasBegun(now)) throw new Refused("", "Exchange.SwapBegun");
        return (spot, shift);
    }
}
