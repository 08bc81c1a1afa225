using FoodCoop.Features.Membership;
using FoodCoop.Features.Settings;
using FoodCoop.Features.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;

namespace FoodCoop.Features.Setup;

/// <summary>The first visit: the co-op, its room, its rhythm and its first admin, in one transaction; then the link is dead.</summary>
[AllowAnonymous, BeginsLate, EnableRateLimiting(SignInServices.Limit)]
public sealed class BeginModel(
    Db db, CoopContext coop, Viewer viewer, IPasswordHasher<SignInPerson> hashing, HashingTurn turn,
    UserManager<SignInPerson> persons, SignInManager<SignInPerson> signIn) : CoopPage
{
    /// <summary>The zones of the world by their IANA names; what has no region in its name is an alias.</summary>
    public static readonly IReadOnlyList<string> Zones =
        [.. TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).Append("Europe/Amsterdam").Where(z => z.Contains('/', StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)];

    private const string InsertCoop = """
        insert into coop (id, name, code, zone, language, mail_address, home, account_name, created_at)
        values (1, @name, @code, @zone, @language, @email, @home, @name, @now)
        """;

    private const string InsertRoom = "insert into room (id, name, seats) values (1, @room, @seats)";

    private const string InsertRhythm = """
        insert into rhythm (id, nth, weekday, pickup_from, pickup_until, open_days, open_at, fill_days, close_days, close_at)
        values (1, @nth, @weekday, @PickupFrom, @PickupUntil, @open, @OpenAt, @fill, @close, @CloseAt)
        """;

    [FromRoute] public string Token { get; set; } = "";

    [BindProperty] public string? Name { get; set; }
    [BindProperty] public string? Code { get; set; }
    [BindProperty] public string? Language { get; set; }
    [BindProperty] public string? Zone { get; set; } = "Europe/Amsterdam";
    [BindProperty] public string? RoomName { get; set; }
    [BindProperty] public int? RoomSeats { get; set; } = 200;
    [BindProperty] public int? Nth { get; set; } = 5;
    [BindProperty] public int? Weekday { get; set; } = (int)DayOfWeek.Friday;
    [BindProperty] public TimeOnly? PickupFrom { get; set; } = new(18, 0);
    [BindProperty] public TimeOnly? PickupUntil { get; set; } = new(20, 0);
    [BindProperty] public int? OpenDays { get; set; } = 24;
    [BindProperty] public TimeOnly? OpenAt { get; set; } = new(8, 0);
    [BindProperty] public int? FillDays { get; set; } = 2;
    [BindProperty] public int? CloseDays { get; set; } = 9;
    [BindProperty] public TimeOnly? CloseAt { get; set; } = new(22, 0);
    [BindProperty] public string? PersonName { get; set; }
    [BindProperty] public string? Email { get; set; }
    [BindProperty] public string? Password { get; set; }

    protected internal override IActionResult? Load()
    {
        if (coop.Row(db) is not null || !SetupLink.Works(db, Token)) return NotFound();
        Language ??= Languages.OfVisitor(Request, "nl");
        return null;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Load() is { } dead) return dead;
        var name = ModelState.Need(nameof(Name), Name);
        var code = Settings.IndexModel.CodeOf(Code);
        if (code is null) ModelState.Wrong(nameof(Code), "Settings.CodeWrong");
        var language = ModelState.Language(nameof(Language), Language);
        if (!Zones.Contains(Zone)) ModelState.Wrong(nameof(Zone), "Setup.ZoneWrong");
        var room = ModelState.Need(nameof(RoomName), RoomName);
        var seats = ModelState.Number(nameof(RoomSeats), RoomSeats, 1, 9999);
        var nth = ModelState.Number(nameof(Nth), Nth, 1, 5);
        var weekday = ModelState.Number(nameof(Weekday), Weekday, 0, 6);
        var open = ModelState.Number(nameof(OpenDays), OpenDays, 1, 60);
        var close = ModelState.Number(nameof(CloseDays), CloseDays, 0, 30);
        var fill = ModelState.Number(nameof(FillDays), FillDays, 0, 30);
        foreach (var (field, time) in new[] { (nameof(PickupFrom), PickupFrom), (nameof(PickupUntil), PickupUntil), (nameof(OpenAt), OpenAt), (nameof(CloseAt), CloseAt) })
        {
            if (time is null && ModelState.GetFieldValidationState(field) != Microsoft.AspNetCore.Mvc.ModelBinding.ModelValidationState.Invalid)
                ModelState.Wrong(field, "Web.FieldNeeded");
        }
        if (PickupUntil <= PickupFrom) ModelState.Wrong(nameof(PickupUntil), "Setup.UntilWrong");
        if (close + fill >= open) ModelState.Wrong(nameof(OpenDays), "Setup.DaysWrong");
        var personName = ModelState.Need(nameof(PersonName), PersonName);
        var email = ModelState.Email(nameof(Email), Email, needed: true);
        if (PasswordRules.Problem(Password, email, personName) is { } problem)
            ModelState.Wrong(nameof(Password), problem, PasswordRules.Shortest, PasswordRules.Longest);
        if (!ModelState.IsValid) return Page();

        string hash;
        using (await turn.EnterAsync(HttpContext.RequestAborted)) hash = hashing.HashPassword(null!, Password!);
        await db.BeginAsync(HttpContext.RequestAborted);
        var now = Now;
        if (!SetupLink.Use(db, now, Token)) return NotFound(); // somebody was before us
        db.Execute(InsertCoop, new { name, code, zone = Zone, language, email, home = $"{Request.Scheme}://{Request.Host}", now });
        db.Execute(InsertRoom, new { room, seats });
        db.Execute(InsertRhythm, new { nth, weekday, PickupFrom, PickupUntil, open, OpenAt, fill, close, CloseAt });
        var today = new CoopDates(TimeZoneInfo.FindSystemTimeZoneById(Zone!)).DateOf(now);
        Admission.Admit(db, now, today, 1, personName, 1, new PersonDraft(personName, email, "", viewer.Language, hash));
        var admin = (await persons.FindByEmailAsync(email!))!;
        RoleGrant.Give(db, now, admin.Id, Role.Admin, by: null);
        await signIn.SignInAsync(admin, isPersistent: true);
        return Done("/settings/roles", "Setup.Welcome", name);
    }
}
