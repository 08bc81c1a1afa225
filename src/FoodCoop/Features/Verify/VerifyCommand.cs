namespace FoodCoop.Features.Verify;

/// <summary>
/// The command line <c>verify [FILE…]</c>: holds whole files against the invariants, also while the program runs, because it
/// only reads. Without a file: all co-ops of the folder DATA.
/// </summary>
public static class VerifyCommand
{
    private const int Sound = 0;
    private const int Violated = 1;
    private const int WrongUse = 2;

    /// <summary>Examples shown of one invariant; how many there are is said too.</summary>
    private const int Shown = 10;

    /// <summary>Whether the program was started for this command.</summary>
    public static bool IsMeant(string[] args) => args is ["verify", ..];

    /// <summary>Runs on the files that are named, or on those of the data folder.</summary>
    /// <returns>0 when every invariant holds in every file; 1 when one does not; 2 when there is no file to look at.</returns>
    public static int Run(string[] args, string data, TextWriter stdout, TextWriter stderr)
    {
        var texts = new Texts();
        var files = args.Length > 1 ? args[1..] : Directory.Exists(data) ? [.. Directory.EnumerateFiles(data, "*.db").Order(StringComparer.Ordinal)] : [];
        if (files.Length == 0)
        {
            stderr.WriteLine(texts["Verify.NoFile", data]);
            return WrongUse;
        }
        var sound = true;
        foreach (var path in files)
        {
            if (!File.Exists(path))
            {
                stderr.WriteLine(texts["Verify.NotThere", path]);
                return WrongUse;
            }
            sound &= Hold(path, texts, stdout);
        }
        return sound ? Sound : Violated;
    }

    /// <summary>Every invariant and what violates it in a file: empty where it holds.</summary>
    public static IEnumerable<(Invariant Invariant, List<string> Violations)> Look(Db db) =>
        Invariants.All.Select(i => (i, db.Query<string>(i.Violations)));

    private static bool Hold(string path, Texts texts, TextWriter stdout)
    {
        var sound = true;
        stdout.WriteLine(path);
        try
        {
            using var file = CoopFile.ToRead(path);
            using var db = new Db(file);
            foreach (var (invariant, violations) in Look(db))
            {
                sound &= violations.Count == 0;
                stdout.WriteLine($"  {(violations.Count == 0 ? texts["Verify.Ok"] : texts["Verify.Violations", violations.Count])}  {texts["Verify.Rule." + invariant.Key]}");
                foreach (var violation in violations.Take(Shown)) stdout.WriteLine($"    - {violation}");
            }
        }
        catch (Exception e) when (CoopFile.IsUnreadable(e))
        {
            stdout.WriteLine($"  {texts["Verify.Unreadable", e.Message]}");
            return false;
        }
        return sound;
    }
}
