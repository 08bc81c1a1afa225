namespace FoodCoop.Features.SignIn;

/// <summary>Where somebody comes out who has not got the role that a page asks for.</summary>
[AllowAnonymous]
public sealed class NotAllowedModel : CoopPage
{
    // The parts of the house, as the menu has them.
    private static readonly (string Path, string Role)[] Parts =
    [
        ("/buying", Role.Buyer), ("/pickup", Role.PickupHost), ("/roster", Role.ShiftCoordinator), ("/money", Role.Treasurer), ("/membership", Role.MembershipCoordinator),
    ];

    /// <summary>The page that did not open.</summary>
    [FromQuery]
    public string? Back { get; set; }

    /// <summary>The role that it asked for, as far as its address says.</summary>
    public string? Asked => Array.Find(Parts, p => new PathString(Back is ['/', ..] ? Back : "/").StartsWithSegments(p.Path, StringComparison.Ordinal)).Role;

    public override IActionResult OnGet()
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Page();
    }
}
