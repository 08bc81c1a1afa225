using FoodCoop.Features.Shifts.Digest;
using FoodCoop.Features.Shifts.Exchange;
using FoodCoop.Platform.Jobs;

namespace FoodCoop.Features.Shifts.TheDay;

/// <summary>The mails about shifts that come by the clock: a shift is soon, three days before it a spot is still vacant, and on Mondays what is open.</summary>
public static class ShiftReminders
{
    /// <summary>Does what is due at a moment; says what it did.</summary>
    public static Task<string> Run(CoopFile file, DateTimeOffset now, CancellationToken stopping = default) => WhenDue.Write(
        file,
        (db, coop) => ShiftSoon.IsDue(db, coop, now) || Vacancy.IsDue(db, coop, now) || ShiftDigest.IsDue(db, coop, now),
        (db, coop) =>
        [
            WhenDue.Count("shift reminders", ShiftSoon.WriteDue(db, coop, now)),
            WhenDue.Count("vacancies", Vacancy.WriteDue(db, coop, now)),
            WhenDue.Count("digests", ShiftDigest.WriteDue(db, coop, now)),
        ],
        stopping);
}
