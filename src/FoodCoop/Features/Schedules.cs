using FoodCoop.Features.Cycles;
using FoodCoop.Features.Order.Behalf;
using FoodCoop.Features.Shifts;
using FoodCoop.Features.Shifts.TheDay;
using FoodCoop.Features.WaitingList;
using FoodCoop.Platform.Jobs;
using FoodCoop.Platform.Mail;

namespace FoodCoop.Features;

/// <summary>All that happens by itself, and how often it asks what is due. Each job also runs once at start-up, to catch up.</summary>
public static class Schedules
{
    public static void AddJobs(this WebApplicationBuilder builder)
    {
        MailJob.AddMail(builder);
        Schedule.Start(builder,
        [
            new("cycle-clock", TimeSpan.FromMinutes(1), CycleClock.Run),          // makes, opens and closes cycles
            new("order-sittings", TimeSpan.FromMinutes(1), Sitting.Run),          // tells members what a buyer has entered for them
            new("rotation-clock", TimeSpan.FromMinutes(1), RotationClock.Run),    // makes rotations and shifts, charges what is owed
            new("shift-post", TimeSpan.FromMinutes(1), ShiftReminders.Run),       // reminds of shifts, tells what is vacant and what is open
            new("waiting-list", TimeSpan.FromMinutes(1), WaitingListClock.Run),   // offers free seats, reminds, lets offers end
            new(MailJob.Name, TimeSpan.FromSeconds(15), MailJob.Work),            // and when mail has been written
        ]);
    }
}
