using FoodCoop.Platform.Jobs;

namespace FoodCoop.Platform.Web;

/// <summary>
/// <c>/healthz</c>, for whoever watches over the machine: 200 when the database can be written, its migrations are current and
/// the jobs come round, else 503; of the co-op that answers to the host name, or of all when none does (a probe by address).
/// </summary>
public static class Health
{
    /// <summary>How long it waits in line at the writer before it says that the database cannot be written.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const string SelectMigration = "select coalesce(max(number), 0) from migration";

    private const string InsertNothing = "insert into job_run (job, started_at) values ('health', @now)"; // always taken back

    /// <summary>Stands before the rest: it needs no host name, no sign-in and no co-op that has been set up.</summary>
    public static void UseHealth(this WebApplication app) =>
        app.UseWhen(context => context.Request.Path == "/healthz", branch =>
        {
            branch.UseMiddleware<SecurityHeaders>();
            branch.Run(Answer);
        });

    private static async Task Answer(HttpContext context)
    {
        var services = context.RequestServices;
        var coops = services.GetRequiredService<Coops>();
        var log = services.GetRequiredService<ILogger<Coops>>();
        List<Verdict> verdicts = [];
        try
        {
            var files = coops.ByHost(context.Request.Host.Host) is { } one ? [one] : coops.All();
            foreach (var file in files) verdicts.Add(await Look(file, services, context.RequestAborted));
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
        {
            log.LogError(e, "A co-op's file cannot be opened");
            verdicts.Add(new Verdict(false, false, false));
        }
        var all = new Verdict(verdicts.All(v => v.Writable), verdicts.All(v => v.Current), verdicts.All(v => v.Alive));
        var well = all is { Writable: true, Current: true, Alive: true };
        if (!well) log.LogWarning("Not well: {Verdict}", all);
        context.Response.StatusCode = well ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsJsonAsync(new
        {
            status = well ? "ok" : "trouble",
            database = all.Writable ? "writable" : "not writable",
            migrations = all.Current ? "current" : "not current",
            jobs = all.Alive ? "alive" : "not alive",
        });
    }

    private sealed record Verdict(bool Writable, bool Current, bool Alive);

    private static async Task<Verdict> Look(CoopFile file, IServiceProvider services, CancellationToken leaving)
    {
        var heartbeats = services.GetRequiredService<Heartbeats>();
        var alive = services.GetRequiredService<IReadOnlyList<Schedule>>().All(s => heartbeats.IsAlive(s.Job, file.Name));
        try
        {
            var current = file.Read(db => db.One<int>(SelectMigration)) == Migrations.Newest;
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(leaving);
            patience.CancelAfter(Patience);
            using var writing = new Db(file);
            await writing.BeginAsync(patience.Token);
            writing.Execute(InsertNothing, new { now = services.GetRequiredService<TimeProvider>().GetUtcNow() });
            writing.RollBack();
            return new Verdict(true, current, alive);
        }
        catch (Exception e) when (!leaving.IsCancellationRequested)
        {
            services.GetRequiredService<ILogger<Coops>>().LogError(e, "The database of {Coop} cannot be written", file.Name);
            return new Verdict(false, true, alive);
        }
    }
}
