namespace FoodCoop.Platform.Web;

/// <summary>The roles of domain.md section 1; each is also the name of the policy that pages demand.</summary>
public static class Role
{
    /// <summary>Everyone who is signed in.</summary>
    public const string Member = nameof(Member);

    /// <summary>Everyone to whom at least one of the roles below is given.</summary>
    public const string Coordinator = nameof(Coordinator);

    /// <summary>Everyone who runs a day: shift coordinators and pickup hosts.</summary>
    public const string DayHost = nameof(DayHost);
    public const string Buyer = nameof(Buyer);
    public const string ShiftCoordinator = nameof(ShiftCoordinator);
    public const string PickupHost = nameof(PickupHost);
    public const string Treasurer = nameof(Treasurer);
    public const string MembershipCoordinator = nameof(MembershipCoordinator);
    public const string Admin = nameof(Admin);

    /// <summary>Those that are given to a person by an admin.</summary>
    public static readonly IReadOnlyList<string> Given = [Buyer, ShiftCoordinator, PickupHost, Treasurer, MembershipCoordinator, Admin];

    public static readonly IReadOnlyList<string> All = [Member, Coordinator, DayHost, .. Given];
}
