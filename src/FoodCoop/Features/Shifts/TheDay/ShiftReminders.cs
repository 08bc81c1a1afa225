using FoodCoop.Features.Shifts.Digest;
using FoodCoop.Features.Shifts.Exchange;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Jobs;
using FoodCoop.Platform.Web;
using Quartz;

namespace FoodCoop.Features.Shifts.TheDay;

/// <summary>Looks every minute which reminders of shifts are due.</summary>
public sealed class ShiftRemindersJob(JobRounds rounds) : IJob
{
    public const string Name = "shift-post";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await rounds.Run(Name, ShiftReminders.Run, cancellationToken);
}

/// <summary>The mails about shifts that come by the clock: a shift is soon, three days before it a spot is still vacant, and on Mondays what is open.</summary>
public static class ShiftReminders
{
    /// <summary>Does what is due at a moment; says what it did.</summary>
    public static async Task<string> Run(CoopFile file, DateTimeOffset now, CancellationToken stopping = default) =>
        file.Read(db => db.Find<CoopRow>(CoopRow.Select) is { } coop && (ShiftDigest.IsDue(db, coop, now) || ShiftSoon.IsDue(db, coop, now) || Vacancy.IsDue(db, coop, now)))
            ? await file.WriteAsync(db => Do(db, now), stopping)
            : "";

    private static string Do(Db db, DateTimeOffset now)
    {
        var coop = db.One<CoopRow>(CoopRow.Select);
        var (soon, vacant, digests) = (ShiftSoon.WriteDue(db, coop, now), Vacancy.WriteDue(db, coop, now), ShiftDigest.WriteDue(db, coop, now));
        return string.Join(", ", new[] { soon > 0 ? $"shift reminders {soon}" : "", vacant > 0 ? $"vacancies {vacant}" : "", digests > 0 ? $"digests {digests}" : "" }.Where(w => w.Length > 0));
    }
}
