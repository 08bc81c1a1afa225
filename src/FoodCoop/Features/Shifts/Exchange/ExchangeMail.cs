using FoodCoop.Features.Post;
using FoodCoop.Features.Shifts.TheDay;

namespace FoodCoop.Features.Shifts.Exchange;

/// <summary>Mails about one's own spot: a swap that is offered, one that is done, a stand-in that was found. None can be stopped.</summary>
public static class ExchangeMail
{
    public static readonly MailKind OfferedKind = new("SwapOffered", Role.ShiftCoordinator, MayBeStopped: false, SampleOffered);
    public static readonly MailKind SwappedKind = new("SwapDone", Role.ShiftCoordinator, MayBeStopped: false, SampleSwapped);
    public static readonly MailKind StandInKind = new("StandInFound", Role.ShiftCoordinator, MayBeStopped: false, SampleStandIn);

    // Open for a person while the offered spot and one of those that it is offered for are there, the person's own household in the latter.
    private const string CountOpen = """
        select count(*)
        from swap w
        join spot_now n on n.id = w.spot_id
        join shift s on s.id = n.shift_id
        join swap_for f on f.swap_id = w.id
        join shift y on y.id = f.shift_id
        join spot_now x on x.shift_id = y.id
        join person p on p.member_id = x.member_id
        where p.id = @PersonId and @Key glob @offered || w.id || '/*' and w.closed_at is null and s.cancelled_at is null and y.cancelled_at is null
        """;

    /// <summary>Those who have a spot in what was ticked, or the one member that was asked. It is useful until one of the two shifts begins.</summary>
    public static void Offered(Db db, CoopRow coop, Id<Swap> swap, SpotRow mine, Shift shift, Id<Member>? to, IReadOnlyList<Id<ShiftDay>> asked, DateTimeOffset now)
    {
        var others = asked.Select(s => Shift.Find(db, s)).OfType<Shift>().ToDictionary(s => s.Id);
        var spots = others.Keys.SelectMany(s => Spots.OfShift(db, s)).Where(s => s.MemberId != mine.MemberId && (to is null || s.MemberId == to)).ToList();
        foreach (var reader in new Mailing(db, coop, now, OfferedKind, "").Readers())
        {
            var theirs = spots.FindAll(s => Concerns(s, reader)).ConvertAll(s => others[s.ShiftId].StartsAt);
            if (theirs.Count == 0) continue;
            var mailing = new Mailing(db, coop, now, OfferedKind, $"swap-{swap}", theirs.Max() < shift.StartsAt ? theirs.Max() : shift.StartsAt);
            mailing.Write(reader, ComposeOffered(mailing.Scene(reader), reader.Name, mine.Name, ShiftFacts.Of(shift)));
        }
    }

    /// <summary>Who has not read of an offer yet does not; how many.</summary>
    public static int Withdraw(Db db, Id<Swap> swap, DateTimeOffset now) => Mailing.Withdraw(db, now, $"{OfferedKind.Name}/swap-{swap}");

    /// <summary>Mails that wait about offers that have ended for their reader do not go: taken or taken back, or one of the two spots is another's now.</summary>
    public static void WithdrawEnded(Db db, DateTimeOffset now)
    {
        foreach (var mail in Mailing.Waiting(db, now, $"{OfferedKind.Name}/*"))
            if (db.One<int>(CountOpen, new { mail.PersonId, mail.Key, offered = $"{OfferedKind.Name}/swap-" }) == 0) Mailing.Withdraw(db, now, mail);
    }

