using BenchmarkDotNet.Running;
using FoodCoop.Benchmarks;

// "planner" prints medians in a minute; anything else goes to BenchmarkDotNet, for example --filter "*Planner*".
if (args is ["planner"]) PlannerMedians.Print(Console.Out);
else BenchmarkSwitcher.FromAssembly(typeof(PlannerBenchmarks).Assembly).Run(args);
