using System.Text.Json;
using System.Text.RegularExpressions;
using FoodCoop.Features.Shifts;
using FoodCoop.Tests.Conventions;

namespace FoodCoop.Tests.Features.Shifts;

public sealed class RosterCommandTests : IDisposable
{
    private static readonly string s_example = Path.Combine(Sources.Root, "docs", "roster-example.json");
    private readonly string _folder = Directory.CreateTempSubdirectory("roster").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Plan_prints_the_example_of_the_README_as_JSON()
    {
        var (code, output, error) = Run("plan", s_example, "--seed", "7", "--json");
        Assert.Equal((0, ""), (code, error));
        using var json = JsonDocument.Parse(output);
        var plan = json.RootElement;
        Assert.Equal(["seed", "spots", "unfilled", "unplaced", "pairs", "skills", "figures", "cost", "bound", "gap"], plan.EnumerateObject().Select(p => p.Name));
        Assert.Equal(7, plan.GetProperty("seed").GetInt32());
        Assert.Equal(["member", "shift", "skill", "tier", "origin", "lacking"], plan.GetProperty("spots")[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal(8, plan.GetProperty("spots").GetArrayLength());
        Assert.Equal("checkout-dec", plan.GetProperty("unfilled")[0].GetProperty("shift").GetString());
        Assert.Equal(output, Run("plan", "--json", s_example, "--seed", "7").Output);
    }

    [Fact]
    public void Plan_prints_a_table_without_JSON()
    {
        var (code, output, _) = Run("plan", s_example);
        Assert.Equal(0, code);
        Assert.Contains("2026-11-27  setup, setup-nov", output, StringComparison.Ordinal);
        Assert.Contains("Short: 2026-12-18  checkout, checkout-dec: 1 with checkout", output, StringComparison.Ordinal);
        Assert.Contains("No plan is better.", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Assign_prints_the_least_total() => Assert.Equal((0, "5\n", ""), Run("assign", File("3\n 4 1 3\n 2 0 5 3\n 2 2\n")));

    [Theory]
    [InlineData("assign", "3 1 2")]
    [InlineData("assign", "hello")]
    [InlineData("assign", "")]
    [InlineData("assign", "0")]
    [InlineData("assign", "2 1 2 3 x")]
    [InlineData("plan", "hello")]
    [InlineData("plan", "{}")]
    [InlineData("plan", "{ \"members\": [{ \"id\": \"A\", \"partner\": \"B\" }], \"shifts\": [] }")]
    public void A_wrong_file_is_said_in_one_line(string command, string text)
    {
        var (code, output, error) = Run(command, File(text));
        Assert.Equal((1, ""), (code, output));
        Assert.Matches(new Regex(@"^[^\n]{20,}\.\n$", RegexOptions.None, TimeSpan.FromSeconds(1)), error);
    }

    [Fact]
    public void A_file_that_is_not_there_and_a_folder_are_said_too()
    {
        Assert.Equal(1, Run("plan", Path.Combine(_folder, "none.json")).Code);
        Assert.Equal(1, Run("assign", _folder).Code);
    }

    [Fact]
    public void Wrong_use_says_how_to_use_it()
    {
        foreach (var args in (string[][])[[], ["plan"], ["plan", s_example, "--seed", "x"], ["plan", s_example, "more"], ["assign"], ["eat", s_example]])
            Assert.Equal(2, Run(args).Code);
    }

    private string File(string text)
    {
        var file = Path.Combine(_folder, "file");
        System.IO.File.WriteAllText(file, text);
        return file;
    }

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        return (RosterCommand.Run(["roster", .. args], output, error), output.ToString(), error.ToString());
    }
}
