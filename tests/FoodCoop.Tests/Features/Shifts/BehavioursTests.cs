using System.Reflection;

namespace FoodCoop.Tests.Features.Shifts;

/// <summary>What a co-op may rely on, sentence by sentence; each is the name of at least one test.</summary>
/// <remarks>Source: design, shifts.md section 5.</remarks>
public sealed class BehavioursTests
{
    private static readonly string[] Sentences =
    [
        "fills every minimum when that is possible",
        "names what is short when not",
        "no date, skill or exemption broken",
        "pairs together or reported",
        "same input and seed, same plan",
        "who did more heavy duties gets fewer",
        "a published spot is not moved by planning again unless asked",
        "one drop-out moves at most one other where a chain of one exists",
        "swap: both agree, both accounts right, both told, refused once started",
        "stand-in takes over: the other owes again, told",
        "exempting someone frees future spots and tells coordinators",
        "leaving frees all spots",
        "household shares one duty",
        "joining mid-rotation owes next time",
        "rotation start charged once though the job runs twice or late",
        "solidarity pot never below zero under parallel takes",
        "two people take the last spot at once: one gets it, the other is told who",
        "cancelled shift excuses and sends no reminder",
        "late sign-up still gets its reminder",
        "year change, 53-week years, DST days",
        "feed address renewed: the old one stops",
        "attendance corrected twice leaves one truth in the account",
    ];

    [Fact]
    public void Every_sentence_about_shifts_is_the_name_of_a_test()
    {
        var names = typeof(BehavioursTests).Assembly.GetTypes().SelectMany(t => t.GetMethods()).Select(m => m.GetCustomAttribute<FactAttribute>()?.DisplayName).ToHashSet();
        Assert.Equal([], Sentences.Where(s => !names.Contains(s)));
    }
}
