namespace FoodCoop.Platform.Mail;

/// <summary>
/// How many mails may leave in an hour, because hosts take no more: within any hour at most so many. Sign-in mail (priority 0) counts, but
/// is never held back, because somebody sits and waits for it.
/// </summary>
/// <param name="PerHour">0: no limit.</param>
/// <param name="Left">When mails left within the last hour, the oldest first.</param>
public sealed record MailPace(int PerHour, IReadOnlyList<DateTimeOffset> Left)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private const string SelectPerHour = "select mails_per_hour from coop";

    private const string SelectLeft = """
        select coalesce(sent_at, @now) as at
        from mail
        where sent_at > @since or sent_at is null and lease_until > @now and skipped_at is null and failed_at is null
        order by at
        """;

    private sealed record Moment(DateTimeOffset At);

    public static MailPace Of(Db db, DateTimeOffset now)
    {
        var perHour = db.Find<int>(SelectPerHour); // no row, no limit
        return new MailPace(perHour, perHour == 0 ? [] : db.Query<Moment>(SelectLeft, new { now, since = now - Hour }).ConvertAll(m => m.At));
    }

    /// <summary>Whether a mail that may be held back can leave now.</summary>
    public bool HasRoom => PerHour == 0 || Left.Count < PerHour;

    /// <summary>Until when mails are held back; null when they are not.</summary>
    public DateTimeOffset? HeldUntil => HasRoom ? null : Left[^PerHour] + Hour;

    /// <summary>The earliest moment at which the n-th mail in line can leave; null without a limit, when only the server's pace counts.</summary>
    /// <param name="inLine">1 for the mail that is next.</param>
    public DateTimeOffset? LeavesAt(DateTimeOffset now, int inLine)
    {
        if (PerHour == 0 || inLine < 1) return null;
        // Each of the hour's places is used again an hour after it was used last: first those that are free now.
        var free = Math.Max(0, PerHour - Left.Count);
        var (hours, place) = Math.DivRem(inLine - 1, PerHour);
        return place < free ? now + hours * Hour : Left[Math.Max(0, Left.Count - PerHour) + place - free] + (hours + 1) * Hour;
    }
}
