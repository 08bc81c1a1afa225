namespace FoodCoop.Platform.Jobs;

/// <summary>
/// Takes a job round all co-ops. What goes wrong in one is logged and recorded in its file, and does not stop the others.
/// </summary>
public sealed class JobRounds(Coops coops, Heartbeats heartbeats, TimeProvider clock, ILogger<JobRounds> log)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private const string InsertRun = """
        insert into job_run (job, started_at, finished_at, did, error)
        values (@job, @startedAt, @finishedAt, @did, @error)
        """;

    // The same failure every quarter of a minute is one row, not 5,760 a day.
    private const string UpdateSame = """
        update job_run
        set finished_at = @finishedAt, times = times + 1
        where id = (select max(id) from job_run where job = @job) and error = @error
        """;

    private const string DeleteOld = "delete from job_run where finished_at < @before";

    /// <summary>
    /// The work of a job in one co-op. It asks what is due at the moment given, does it, and says briefly what it did: "" for
    /// nothing, which is not recorded, because most rounds find nothing to do.
    /// </summary>
    public delegate Task<string> Work(CoopFile file, DateTimeOffset now, CancellationToken stopping);

    public async Task Run(string job, Work work, CancellationToken stopping)
    {
        foreach (var coop in coops.Names())
        {
            if (stopping.IsCancellationRequested) return;
            try
            {
                await RunIn(coops.Open(coop), job, work, stopping);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                // not even the record of the failure could be written, or the file could not be opened
                log.LogError(e, "Job {Job} could not run in {Coop}", job, coop);
                heartbeats.Finish(job, coop, "", e.Message);
            }
            heartbeats.Beat(job, coop);
        }
    }

    /// <summary>A round in one co-op: what it did or why it failed is recorded there.</summary>
    internal async Task RunIn(CoopFile file, string job, Work work, CancellationToken stopping)
    {
        var startedAt = clock.GetUtcNow();
        var before = heartbeats.Begin(job, file.Name);
        var (did, error) = ("", "");
        try
        {
            did = await work(file, startedAt, stopping);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            log.LogError(e, "Job {Job} failed in {Coop}", job, file.Name);
            error = e.Message;
        }
        heartbeats.Finish(job, file.Name, did, error);
        if (did.Length == 0 && error.Length == 0) return;
        var finishedAt = clock.GetUtcNow();
        var same = error.Length > 0 && before?.Error == error;
        await file.WriteAsync(db =>
        {
            if (same && db.Execute(UpdateSame, new { job, finishedAt, error }) == 1) return;
            db.Execute(InsertRun, new { job, startedAt, finishedAt, did, error });
            db.Execute(DeleteOld, new { before = finishedAt - Kept });
        }, stopping);
    }
}
