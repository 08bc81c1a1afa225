using System.Globalization;
using Xunit.Abstractions;

namespace FoodCoop.Browser.Post;

/// <summary>A few kills in each run of the tests; <c>make faults</c> makes a hundred and prints what came of them.</summary>
[Collection(Posting.Name)]
public sealed class KillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Killed_at_any_moment_the_program_loses_no_mail_and_sends_one_twice_only_where_the_answer_was_lost()
    {
        var kills = Setting("KILLS", 5);
        var figures = await new KillCampaign(kills, Setting("SEED", 20261122)).Run();
        output.WriteLine(figures.ToString());
        Directory.CreateDirectory(Path.Combine(Repository.Root, "TestResults"));
        await File.WriteAllTextAsync(Path.Combine(Repository.Root, "TestResults", "faults.txt"), figures + "\n");
        Assert.Equal((kills, 0, 0, 0), (figures.Kills, figures.Lost, figures.Unexplained, figures.Waiting));
        Assert.True(figures.Mails > 80, "The campaign had nothing to send.");
    }

    private static int Setting(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : usual;
}
