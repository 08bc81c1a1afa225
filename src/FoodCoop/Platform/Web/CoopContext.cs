using System.Globalization;

namespace FoodCoop.Platform.Web;

/// <summary>The co-op of this request, by its host name, and what every page needs of it.</summary>
public sealed class CoopContext
{
    private CoopRow? row;

    public CoopFile File { get => field ?? throw new InvalidOperationException("No co-op answers to this host name."); internal set; }

    /// <summary>The co-op's settings; null until it has been set up.</summary>
    public CoopRow? Row(Db db) => row ??= db.Find<CoopRow>(CoopRow.Select);

    /// <summary>The co-op's settings, on pages that exist only after the set-up.</summary>
    public CoopRow Settings(Db db) => Row(db) ?? throw new InvalidOperationException("The co-op has not been set up yet.");
}

/// <summary>The co-op's settings: name, zone, money.</summary>
public sealed record CoopRow(
    string Name, string Code, string Zone, string Language, string MailAddress, string Address, string Iban, string AccountName,
    int Markup, string Allocation, int DueDays, int AccentHue, string Home)
{
    public const string Select = """
        select name, code, zone, language, mail_address, address, iban, account_name, markup, allocation, due_days, accent_hue, home
        from coop
        """;

    /// <summary>
    /// The co-op's address on the web for links in mails, such as <c>https://krat.example</c>. It is kept, because a request
    /// only claims which address it came by; where none is kept (the demo), the request is believed.
    /// </summary>
    public string HomeOf(HttpRequest request) => Home.Length > 0 ? Home : $"{request.Scheme}://{request.Host}";

    public TimeZoneInfo TimeZone => TimeZoneInfo.FindSystemTimeZoneById(Zone);
}

/// <summary>Finds the co-op by host name, and the viewer's language; sends a co-op that is not set up to its first visit.</summary>
public sealed class CoopMiddleware(RequestDelegate next, Coops coops)
{
    public async Task InvokeAsync(HttpContext context, CoopContext coop)
    {
        if (coops.ByHost(context.Request.Host.Host) is not { } file)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync("No food co-op answers to this address here. Op dit adres is hier geen voedselcoöperatie.");
            return;
        }
        coop.File = file;
        await next(context);
    }
}

/// <summary>After sign-in is known: the request's culture. Numbers, dates and texts follow it.</summary>
public sealed class LanguageMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, CoopContext coop, Viewer viewer, Db db)
    {
        if (!viewer.IsSignedIn) viewer.Visits(Languages.OfVisitor(context.Request, coop.Row(db)?.Language ?? "en"));
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = viewer.Culture;
        return next(context);
    }
}
