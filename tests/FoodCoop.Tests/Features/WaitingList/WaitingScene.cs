using System.Text.RegularExpressions;
using FoodCoop.Features.WaitingList;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Features.WaitingList;

/// <summary>A room with so many free seats, and people who ask to join.</summary>
internal static partial class WaitingScene
{
    public static readonly DateTimeOffset Now = TestClock.Start;

    /// <summary>The cast takes 9 seats.</summary>
    public static TestCoop CoopWith(int free)
    {
        var coop = new TestCoop();
        Seats(coop, free);
        coop.Write(db => db.Execute("update coop set home = 'https://krat.example', language = 'en'"));
        return coop;
    }

    public static void Seats(TestCoop coop, int free) => coop.Write(db => db.Execute("update room set seats = 9 + @free", new { free }));

    /// <summary>Someone who has attended the orientation, asked so many days ago.</summary>
    public static Id<Asked> Waits(TestCoop coop, string name, int seats, int daysAgo, string language = "en") => coop.Write(db =>
    {
        var id = ApplicantSteps.Apply(db, Now.AddDays(-daysAgo), name, $"{name.ToLowerInvariant()}@example.org", "", language, seats, "");
        ApplicantSteps.Oriented(db, Applicant.Find(db, id)!, Now.AddDays(-1), new Id<FoodCoop.Platform.Web.Person>(1));
        return id;
    });

    public static string Run(TestCoop coop, DateTimeOffset now) => WaitingListClock.Run(coop.File, now).GetAwaiter().GetResult();

    /// <summary>"Anna Offered" for each, the earliest application first.</summary>
    public static string[] States(TestCoop coop) => [.. coop.Read(Applicant.All).Select(a => $"{a.Name} {a.State}")];

    /// <summary>The kinds of mail that went to someone, in order.</summary>
    public static string[] Mails(TestCoop coop, string name) => [.. coop.Read(db => db.Query<string>(
        "select kind from mail where address = @address order by id", new { address = $"{name.ToLowerInvariant()}@example.org" }))];

    /// <summary>The path of the link in someone's last mail of a kind.</summary>
    public static string Link(TestCoop coop, string name, string kind) => LinkIn().Match(coop.Read(db => db.One<string>(
        "select body_text from mail where address = @address and kind = @kind order by id desc limit 1",
        new { address = $"{name.ToLowerInvariant()}@example.org", kind }))).Value;

    [GeneratedRegex("/join/[A-Za-z0-9_-]{43}")]
    private static partial Regex LinkIn();
}
