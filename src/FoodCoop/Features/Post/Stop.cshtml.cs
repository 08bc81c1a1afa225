using Microsoft.AspNetCore.Mvc.Filters;

namespace FoodCoop.Features.Post;

/// <summary>
/// Stops a kind of mail from the mail itself, without signing in: by a button on this page (looking changes nothing, because mail scanners
/// look), or by one click in the mail program, which posts <c>List-Unsubscribe=One-Click</c> here (RFC 8058). No limit of tries: a mail
/// provider clicks for many readers from one address. It speaks the language of the mail's reader, unless another has been chosen in this browser.
/// </summary>
/// <remarks>
/// No antiforgery token: a mail program has no cookie and no form of ours. It is not needed either, because nothing here rests on who
/// is signed in. The address itself is the authority, whoever does not know it can post nothing, and who knows it needs no victim's browser.
/// </remarks>
[AllowAnonymous, IgnoreAntiforgeryToken]
public sealed class StopModel(Db db, Viewer viewer, CoopContext coop) : CoopPage, IAsyncResultFilter
{
    private const string SelectReader = """
        select p.id, p.name, p.language, exists (select 1 from mail_off o where o.person_id = p.id and o.kind = @kind) as stopped
        from person p
        where p.mail_token = @reader
        """;

    private sealed record ReaderRow(Id<Person> Id, string Name, string Language, bool Stopped);

    /// <summary>The person's token that stands in its mails.</summary>
    [FromRoute] public string Reader { get; set; } = "";

    [FromRoute] public string Kind { get; set; } = "";

    public MailKind What { get; private set; } = null!;
    public string FirstName { get; private set; } = "";
    public string Coop { get; private set; } = "";
    public bool Stopped { get; private set; }

    private Id<Person> person;
    private string? language;

    protected internal override IActionResult? Load()
    {
        if (Mails.All.FirstOrDefault(k => k.Name == Kind && k.MayBeStopped) is not { } kind) return NotFound();
        if (db.Find<ReaderRow>(SelectReader, new { reader = Reader, kind = Kind }) is not { } row) return NotFound();
        (What, person, language, Stopped, Coop) = (kind, row.Id, row.Language, row.Stopped, coop.Settings(db).Name);
        FirstName = row.Name.Split(' ')[0]; // whoever has the mail knows it; more is not shown to whoever has the address
        return null;
    }

    public Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (language is not null && !Languages.IsOne(Request.Cookies[Languages.Cookie])) viewer.Reads(language);
        return next();
    }

    public IActionResult OnPost()
    {
        if (Load() is { } other) return other;
        MailChoices.Stop(db, Now, person, What);
        Stopped = true;
        return Page(); // and no redirect: a mail program does not follow one
    }

    public IActionResult OnPostAgain()
    {
        if (Load() is { } other) return other;
        MailChoices.Resume(db, person, What);
        Stopped = false;
        return Page();
    }
}
