namespace FoodCoop.Benchmarks.Phone;

internal static class PhoneRun
{
    public static Task<int> Run(TextWriter output) => Task.FromResult(0);
}