    /// <summary>To both households: which shift each has now; who is expected gets it for the calendar, and all have the former one taken out of theirs.</summary>
    public static void Swapped(Db db, CoopRow coop, Id<Swap> swap, SpotRow theirs, Shift theirShift, SpotRow mine, Shift myShift, DateTimeOffset now)
    {
        var mailing = new Mailing(db, coop, now, SwappedKind, $"swap-{swap}", Later(theirShift, myShift).EndsAt);
        foreach (var reader in mailing.Readers().Where(r => r.MemberId == theirs.MemberId || r.MemberId == mine.MemberId))
        {
            var (had, has, other) = reader.MemberId == theirs.MemberId ? (theirShift, myShift, mine.Name) : (myShift, theirShift, theirs.Name);
            var (scene, isExpected) = (mailing.Scene(reader), Spots.OfShift(db, has.Id).Exists(s => Concerns(s, reader)));
            mailing.Write(reader, ComposeSwapped(scene, reader.Name, other, ShiftFacts.Of(had), ShiftFacts.Of(has)),
                [.. (isExpected ? new[] { has, had } : [had]).Select(s => ShiftEvents.File(db, scene, s.Id, reader.MemberId, now))]);
        }
    }

    /// <summary>To the household that could not be there: somebody does it, and its shift is still owed.</summary>
    public static void StandInFound(Db db, CoopRow coop, SpotRow old, Shift shift, SpotRow standIn, DateTimeOffset now)
    {
        var mailing = new Mailing(db, coop, now, StandInKind, $"spot-{old.Id}", shift.EndsAt);
        foreach (var reader in mailing.Readers().Where(r => r.MemberId == old.MemberId))
        {
            var scene = mailing.Scene(reader);
            mailing.Write(reader, ComposeStandIn(scene, reader.Name, standIn.Name, ShiftFacts.Of(shift)), ShiftEvents.File(db, scene, shift.Id, old.MemberId, now));
        }
    }

    /// <summary>The person who is expected, or the whole household where that is open.</summary>
    private static bool Concerns(SpotRow spot, MailReader reader) => reader.MemberId == spot.MemberId && (spot.PersonId is null || spot.PersonId == reader.Id);

    private static Shift Later(Shift a, Shift b) => a.EndsAt > b.EndsAt ? a : b;

    private static MailWords ComposeOffered(MailScene scene, string name, string from, ShiftFacts shift)
    {
        var t = scene.T;
        return new MailWords(t["Exchange.OfferedSubject", from, shift.Name(scene.Language), shift.Day(scene.Dates)],
            shift.Tell(scene.Hello(name).Say(t["Exchange.OfferedIntro", from]), scene)
                .Say(t["Exchange.OfferedMore"]).Button(t["Exchange.OfferedLink"], scene.Link("/shifts")));
    }

    private static MailWords ComposeSwapped(MailScene scene, string name, string with, ShiftFacts had, ShiftFacts has)
    {
        var t = scene.T;
        return new MailWords(t["Exchange.SwappedSubject", has.Name(scene.Language), has.Day(scene.Dates)],
            has.Tell(scene.Hello(name).Say(t["Exchange.SwappedIntro", with]), scene)
                .Say(t["Exchange.SwappedMore", with, had.Name(scene.Language), had.When(scene.Dates)])
                .Button(t["Exchange.SwappedLink"], scene.Link($"/shifts/{has.Id}")));
    }

    private static MailWords ComposeStandIn(MailScene scene, string name, string standIn, ShiftFacts shift)
    {
        var t = scene.T;
        return new MailWords(t["Exchange.StandInSubject", standIn, shift.Name(scene.Language)],
            shift.Tell(scene.Hello(name).Say(t["Exchange.StandInIntro", standIn]), scene)
                .Say(t["Exchange.StandInMore"]).Button(t["Exchange.StandInLink"], scene.Link("/shifts#free")));
    }

    private static MailWords SampleOffered(MailScene scene) => ComposeOffered(scene, MailSample.Name, "Bart", ShiftFacts.Sample);

    private static MailWords SampleSwapped(MailScene scene) => ComposeSwapped(scene, MailSample.Name, "Bart", ShiftFacts.Sample,
        ShiftFacts.Sample with { NameNl = "Kassa", NameEn = "Checkout" });

    private static MailWords SampleStandIn(MailScene scene) => ComposeStandIn(scene, MailSample.Name, "Bart", ShiftFacts.Sample);
}
