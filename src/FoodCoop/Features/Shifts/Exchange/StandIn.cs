namespace FoodCoop.Features.Shifts.Exchange;

/// <summary>Somebody else does it, or the same member does another one.</summary>
/// <remarks>Source: design, shifts.md section 4.</remarks>
public static class StandIn
{
    /// <summary>"I can't be there": the spot stays theirs, marked; coordinators and who likes to help are told.</summary>
    public static void LookFor(Db db, CoopRow coop, Id<Spot> spot, Id<Member> member, DateTimeOffset now)
    {
        var (mine, shift) = Swaps.Own(db, spot, member, now);
        if (mine.LookingAt is not null) return;
        Spots.Look(db, spot, now);
        Vacancy.Tell(db, coop, mine, shift, now);
    }

    /// <summary>"I can after all": nobody is looked for any more, and no swap is offered.</summary>
    public static void Undo(Db db, Id<Spot> spot, Id<Member> member, DateTimeOffset now)
    {
        Swaps.Own(db, spot, member, now);
        Spots.Look(db, spot, null);
        Swaps.Close(db, spot, now);
        Vacancy.Withdraw(db, spot, now);
    }

    /// <summary>Takes over a spot that is looking for somebody: the old holder owes its shift again and is told.</summary>
    /// <exception cref="Refused">Somebody was first, or it is not looking any more; begun; a skill is needed.</exception>
    public static Shift TakeOver(Db db, CoopRow coop, Id<Spot> spot, Id<Member> member, Id<Person> person, DateTimeOffset now)
    {
        if (Spots.Find(db, spot) is not { LookingAt: not null } old) throw new Refused("", "Exchange.TooLate");
        if (old.MemberId == member) throw new Refused("", "Exchange.IsYours");
        var shift = Shift.Find(db, old.ShiftId)!;
        if (!Spots.Leave(db, spot, "stand-in", now, person)) throw new Refused("", "Exchange.TooLate");
        var taken = Spots.Take(db, shift, member, person, "stand-in", now, person);
        ExchangeMail.StandInFound(db, coop, old, shift, Spots.Find(db, taken)!, now);
        return shift;
    }

    /// <summary>Another spot for the same member. Where its old shift falls below its fewest people, the vacancy is told.</summary>
    public static Shift Move(Db db, CoopRow coop, Id<Spot> spot, Id<ShiftDay> to, Id<Member> member, Id<Person> person, DateTimeOffset now)
    {
        var (mine, from) = Swaps.Own(db, spot, member, now);
        var shift = Shift.Find(db, to) ?? throw new Refused("", "Exchange.TooLate");
        Spots.Take(db, shift, member, mine.PersonId, "moved", now, person);
        Spots.Leave(db, spot, "moved", now, person);
        if (from.Taken - 1 < from.Fewest) Vacancy.Tell(db, coop, mine, from, now);
        else Vacancy.TellIfSoon(db, coop, mine, from, $"moved-{spot}", now);
        return shift;
    }
}
