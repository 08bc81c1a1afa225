using System.Text.RegularExpressions;

namespace FoodCoop.Features.Settings;

/// <summary>The co-op's own particulars: name, addresses, account, markup.</summary>
[Authorize(Policy = Role.Admin)]
public sealed partial class IndexModel(Db db, CoopContext coop) : CoopPage
{
    private const string Update = """
        update coop
        set name = @name, code = @code, language = @language, address = @address, mail_address = @mail, home = @home,
          iban = @iban, account_name = @account, markup = @markup, due_days = @due
        """;

    [BindProperty] public string? Name { get; set; }
    [BindProperty] public string? Code { get; set; }
    [BindProperty] public string? Language { get; set; }
    [BindProperty] public string? Address { get; set; }
    [BindProperty] public string? MailAddress { get; set; }
    [BindProperty] public string? Home { get; set; }
    [BindProperty] public string? Iban { get; set; }
    [BindProperty] public string? AccountName { get; set; }
    [BindProperty] public string? Markup { get; set; }
    [BindProperty] public int? DueDays { get; set; }

    public CoopRow Settings { get; private set; } = null!;

    protected internal override IActionResult? Load()
    {
        Settings = coop.Settings(db);
        if (Request.Method == HttpMethods.Post) return null; // what was typed stays
        (Name, Code, Language, Address, MailAddress) = (Settings.Name, Settings.Code, Settings.Language, Settings.Address, Settings.MailAddress);
        (Home, AccountName, DueDays) = (Settings.HomeOf(Request), Settings.AccountName, Settings.DueDays);
        Iban = new Iban(Settings.Iban).ToString();
        Markup = new Percentage(Settings.Markup).Percent.ToString("0.##");
        return null;
    }

    public IActionResult OnPost()
    {
        var name = ModelState.Need(nameof(Name), Name);
        var code = CodeOf(Code);
        if (code is null) ModelState.Wrong(nameof(Code), "Settings.CodeWrong");
        var language = ModelState.Language(nameof(Language), Language);
        var address = ModelState.Text(nameof(Address), Address, 200);
        var mail = ModelState.Email(nameof(MailAddress), MailAddress, needed: false) ?? "";
        var home = HomeOf(Home);
        if (home is null) ModelState.Wrong(nameof(Home), "Settings.HomeWrong");
        var iban = "";
        if (Platform.Iban.TryParse(Iban, out var parsed)) iban = parsed.Number;
        else if (!string.IsNullOrWhiteSpace(Iban)) ModelState.Wrong(nameof(Iban), "Settings.IbanWrong");
        var account = ModelState.Text(nameof(AccountName), AccountName, 70); // as long as SEPA's QR code takes
        if (!Percentage.TryParse(Markup, out var markup) || markup.BasisPoints > 10_000) ModelState.Wrong(nameof(Markup), "Settings.MarkupWrong");
        var due = ModelState.Number(nameof(DueDays), DueDays, 0, 365);
        if (!ModelState.IsValid) return Again();
        db.Execute(Update, new { name, code, language, address, mail, home, iban, account, markup = markup.BasisPoints, due });
        return Done("/settings", "Settings.Saved");
    }

    /// <summary>Two to six capitals or digits: the beginning of every payment reference. Null when it is not one.</summary>
    public static string? CodeOf(string? typed)
    {
        var code = (typed ?? "").Trim().ToUpperInvariant();
        return CodeShape().IsMatch(code) ? code : null;
    }

    /// <summary>Scheme and host of an address on the web, without a path; null when it is not one.</summary>
    public static string? HomeOf(string? typed) =>
        Uri.TryCreate((typed ?? "").Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0
            ? uri.GetLeftPart(UriPartial.Authority)
            : null;

    [GeneratedRegex("^[A-Z0-9]{2,6}$", RegexOptions.CultureInvariant, Pattern.Patience)]
    private static partial Regex CodeShape();
}
