using FoodCoop.Features.Cycles;
using FoodCoop.Features.Shifts;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Demo;

/// <summary>
/// Fills an empty co-op with the invented one: house, people, catalogue, a year of cycles. Everything goes the way that it goes in
/// life (lists are read and applied, the clock opens and closes, the host charges); only orders are written many at a time.
/// </summary>
/// <remarks>The same day gives the same co-op: history ends with the day before, and chance is <see cref="DemoDice"/>.</remarks>
public static class DemoSeed
{
    private const string DeleteMails = "delete from mail"; // of a year that never was: nobody waits for them

    /// <param name="file">Migrated, and otherwise empty.</param>
    /// <param name="now">Today's midnight in the co-op's zone is where the history ends.</param>
    /// <param name="past">How many months there have been: a year of them in the demo, five for measurements.</param>
    public static async Task Fill(CoopFile file, DateTimeOffset now, int past = DemoDates.PastCycles)
    {
        var zone = CoopZone.Of(DemoCoop.Zone);
        var today = zone.DateAt(now);
        var midnight = zone.ToUtc(today, TimeOnly.MinValue);
        var dates = DemoDates.For(today, zone, past);
        var begun = zone.AddDays(dates.Past[0].OpensAt, -7);

        await file.WriteAsync(db => DemoHouse.Write(db, dates.Rhythm, begun));
        await file.WriteAsync(db => DemoAdmission.Write(db, begun));
        await DemoCatalogue.Import(file, begun, DemoLists.FilesOfLastYear());
        var year = new DemoYear(file, zone, midnight);
        var (withShifts, spring) = (dates.Past[^DemoShifts.PastDays], dates.Past[^(DemoDates.PastCycles - DemoDates.PastCycles / 2)]);
        foreach (var cycle in dates.Past)
        {
            if (cycle == spring) await DemoCatalogue.Import(file, zone.AddDays(cycle.OpensAt, -1), DemoLists.FilesOfSpring());
            if (cycle == withShifts) await year.HaveShifts(zone.AddDays(cycle.OpensAt, -3));
            await year.Live(cycle);
        }
        await DemoCatalogue.Import(file, zone.AddDays(dates.Ordering.OpensAt, -1), DemoLists.Files());
        await year.Begin(dates.Ordering);
        await CycleClock.Run(file, midnight);
        await RotationClock.Run(file, midnight);
        await new DemoShifts(file, zone, midnight).AskWishes();
        await file.WriteAsync(db => DemoHabits.Write(db, dates, midnight));
        await file.WriteAsync(db => DemoApplicants.Write(db, midnight));
        await file.WriteAsync(db => db.Execute(DeleteMails));
    }
}
