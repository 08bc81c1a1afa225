using FoodCoop.Features.Cycles;
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
            Schedule.Of<CycleClockJob>(CycleClockJob.Name, TimeSpan.FromMinutes(1)), // makes, opens and closes cycles
            Schedule.Of<RotationClockJob>(RotationClockJob.Name, TimeSpan.FromMinutes(1)), // makes rotations and shifts, charges what is owed
            Schedule.Of<ShiftRemindersJob>(ShiftRemindersJob.Name, TimeSpan.FromMinutes(1)), // reminds of shifts, tells what is vacant and what is open
            Schedule.Of<WaitingListJob>(WaitingListJob.Name, TimeSpan.FromMinutes(1)), // offers free seats, reminds, lets offers end
            Schedule.Of<MailJob>(MailJob.Name, TimeSpan.FromSeconds(15)),            // and when mail has been written
        ]);
    }
}
