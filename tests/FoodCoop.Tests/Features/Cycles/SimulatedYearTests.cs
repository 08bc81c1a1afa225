using Xunit.Abstractions;

namespace FoodCoop.Tests.Features.Cycles;

public sealed class SimulatedYearTests(ITestOutputHelper output)
{
    private static readonly YearCalendar.Rule[] Rules =
    [
        new("last Friday", 5, DayOfWeek.Friday, new(18, 0), new(20, 0), 24, new(8, 0), 2, 9, new(22, 0)),
        // closes at 02:30 on 29 March and on 25 October 2026, the nights in which the clocks change
        new("first Sunday, closing in the night", 1, DayOfWeek.Sunday, new(10, 0), new(12, 0), 21, new(8, 0), 2, 7, new(2, 30)),
        // fetched on the Sundays on which the clocks change
        new("last Sunday, without a fill phase", 5, DayOfWeek.Sunday, new(10, 0), new(12, 0), 18, new(8, 0), 0, 6, new(22, 0)),
    ];

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    public async Task A_year_of_stops_absences_and_double_runs_brings_exactly_its_states_and_each_mail_once(int seed, int rule)
    {
        using var year = new SimulatedYear(seed, Rules[rule]);
        var survived = $"A year by the rhythm “{Rules[rule].Name}”, seed {seed}: {await year.Run()}.";
        output.WriteLine(survived);
        Console.WriteLine(survived);
    }
}
