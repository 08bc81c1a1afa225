using FoodCoop.Features.Post;

namespace FoodCoop.Features.Shifts.Board;

/// <summary>"Tell us your wishes", once for a rotation of two days, to each person of a member that needs a spot in it.</summary>
public static class WishesOpenMail
{
    public static readonly MailKind Kind = new("WishesOpen", Role.ShiftCoordinator, MayBeStopped: true, Sample);

    /// <returns>How many were written.</returns>
    public static int Write(Db db, CoopRow coop, RotationRow rotation, DateTimeOffset until, IReadOnlySet<Id<Member>> needing, DateTimeOffset now)
    {
        var mailing = new Mailing(db, coop, now, Kind, $"{rotation.FirstCode}/{rotation.SecondCode}", until);
        return mailing.Readers().Where(r => needing.Contains(r.MemberId))
            .Count(r => mailing.Write(r, Compose(mailing.Scene(r), r.Name, rotation.FirstOn, rotation.SecondOn, until)));
    }

    private static MailWords Compose(MailScene scene, string name, DateOnly first, DateOnly second, DateTimeOffset until)
    {
        var (t, dates) = (scene.T, scene.Dates);
        var last = dates.Day(dates.DateOf(until.AddMinutes(-1)));
        return new MailWords(
            t["Board.MailWishesSubject", last],
            scene.Hello(name).Say(t["Board.MailWishes", dates.Day(first), dates.Day(second)]).Say(t["Board.MailWishesNone"]).Sum(t["Board.MailWishesUntil", last])
                .Button(t["Board.MailWishesLink"], scene.Link("/shifts/wishes")));
    }

    private static MailWords Sample(MailScene scene) => Compose(
        scene, MailSample.Name, new DateOnly(2026, 11, 27), new DateOnly(2026, 12, 25), new DateTimeOffset(2026, 11, 8, 23, 0, 0, TimeSpan.Zero));
}
