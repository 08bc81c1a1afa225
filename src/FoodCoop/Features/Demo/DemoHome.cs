namespace FoodCoop.Features.Demo;

/// <summary>
/// The demo's address on the web, for the links in its mails: where it listens on this machine. It is no part of the seed, because the
/// same day must give the same co-op, and it is set anew at each start, because the port may be another.
/// </summary>
public static class DemoHome
{
    // One that an admin has filled in stays.
    private const string Update = """
        update coop
        set home = @home
        where home = '' or home glob 'http://localhost*' or home glob 'http://127.0.0.1*'
        """;

    /// <summary>The first address of <c>--urls</c> as a browser on this machine would open it; null when it is not known yet.</summary>
    public static string? Of(string? urls)
    {
        var first = urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault()
            ?.Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal).Replace("://[::]", "://localhost", StringComparison.Ordinal);
        // port 0 is any that is free: it is known only when the program listens
        return Uri.TryCreate(first, UriKind.Absolute, out var uri) && uri.Port > 0 ? uri.GetLeftPart(UriPartial.Authority) : null;
    }

    public static void Keep(Db db, string home) => db.Execute(Update, new { home });
}
