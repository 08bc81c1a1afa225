namespace FoodCoop.Features.Settings;

/// <summary>How fast mail may leave, and where answers go.</summary>
[Authorize(Policy = Role.Admin)]
public sealed class PostModel(Db db, CoopContext coop) : CoopPage
{
    private const int MostPerHour = 100_000;

    private const string SelectPerHour = "select mails_per_hour from coop";
    private const string UpdatePerHour = "update coop set mails_per_hour = @perHour";
    private const string SelectAddresses = "select role, address from role_address";
    private const string UpsertAddress = """
        insert into role_address (role, address)
        values (@role, @address)
        on conflict (role) do update set address = excluded.address
        """;
    private const string DeleteAddress = "delete from role_address where role = @role";

    private sealed record RoleAddress(string Role, string Address);

    [BindProperty] public int? PerHour { get; set; }

    /// <summary>By role; empty: the co-op's own.</summary>
    [BindProperty] public Dictionary<string, string?> Addresses { get; set; } = [];

    public string OwnAddress { get; private set; } = "";

    protected internal override IActionResult? Load()
    {
        OwnAddress = coop.Settings(db).MailAddress;
        if (Request.Method == HttpMethods.Post) return null; // what was typed stays
        PerHour = db.One<int>(SelectPerHour);
        var given = db.Query<RoleAddress>(SelectAddresses).ToDictionary(a => a.Role, a => a.Address);
        Addresses = Role.Given.ToDictionary(r => r, r => given.GetValueOrDefault(r));
        return null;
    }

    public IActionResult OnPost()
    {
        var perHour = ModelState.Number(nameof(PerHour), PerHour ?? 0, 0, MostPerHour);
        var addresses = Role.Given.ToDictionary(r => r, r => ModelState.Email($"{nameof(Addresses)}[{r}]", Addresses.GetValueOrDefault(r), needed: false));
        if (!ModelState.IsValid) return Again();
        db.Execute(UpdatePerHour, new { perHour });
        foreach (var (role, address) in addresses)
        {
            if (address is null) db.Execute(DeleteAddress, new { role });
            else db.Execute(UpsertAddress, new { role, address });
        }
        return Done("/settings/post", "Settings.Saved");
    }
}
