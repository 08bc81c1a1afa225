using FoodCoop.Platform.Mail;

namespace FoodCoop.Features.Post;

/// <summary>How much waits, went and failed.</summary>
public sealed record PostFigures(int Waiting, int SentToday, int Skipped, int Failed, int Lately)
{
    /// <summary>What "lately" is: long enough to tell a pace, short enough to be the present one.</summary>
    public static readonly TimeSpan Recent = TimeSpan.FromMinutes(2);

    private const string Select = """
        select
          (select count(*) from mail where sent_at is null and skipped_at is null and failed_at is null) as waiting,
          (select count(*) from mail where sent_at >= @midnight) as sent_today,
          (select count(*) from mail where skipped_at is not null) as skipped,
          (select count(*) from mail where failed_at is not null) as failed,
          (select count(*) from mail where sent_at > @recently) as lately
        """;

    public static PostFigures Of(Db db, DateTimeOffset now, DateTimeOffset midnight) =>
        db.One<PostFigures>(Select, new { midnight, recently = now - Recent });
}

/// <summary>Mails that belong together (one kind about one thing) and of which some still wait.</summary>
/// <param name="Batch">Their keys without the person: <c>ordering-open/2026-12/1</c>.</param>
/// <param name="LastInLine">The place in line of its last mail that is due; 0 when none is.</param>
public sealed record MailBatch(string Batch, int Mails, int Sent, int Skipped, int Failed, int LastInLine)
{
    private const string Select = """
        select m.batch, count(*) as mails, sum(m.sent_at is not null) as sent, sum(m.skipped_at is not null) as skipped,
          sum(m.failed_at is not null) as failed, coalesce(max(q.place), 0) as last_in_line
        from mail m
        left join (
          select id, row_number() over (order by priority, next_try_at, id) as place
          from mail
          where sent_at is null and skipped_at is null and failed_at is null and next_try_at <= @now) q on q.id = m.id
        where m.batch in (select batch from mail where sent_at is null and skipped_at is null and failed_at is null and batch <> '')
        group by m.batch
        having count(*) > 1
        order by min(m.id)
        limit 10
        """;

    public int Done => Sent + Skipped + Failed;

    public string Kind => Batch.Split('/')[0];

    /// <summary>The month that it is about, or null.</summary>
    public string? Cycle => Batch.Split('/') is [_, var about, ..] && Cycles.CycleCode.TryParse(about, out _) ? about : null;

    public static List<MailBatch> UnderWay(Db db, DateTimeOffset now) => db.Query<MailBatch>(Select, new { now });

    /// <summary>
    /// When its last mail will have left: by the limit of the host, or by the pace at which mail has left lately. Null where neither says
    /// anything, because then any number would be invented.
    /// </summary>
    /// <param name="lately">How many mails left within <see cref="PostFigures.Recent"/>.</param>
    public DateTimeOffset? DoneAt(DateTimeOffset now, MailPace pace, int lately)
    {
        if (LastInLine == 0) return null;
        var byPace = lately == 0 ? (DateTimeOffset?)null : now + PostFigures.Recent * LastInLine / lately;
        var byLimit = pace.LeavesAt(now, LastInLine);
        return byLimit > now ? byPace > byLimit ? byPace : byLimit : byPace;
    }
}
