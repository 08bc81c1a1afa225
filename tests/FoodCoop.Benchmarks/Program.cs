using BenchmarkDotNet.Running;
using FoodCoop.Benchmarks;
using FoodCoop.Benchmarks.Load;
using FoodCoop.Benchmarks.Phone;

// "planner" prints medians in a minute, "load" what 200 members at once are told and how soon, "phone" how soon the order form is usable on
// a slow one (docs/measurements.md); anything else goes to BenchmarkDotNet, for example --filter "*Planner*".
switch (args)
{
    case ["planner"]:
        PlannerMedians.Print(Console.Out);
        return 0;
    case ["load"]:
        return await LoadRun.Run(Console.Out);
    case ["phone"]:
        return await PhoneRun.Run(Console.Out);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(PlannerBenchmarks).Assembly).Run(args);
        return 0;
}
