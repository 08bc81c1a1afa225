using FoodCoop.Features.Cycles;
using FoodCoop.Features.Shifts.Exchange;
using FoodCoop.Features.Shifts.TheDay;

namespace FoodCoop.Features.Shifts;

/// <summary>Mails about a spot that wait and are not true any more: they do not go.</summary>
public static class SpotPost
{
    private const string SelectSpot = """
        select t.member_id, s.cycle_id
        from spot t
        join shift s on s.id = t.shift_id
        where t.id = @spot
        """;

    private sealed record SpotOf(Id<Member> MemberId, Id<OrderCycle>? CycleId);

    /// <summary>Of a spot that was left: that it is soon, that somebody is looked for, that it is offered for another; and offers of others for it.</summary>
    public static void Withdraw(Db db, Id<Spot> spot, DateTimeOffset now)
    {
        ShiftSoon.Withdraw(db, spot, now);
        Vacancy.Withdraw(db, spot, now);
        ExchangeMail.WithdrawEnded(db, now);
        var (member, cycle) = db.One<SpotOf>(SelectSpot, new { spot });
        PickupTomorrow.Anew(db, cycle, member, now);
    }
}
