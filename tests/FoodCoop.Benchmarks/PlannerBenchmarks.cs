using BenchmarkDotNet.Attributes;
using FoodCoop.Features.Shifts.Planning;
using FoodCoop.Tests.Features.Shifts.Planning;

namespace FoodCoop.Benchmarks;

/// <summary>Time and memory of one plan, with and without partners, and how they grow.</summary>
[MemoryDiagnoser]
public class PlannerBenchmarks
{
    private PlanInput _input = new() { Members = [], Shifts = [] };

    /// <summary>Members, as many usual spots, and pairs of partners among them.</summary>
    [ParamsSource(nameof(Sizes))]
    public (int Members, int Pairs) Size { get; set; }

    public static IEnumerable<(int Members, int Pairs)> Sizes => PlannerMedians.Sizes;

    [GlobalSetup]
    public void Make() => _input = Rotations.Real(1, Size.Members, Size.Pairs);

    [Benchmark]
    public RosterPlan Plan() => Planner.Plan(_input, 1);
}
