namespace FoodCoop.Platform.Jobs;

/// <summary>The work of a job that does all that is due in one transaction.</summary>
public static class WhenDue
{
    /// <summary>
    /// Asks first, by reading alone, because in most rounds nothing is due and nobody shall wait in line at the writer for that; a co-op that is
    /// not set up owes nothing. What is then written is asked again in the line, so that two rounds at once do it once.
    /// </summary>
    /// <param name="write">Does it, and says what it did in one or more parts; "" for nothing.</param>
    public static async Task<string> Write(
        CoopFile file, Func<Db, CoopRow, bool> isDue, Func<Db, CoopRow, IReadOnlyCollection<string>> write, CancellationToken stopping) =>
        file.Read(db => db.Find<CoopRow>(CoopRow.Select) is { } coop && isDue(db, coop))
            ? await file.WriteAsync(db => string.Join(", ", write(db, db.One<CoopRow>(CoopRow.Select)).Where(part => part.Length > 0)), stopping)
            : "";

    /// <summary>"shifts 12", or "" for none.</summary>
    public static string Count(string what, int number) => number > 0 ? $"{what} {number}" : "";
}
