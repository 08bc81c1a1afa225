using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace FoodCoop.Tests;

/// <summary>
/// Checks a rule on many random inputs. The seed is fixed, so that a run is the same everywhere; a case that fails
/// is in the message, printed by its own ToString.
/// </summary>
internal static class Properties
{
    private const int Cases = 500;

    public static void Hold<T>(Gen<T> inputs, Action<T> check)
    {
        var config = Config.QuickThrowOnFailure
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20261122UL, 4711UL), FSharpOption<int>.None)))
            .WithMaxTest(Cases);
        Prop.ForAll(Arb.From(inputs), (T input) =>
        {
            try
            {
                check(input);
            }
            catch (Xunit.Sdk.XunitException e)
            {
                throw new Xunit.Sdk.XunitException($"Fails for: {input}\n{e.Message}", e);
            }
        }).Check(config);
    }
}
