using System.Buffers.Text;
using System.Security.Cryptography;
using FoodCoop.Features.SignIn;

namespace FoodCoop.Features.Setup;

/// <summary>
/// The one-time link to the first visit. Whoever reads the program's first lines may set the co-op up; only the link's
/// hash is kept, and each start makes a new one.
/// </summary>
public static class SetupLink
{
    private const string DeleteOld = "delete from setup_link";
    private const string Insert = "insert into setup_link (token_hash, created_at) values (@hash, @now)";
    private const string Select = "select count(*) from setup_link where token_hash = @hash and used_at is null";
    private const string UpdateUsed = "update setup_link set used_at = @now where token_hash = @hash and used_at is null";

    /// <summary>Prints one line for each co-op that is not set up yet, when the program listens. Program.cs calls it.</summary>
    public static void PrintAtStart(WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var clock = app.Services.GetRequiredService<TimeProvider>();
        foreach (var file in app.Services.GetRequiredService<Coops>().All())
        {
            if (IsSetUp(file)) continue;
            var token = file.WriteAsync(db => Renew(db, clock.GetUtcNow())).GetAwaiter().GetResult();
            Console.Out.WriteLine($"This co-op is not set up yet. Open this link to begin (it works once): {Home(file, app.Urls)}/setup/{token}");
        }
    });

    /// <summary>Whether the first visit has been.</summary>
    public static bool IsSetUp(CoopFile file) => file.Read(db => db.Find<CoopRow>(CoopRow.Select) is not null);

    /// <summary>A new link's token; the old ones no longer work.</summary>
    public static string Renew(Db db, DateTimeOffset now)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        db.Execute(DeleteOld);
        db.Execute(Insert, new { hash = MailLink.Hash(token), now });
        return token;
    }

    public static bool Works(Db db, string token) => db.One<int>(Select, new { hash = MailLink.Hash(token) }) == 1;

    /// <summary>Uses the link up; false when somebody was before us.</summary>
    public static bool Use(Db db, DateTimeOffset now, string token) => db.Execute(UpdateUsed, new { hash = MailLink.Hash(token), now }) == 1;

    /// <summary>The address to open: by the co-op's own host name, or of this machine where it has none.</summary>
    internal static string Home(CoopFile file, ICollection<string> urls)
    {
        var listens = new UriBuilder((urls.FirstOrDefault() ?? "http://localhost:5080")
            .Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal));
        listens.Host = file.Name != Coops.OnlyOne ? file.Name : listens.Host is "0.0.0.0" or "[::]" ? "localhost" : listens.Host;
        return listens.Uri.GetLeftPart(UriPartial.Authority);
    }
}
