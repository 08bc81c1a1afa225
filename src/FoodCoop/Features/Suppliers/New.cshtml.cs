namespace FoodCoop.Features.Suppliers;

/// <summary>A supplier is added; its first list comes next.</summary>
[Authorize(Policy = Role.Buyer)]
public sealed class NewModel(Db db, CoopContext coop, TimeProvider clock) : SupplierForm(db)
{
    private readonly Db db = db;

    private const string Insert = """
        insert into supplier (name, email, customer_number, minimum, markup, language, tell_nothing, send_codes, created_at)
        values (@Name, @Email, @CustomerNumber, @Minimum, @Markup, @Language, @TellNothing, @SendCodes, @now)
        """;

    protected internal override IActionResult? Load()
    {
        LoadForm(coop);
        return null;
    }

    public IActionResult OnPost()
    {
        if (!ModelState.IsValid) return Again();
        var row = Checked(default);
        var id = db.Insert<Supplier>(Insert, new
        {
            row.Name, row.Email, row.CustomerNumber, row.Minimum, row.Markup, row.Language, row.TellNothing, row.SendCodes, now = clock.GetUtcNow(),
        });
        return Done($"/buying/suppliers/{id}", "Suppliers.Added", row.Name);
    }
}
