using System.Globalization;
using System.Text.Json;
using FoodCoop.Platform.Mail;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Post;

/// <summary>A mail in the list.</summary>
public sealed record MailRow(
    Id<Mail> Id, string Kind, string? Name, string Address, string Subject, DateTimeOffset CreatedAt, DateTimeOffset NextTryAt, int Tries,
    DateTimeOffset? SentAt, DateTimeOffset? SkippedAt, DateTimeOffset? FailedAt, string SkipReason, string Error)
{
    public string State => FailedAt is not null ? "failed" : SkippedAt is not null ? "skipped" : SentAt is not null ? "sent" : "waiting";
}

/// <summary>The outbox: what waits, goes, failed; how far mails that belong together are; and each of them.</summary>
[Authorize(Policy = Role.Admin)]
public sealed class IndexModel(Db db, CoopContext coop) : CoopPage
{
    public const int PageSize = 50;

    private const string Columns = """
        m.id, m.kind, p.name, m.address, m.subject, m.created_at, m.next_try_at, m.tries, m.sent_at, m.skipped_at, m.failed_at, m.skip_reason, m.error
        from mail m
        left join person p on p.id = m.person_id
        """;

    private const string Filter = """
        (@kind is null or m.kind = @kind)
          and (@people is null or m.person_id in (select value from json_each(@people)) or m.address like @address escape '\')
        """;

    private const string Page51 = "limit 51 offset @skip"; // one more than is shown: whether there is a next page

    // One for each filter, so that each goes by its own index and reads no bodies.
    private const string SelectAll = $"select {Columns} where {Filter} order by m.id desc {Page51}";
    private const string SelectFailed = $"select {Columns} where m.failed_at is not null and {Filter} order by m.failed_at desc {Page51}";
    private const string SelectSkipped = $"select {Columns} where m.skipped_at is not null and {Filter} order by m.skipped_at desc {Page51}";
    private const string SelectSent = $"select {Columns} where m.sent_at is not null and {Filter} order by m.sent_at desc {Page51}";
    private const string SelectWaiting = $"select {Columns} where m.sent_at is null and m.skipped_at is null and m.failed_at is null and {Filter} order by m.priority, m.next_try_at, m.id {Page51}";

    private const string SelectPersons = "select id, name from person";

    // What the server last said to a mail that waits for its next try.
    private const string SelectTrouble = """
        select error
        from mail
        where error <> '' and sent_at is null and skipped_at is null and failed_at is null
        order by next_try_at desc
        limit 1
        """;

    private sealed record PersonName(Id<Person> Id, string Name);

    public static readonly IReadOnlyList<string> States = ["waiting", "failed", "sent", "skipped"];

    /// <summary>One of <see cref="States"/>; else all.</summary>
    [BindProperty(SupportsGet = true)] public string? Show { get; set; }

    [BindProperty(SupportsGet = true)] public string? Kind { get; set; }
    [BindProperty(SupportsGet = true)] public string? Search { get; set; }
    [BindProperty(SupportsGet = true)] public int From { get; set; }

    public PostFigures Figures { get; private set; } = null!;
    /// <summary>Why mail waits for another try; null when nothing does.</summary>
    public string? Trouble { get; private set; }

    public MailPace Pace { get; private set; } = null!;
    public List<MailBatch> UnderWay { get; private set; } = [];
    public IReadOnlyList<MailRow> Rows { get; private set; } = [];

    /// <summary>On the first page of all: those that need a person.</summary>
    public IReadOnlyList<MailRow> Failed { get; private set; } = [];

    public bool HasMore { get; private set; }
    public bool IsFiltered => Show is not null || Kind is not null || Search is not null || From > 0;

    protected internal override IActionResult? Load()
    {
        if (!States.Contains(Show)) Show = null;
        if (Mails.All.All(k => k.Name != Kind)) Kind = null;
        Search = string.IsNullOrWhiteSpace(Search) ? null : Search.Trim();
        From = Math.Clamp(From, 0, 1_000_000);
        var zone = CoopZone.Of(coop.Settings(db).Zone);
        Figures = PostFigures.Of(db, Now, zone.ToUtc(zone.DateAt(Now), TimeOnly.MinValue));
        Pace = MailPace.Of(db, Now);
        if (Figures.Waiting > 0) Trouble = db.Find<string>(SelectTrouble);
        if (Figures.Waiting > 0) UnderWay = MailBatch.UnderWay(db, Now);
        if (Figures.Failed > 0 && !IsFiltered) Failed = Query(SelectFailed, 0);
        var found = Query(Show switch { "waiting" => SelectWaiting, "failed" => SelectFailed, "sent" => SelectSent, "skipped" => SelectSkipped, _ => SelectAll }, From);
        HasMore = found.Count > PageSize;
        Rows = [.. found.Take(PageSize)];
        return null;
    }

    private List<MailRow> Query(string sql, int skip) => db.Query<MailRow>(sql, new
    {
        kind = Kind, skip, people = Search is null ? null : JsonSerializer.Serialize(PeopleFound.Value.Select(id => id.Value)),
        address = $"%{(Search ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%",
    });

    /// <summary>Every word stands somewhere in the name; accents and capitals do not matter.</summary>
    private Lazy<List<Id<Person>>> PeopleFound => new(() => [.. db.Query<PersonName>(SelectPersons)
        .Where(p => Search!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).All(word =>
            CultureInfo.InvariantCulture.CompareInfo.IndexOf(p.Name, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0))
        .Select(p => p.Id)]);

    /// <summary>The address of the list with other filters.</summary>
    public string Address(string? show, string? kind, int from = 0)
    {
        var query = new Dictionary<string, string?> { ["show"] = show, ["kind"] = kind, ["search"] = Search, ["from"] = from > 0 ? from.ToString(CultureInfo.InvariantCulture) : null };
        return Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString("/post", query.Where(q => q.Value is not null));
    }
}
