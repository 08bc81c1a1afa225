using FoodCoop.Platform.Data;

namespace FoodCoop.Tests;

/// <summary>Counts the statements of this test's requests, as the requests themselves count them.</summary>
internal static class Statements
{
    private static readonly AsyncLocal<List<Db>?> Noted = new();

    /// <summary>How many a request sends, from who is looking to what is shown.</summary>
    public static async Task<int> Of(Func<Task> request)
    {
        Noted.Value = [];
        await request();
        return Noted.Value.Sum(db => db.Statements);
    }

    internal static Db Note(Db db)
    {
        if (Noted.Value is { } noted) noted.Add(db);
        return db;
    }
}
