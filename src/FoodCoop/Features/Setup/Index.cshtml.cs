namespace FoodCoop.Features.Setup;

/// <summary>Says that the co-op is not set up yet, and where the link to begin is found.</summary>
[AllowAnonymous]
public sealed class IndexModel(Db db, CoopContext coop) : CoopPage
{
    protected internal override IActionResult? Load() => coop.Row(db) is null ? null : LocalRedirect("/");
}
