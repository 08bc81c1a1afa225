using System.Net.Mail;

namespace FoodCoop.Platform.Mail;

/// <summary>
/// One round of the post: each mail that is due is claimed with a lease and the claim committed; then it is sent, with no
/// transaction held; then what became of it is recorded. Who dies in between leaves a lease that runs out. Within an hour no more
/// leave than the host takes (<see cref="MailPace"/>).
/// </summary>
/// <remarks>Source: design, domain.md section 7 and architecture.md habit 10. It takes the clock and not a moment, because a round may be long and a lease counts from its claim.</remarks>
public static class MailRound
{
    /// <summary>Longer than the postman's patience, so that nobody else takes a mail that is still being sent.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>The pauses after the first, second … try that failed; after one more the mail has failed for good.</summary>
    public static readonly IReadOnlyList<TimeSpan> Pauses =
        [.. new[] { 1, 2, 5, 15, 60, 180, 360, 720 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private const string CountDue = """
        select count(*)
        from mail
        where sent_at is null and skipped_at is null and failed_at is null
          and (next_try_at <= @now and (priority = 0 or @room) or useful_until <= @now)
          and (lease_until is null or lease_until <= @now)
        """;

    private const string SkipLate = """
        update mail
        set skipped_at = @now, skip_reason = 'late', lease_until = null,
          body_text = case when secret then null else body_text end, body_html = case when secret then null else body_html end
        where sent_at is null and skipped_at is null and failed_at is null and useful_until <= @now
          and (lease_until is null or lease_until <= @now)
        """;

    private const string SelectDue = """
        select id, address, reply_to, subject, coalesce(body_text, '') as body_text, body_html, secret, message_id, stop_address, by_hand, tries
        from mail
        where sent_at is null and skipped_at is null and failed_at is null and next_try_at <= @now and (priority = 0 or @room)
          and (lease_until is null or lease_until <= @now)
        order by priority, next_try_at, id
        limit 1
        """;

    private const string Claim = "update mail set lease_until = @until, tries = tries + 1 where id = @Id";

    /// <summary>Hands a message over; throws when that fails. The postman's, or a test's.</summary>
    public delegate Task Deliver(MailMessage message, CancellationToken stopping);

    /// <summary>Sends what is due. Says how much of it went and how much did not.</summary>
    public static async Task<string> Run(CoopFile file, TimeProvider clock, MailSettings settings, Deliver deliver, CancellationToken stopping = default)
    {
        var begun = clock.GetUtcNow();
        var (sent, failed) = (0, 0);
        // A round that has lasted long enough ends: the scheduler begins the next one, and /healthz sees that all is well.
        while (clock.GetUtcNow() - begun < Longest && await Next(file, clock.GetUtcNow(), stopping) is { } letter)
        {
            var trouble = await Send(file, letter, settings, deliver, stopping);
            await MailRecord.Write(file, letter, clock.GetUtcNow(), trouble);
            if (trouble is null) sent++;
            else failed++;
            if (trouble is { OfThisMailOnly: false }) break; // the server is away: the next round tries another mail
        }
        return sent + failed == 0 ? "" : $"sent {sent}, not sent {failed}";
    }

    private static async Task<Letter?> Next(CoopFile file, DateTimeOffset now, CancellationToken stopping)
    {
        if (file.Read(db => db.One<int>(CountDue, new { now, room = MailPace.Of(db, now).HasRoom })) == 0) return null; // most rounds: nothing to wait in line for
        return await file.WriteAsync(db =>
        {
            db.Execute(SkipLate, new { now });
            var letter = db.Find<Letter>(SelectDue, new { now, room = MailPace.Of(db, now).HasRoom }); // counted again in line: two rounds never overshoot
            if (letter is null) return null;
            db.Execute(Claim, new { letter.Id, until = now + Lease });
            return letter with { Tries = letter.Tries + 1 };
        }, stopping);
    }

    private static async Task<MailTrouble?> Send(CoopFile file, Letter letter, MailSettings settings, Deliver deliver, CancellationToken stopping)
    {
        try
        {
            var (coop, attachments) = file.Read(db => (db.Find<CoopRow>(CoopRow.Select), letter.Attachments(db)));
            var from = coop is { MailAddress.Length: > 0 } ? coop.MailAddress : settings.From;
            using var message = letter.Message(new MailAddress(from, coop?.Name ?? "FoodCoop", System.Text.Encoding.UTF8), attachments);
            await deliver(message, stopping);
            return null;
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            return MailTrouble.Of(e);
        }
    }
}
