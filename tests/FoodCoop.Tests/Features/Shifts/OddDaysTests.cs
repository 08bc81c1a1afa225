using System.Globalization;
using FoodCoop.Features.Shifts;
using FoodCoop.Features.Shifts.TheDay;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Time;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Shifts;

/// <summary>A rotation is two pickup days, whatever the calendar does: nothing is worked out from the number of a week or a month.</summary>
public sealed class OddDaysTests
{
    private static readonly CoopZone Amsterdam = CoopZone.Of("Europe/Amsterdam");

    [Fact(DisplayName = "year change, 53-week years, DST days")]
    public async Task Over_a_year_of_53_weeks_its_end_and_both_changes_of_the_clocks_shifts_stand_on_the_wall_and_every_rotation_is_owed_once()
    {
        var coop = CoopOfLastSundays();
        var weeks = new HashSet<string>();
        for (var at = Before; at < Before.AddMonths(14); at = at.AddDays(7))
        {
            RunCycles(coop, at);
            Run(coop, at);
            weeks.Add($"{ISOWeek.GetYear(at.Date)}-{ISOWeek.GetWeekOfYear(at.Date):00}");
        }
        Assert.Contains("2026-53", weeks);

        var rotations = coop.Read(RotationRow.All);
        Assert.Equal(
            ["2026-12-27 2027-01-31", "2027-02-28 2027-03-28", "2027-04-25 2027-05-30", "2027-06-27 2027-07-25", "2027-08-29 2027-09-26", "2027-10-31 2027-11-28", "2027-12-26 2028-01-30"],
            rotations.Take(7).Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.FirstOn:yyyy-MM-dd} {r.SecondOn:yyyy-MM-dd}"))); // 28 March and 31 October: the clocks change
        Assert.Equal(-rotations.Count(r => r.ChargedAt is not null), Balance(coop, 114));
        Assert.Equal(rotations.Count(r => r.StartsAt <= Before.AddMonths(14).AddDays(-7)), rotations.Count(r => r.ChargedAt is not null));

        foreach (var rotation in rotations)
        {
            Assert.Equal(TimeSpan.Zero, Amsterdam.ToLocal(rotation.StartsAt).TimeOfDay);
            foreach (var shift in coop.Read(db => FoodCoop.Features.Shifts.Shift.OfRotation(db, rotation.Id)))
            {
                var local = Amsterdam.ToLocal(shift.StartsAt);
                Assert.Equal(shift.NameEn == "Unloading" ? "17:00" : "18:00", $"{local:HH:mm}");
                Assert.Contains(DateOnly.FromDateTime(local.DateTime), (DateOnly[])[rotation.FirstOn, rotation.SecondOn]);
            }
        }

        // seven days and one day before, at the same time on the wall: an hour more or less by the sun in the weeks in which the clocks change
        foreach (var (cycle, utc, seven, one) in ((string, int, int, int)[])[("2026-12", 17, 17, 17), ("2027-01", 17, 17, 17), ("2027-03", 16, 17, 17), ("2027-10", 17, 16, 16)])
        {
            var shift = Shift(coop, cycle, "Checkout");
            Assert.Equal(utc, shift.StartsAt.Hour);
            var spot = coop.Write(db => Spots.Take(db, FoodCoop.Features.Shifts.Shift.Find(db, shift.Id)!, Member(coop, 114), null, "hand", shift.StartsAt.AddDays(-20), null));
            foreach (var (days, hour) in ((int, int)[])[(7, seven), (1, one)])
            {
                var due = new DateTimeOffset(shift.StartsAt.Date.AddDays(-days).AddHours(hour), TimeSpan.Zero);
                var before = Reminders(coop, spot);
                await ShiftReminders.Run(coop.File, due.AddSeconds(-1));
                Assert.Equal(before, Reminders(coop, spot));
                await ShiftReminders.Run(coop.File, due);
                Assert.Equal(before + 1, Reminders(coop, spot));
            }
        }
    }

    private static int Reminders(TestCoop coop, FoodCoop.Platform.Id<Spot> spot) =>
        coop.Read(db => db.One<int>("select count(*) from mail where batch glob @batch", new { batch = $"shift-soon/spot-{spot}/*" }));

    private static TestCoop CoopOfLastSundays()
    {
        var coop = new TestCoop();
        coop.Write(db =>
        {
            db.Execute("update rhythm set weekday = 0");
            Duty(db, 1, "Lossen", "Unloading", effort: 3, begins: -60, minutes: 60, fewest: 1, usual: 2, most: 3);
            Duty(db, 2, "Kassa", "Checkout", effort: 1, begins: 0, minutes: 120, fewest: 1, usual: 1, most: 2);
        });
        return coop;
    }
}
