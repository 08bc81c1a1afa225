using FoodCoop.Platform.Jobs;

namespace FoodCoop.Features.Settings;

/// <summary>A round of a job that did something or failed. The same failure again and again is one of them.</summary>
public sealed record JobRun(string Job, DateTimeOffset StartedAt, DateTimeOffset FinishedAt, string Did, string Error, int Times);

/// <summary>A job as the page shows it.</summary>
/// <param name="Round">The last round, as this process remembers it; null before the first.</param>
/// <param name="Failure">The last failure that is still kept.</param>
public sealed record JobState(Schedule Schedule, DateTimeOffset? NextAt, JobRound? Round, JobRun? Failure, IReadOnlyList<JobRun> Runs)
{
    /// <summary>Whether its last round failed, as far as can be known.</summary>
    public bool IsFailing => Round is { FinishedAt: not null } ? Round.Error.Length > 0 : Runs is [{ Error.Length: > 0 }, ..];
}

/// <summary>All that happens by itself: what, how often, when next, what it did and what failed; and to have it done now.</summary>
[Authorize(Policy = Role.Admin)]
public sealed class JobsModel(Db db, CoopContext coop, IReadOnlyList<Schedule> schedules, Heartbeats heartbeats, JobBell bell) : CoopPage
{
    private const int Most = 20;

    private const string SelectRuns = """
        select job, started_at, coalesce(finished_at, started_at) as finished_at, did, error, times
        from (
          select id, job, started_at, finished_at, did, error, times, row_number() over (partition by job order by id desc) as place,
            row_number() over (partition by job, error <> '' order by id desc) as alike
          from job_run)
        where place <= @most or (error <> '' and alike = 1)
        order by id desc
        """;

    public IReadOnlyList<JobState> Jobs { get; private set; } = [];

    protected internal override IActionResult? Load()
    {
        var runs = db.Query<JobRun>(SelectRuns, new { most = Most }).ToLookup(r => r.Job);
        Jobs = [.. schedules.Select(s => new JobState(
            s, s.NextAt(HttpContext.RequestServices), heartbeats.Round(s.Job, coop.File.Name),
            runs[s.Job].FirstOrDefault(r => r.Error.Length > 0), [.. runs[s.Job].Take(Most)]))];
        return null;
    }

    /// <summary>The scheduler does the work, never the request; who asks twice is answered once.</summary>
    public IActionResult OnPost(string? job)
    {
        if (schedules.All(s => s.Job != job)) return NotFound();
        bell.Ring(job!);
        return Done("/settings/jobs", "Settings.JobCalled", new Texts()["Settings.Job." + job]);
    }
}
