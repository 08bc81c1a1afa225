namespace FoodCoop.Features.Demo;

/// <summary>Signs in as one of the demo's people with one click. Outside of the demo there is no such page.</summary>
[AllowAnonymous, BeginsLate]
public sealed class OneClickModel(Db db, IConfiguration settings) : CoopPage
{
    private const string SelectPerson = "select id, security_stamp from person where email = @Email and left_on is null";

    private sealed record PersonRow(Id<Person> Id, string SecurityStamp);

    protected internal override IActionResult? Load() => settings.IsDemo() ? LocalRedirect("/") : NotFound();

    public async Task<IActionResult> OnPostAsync(string? @as)
    {
        if (!settings.IsDemo() || DemoPeople.Cast.SingleOrDefault(c => c.Key == @as) is not { } cast) return NotFound();
        if (db.Find<PersonRow>(SelectPerson, new { cast.Email }) is not { } person) return NotFound();
        await SignInCookie.SignIn(HttpContext, person.Id, person.SecurityStamp);
        return LocalRedirect("/");
    }
}
