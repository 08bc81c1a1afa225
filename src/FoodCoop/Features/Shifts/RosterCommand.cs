using System.Globalization;
using System.Text;
using FoodCoop.Features.Shifts.Planning;

namespace FoodCoop.Features.Shifts;

/// <summary>
/// The command line <c>roster plan FILE.json [--seed N] [--json]</c>, which plans a rotation from a file, and <c>roster assign FILE</c>, which solves an
/// assignment problem of OR-Library: both without a co-op around them.
/// </summary>
public static class RosterCommand
{
    private const int Done = 0;
    private const int Unreadable = 1;
    private const int WrongUse = 2;

    /// <summary>Whether the program was started for this command.</summary>
    public static bool IsMeant(string[] args) => args is ["roster", ..];

    /// <summary>Runs on the process's own output, in UTF-8 whatever the terminal says: what is written is data.</summary>
    public static int Run(string[] args)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var stdout = new StreamWriter(Console.OpenStandardOutput(), utf8);
        using var stderr = new StreamWriter(Console.OpenStandardError(), utf8);
        return Run(args, stdout, stderr);
    }

    /// <returns>0; 1 with one sentence on <paramref name="stderr"/> when the file cannot be read or planned; 2 for wrong use.</returns>
    public static int Run(string[] args, TextWriter stdout, TextWriter stderr)
    {
        var texts = new Texts();
        try
        {
            switch (args)
            {
                case ["roster", "assign", var file]:
                    stdout.WriteLine(AssignmentFile.LeastTotal(Read(file), file).ToString(CultureInfo.InvariantCulture));
                    return Done;
                case ["roster", "plan", .. var rest] when Options(rest) is { } options:
                    var input = RosterJson.Input(Read(options.File), options.File);
                    var plan = Planner.Plan(input, options.Seed);
                    if (options.Json) stdout.WriteLine(RosterJson.Write(plan));
                    else RosterTable.Write(input, plan, texts, stdout);
                    return Done;
                default:
                    stderr.WriteLine(texts["Planning.Usage"]);
                    return WrongUse;
            }
        }
        catch (Refused e)
        {
            stderr.WriteLine(texts[e.TextKey, [.. e.Arguments]]);
            return Unreadable;
        }
    }

    private static (string File, int Seed, bool Json)? Options(string[] args)
    {
        (string? file, var seed, var json) = (null, 0, false);
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--json") json = true;
            else if (args[i] == "--seed" && i + 1 < args.Length && int.TryParse(args[i + 1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out seed)) i++;
            else if (file is null && !args[i].StartsWith("--", StringComparison.Ordinal)) file = args[i];
            else return null;
        }
        return file is null ? null : (file, seed, json);
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or ArgumentException)
        {
            throw new Refused("", "Planning.FileMissing", file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Refused("", "Planning.FileUnreadable", file);
        }
    }
}
