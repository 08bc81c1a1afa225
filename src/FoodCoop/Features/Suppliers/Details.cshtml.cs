using FoodCoop.Features.Catalogue;
using FoodCoop.Features.Deliveries;

namespace FoodCoop.Features.Suppliers;

/// <summary>One supplier: who it is, its lists, its products, and its end.</summary>
[Authorize(Policy = Role.Buyer)]
public sealed class DetailsModel(Db db, CoopContext coop, TimeProvider clock) : SupplierForm(db)
{
    private readonly Db db = db;

    [BindProperty(SupportsGet = true)] public Id<Supplier> Id { get; set; }

    public SupplierRow Row { get; private set; } = null!;
    public IReadOnlyList<SupplierImport> Imports { get; private set; } = [];
    public SupplierProducts Products { get; private set; } = null!;

    /// <summary>The month whose order could not be delivered by mail, or null.</summary>
    public string? NotMailed { get; private set; }

    private const string Select = """
        select name, email, customer_number, minimum, markup, language, ended_at, tell_nothing, send_codes
        from supplier where id = @id
        """;

    private const string SelectImports = """
        select i.id, i.file_name, i.uploaded_at, i.applied_at, i.same_rows,
          (select count(*) from import_row r where r.import_id = i.id and r.kind <> 'unreadable') as rows
        from catalogue_import i where i.supplier_id = @id
        order by i.id desc limit 12
        """;

    private const string SelectProducts = """
        select count(iif(gone_at is null and choice = 'offered' and status = 'active', 1, null)) as offered,
          count(iif(gone_at is null and choice = 'maybe', 1, null)) as maybe,
          count(iif(gone_at is null and choice = 'never', 1, null)) as never,
          count(iif(gone_at is not null, 1, null)) as gone
        from product where supplier_id = @id
        """;

    private const string SelectNotMailed = """
        select c.code
        from supplier_mail x
        join mail m on m.id = x.mail_id and m.failed_at is not null
        join order_cycle c on c.id = x.cycle_id
        join cycle_state t on t.cycle_id = c.id and t.closing = x.closing and t.state in ('Closed', 'Ordered')
        where x.supplier_id = @id and x.taken_back_at is null
        order by c.pickup_on desc limit 1
        """;

    protected internal override IActionResult? Load()
    {
        if (db.Find<SupplierRow>(Select, new { id = Id }) is not { } row) return NotFound();
        Row = row;
        Imports = db.Query<SupplierImport>(SelectImports, new { id = Id });
        Products = db.One<SupplierProducts>(SelectProducts, new { id = Id });
        NotMailed = db.Find<string>(SelectNotMailed, new { id = Id });
        LoadForm(coop);
        return null;
    }

    public override IActionResult OnGet()
    {
        if (Load() is { } elsewhere) return elsewhere;
        (Name, Email, CustomerNumber, Minimum, Language) = (Row.Name, Row.Email, Row.CustomerNumber, Row.Minimum, Row.Language);
        (TellNothing, SendCodes) = (Row.TellNothing, Row.SendCodes);
        Markup = Row.Markup is { } points ? new Percentage(points) : null;
        return Page();
    }

    private const string Update = """
        update supplier set name = @Name, email = @Email, customer_number = @CustomerNumber, minimum = @Minimum,
          markup = @Markup, language = @Language, tell_nothing = @TellNothing, send_codes = @SendCodes
        where id = @id
        """;

    public IActionResult OnPost()
    {
        if (!ModelState.IsValid) return Again();
        var row = Checked(Id);
        var found = db.Execute(Update, new
        {
            id = Id, row.Name, row.Email, row.CustomerNumber, row.Minimum, row.Markup, row.Language, row.TellNothing, row.SendCodes,
        });
        if (row.Email.Length > 0) SupplierPost.Readdress(db, clock.GetUtcNow(), Id, row.Email);
        return found == 0 ? NotFound() : Done($"/buying/suppliers/{Id}", "Suppliers.Saved", row.Name);
    }

    private const string End = "update supplier set ended_at = @at where id = @id and ended_at is null";

    /// <summary>No new offers from it; what is open or ordered goes on, and nothing is deleted.</summary>
    public IActionResult OnPostEnd()
    {
        db.Execute(End, new { id = Id, at = clock.GetUtcNow() });
        return Load() ?? Done($"/buying/suppliers/{Id}", "Suppliers.EndedNow", Row.Name);
    }

    private const string Resume = "update supplier set ended_at = null where id = @id";

    public IActionResult OnPostResume()
    {
        db.Execute(Resume, new { id = Id });
        return Load() ?? Done($"/buying/suppliers/{Id}", "Suppliers.Resumed", Row.Name);
    }
}

/// <summary>A supplier as it stands.</summary>
public sealed record SupplierRow(string Name, string Email, string CustomerNumber, Money Minimum, int? Markup, string Language, DateTimeOffset? EndedAt, bool TellNothing, bool SendCodes);

/// <summary>A list of a supplier and what became of it.</summary>
/// <param name="Rows">New, changed or gone.</param>
public sealed record SupplierImport(Id<CatalogueImport> Id, string FileName, DateTimeOffset UploadedAt, DateTimeOffset? AppliedAt, int SameRows, int Rows);

/// <summary>How many products a supplier has, by what the buyers chose.</summary>
public sealed record SupplierProducts(int Offered, int Maybe, int Never, int Gone)
{
    public int All => Offered + Maybe + Never + Gone;
}
