using FoodCoop.Features.Suppliers;

namespace FoodCoop.Features.Catalogue.Products;

/// <summary>One product: what its supplier's list says, and what the co-op makes of it. What is saved counts from the next cycle on.</summary>
[Authorize(Policy = Role.Buyer)]
public sealed class DetailsModel(Db db, CoopDates dates) : CoopPage
{
    private const int LongestText = 100;
    private const int MostMarkup = 10_000;
    private static readonly Quantity MostParts = Quantity.Of(10_000);

    [BindProperty(SupportsGet = true)] public Id<Product> Id { get; set; }

    [BindProperty] public string Choice { get; set; } = "offered";
    [BindProperty] public string? Category { get; set; }

    /// <summary>Empty: the supplier's, else the co-op's.</summary>
    [BindProperty] public Percentage? Markup { get; set; }

    /// <summary>Empty: the usual one of the unit.</summary>
    [BindProperty] public Quantity? OrderStep { get; set; }

    [BindProperty] public bool Loose { get; set; }
    [BindProperty] public bool Weighed { get; set; }

    /// <summary>The co-op's own unit and how many of it are in a supplier's unit; both empty: not sold in parts.</summary>
    [BindProperty] public string? PartUnit { get; set; }

    [BindProperty] public Quantity? InSupplierUnit { get; set; }

    public ProductDetails Product { get; private set; } = null!;

    /// <summary>As saved, or as typed when only asked to show it.</summary>
    public SalesTerms? Terms { get; private set; }

    /// <summary>Only shown, not yet saved.</summary>
    public bool IsTried { get; private set; }

    public IReadOnlyList<OrderOfProduct> Orders { get; private set; } = [];
    public IReadOnlyList<string> Categories { get; private set; } = [];

    private const string Select = """
        select p.id, p.supplier_id, s.name as supplier, p.code, p.name, p.brand, p.origin, p.quality, p.unit, p.case_size, p.price as net_price,
          p.price_per as net_per, p.vat_class, p.deposit, p.category, p.contains, p.without, p.ingredients, p.weighed, p.loose, p.status,
          p.choice, p.markup, p.order_step, p.part_unit, p.parts, p.first_seen_at, p.gone_at, coalesce(s.markup, c.markup) as usual_markup
        from product p
        join supplier s on s.id = p.supplier_id
        cross join coop c
        where p.id = @id
        """;

    private const string SelectOrders = """
        select c.code as cycle, m.number, m.name, l.asked, l.flex, o.unit
        from offer o
        join cycle_state t on t.cycle_id = o.cycle_id and t.state in ('Open', 'Fill', 'Closed')
        join order_cycle c on c.id = o.cycle_id
        join order_line l on l.offer_id = o.id and (l.asked > 0 or l.flex > 0)
        join member m on m.id = l.member_id
        where o.product_id = @id
        order by c.code, m.number
        """;

    private const string SelectCategories = "select name from category order by name collate nocase";

    protected internal override IActionResult? Load()
    {
        if (db.Find<ProductDetails>(Select, new { id = Id }) is not { } product) return NotFound();
        Product = product;
        Orders = db.Query<OrderOfProduct>(SelectOrders, new { id = Id });
        Categories = db.Query<string>(SelectCategories);
        return null;
    }

    public override IActionResult OnGet()
    {
        if (Load() is { } missing) return missing;
        var p = Product;
        (Choice, Category, OrderStep, Loose, Weighed, PartUnit, InSupplierUnit) = (p.Choice, p.Category, p.OrderStep, p.Loose, p.Weighed, p.PartUnit, p.Parts);
        Markup = p.Markup is { } points ? new Percentage(points) : null;
        Terms = TermsOf(p.PartUnit is null ? null : new Parts(p.PartUnit, p.Parts!.Value, p.OrderStep));
        return Page();
    }

    /// <summary>The price and the case that would come of what is typed; nothing is saved.</summary>
    public IActionResult OnPostTry()
    {
        if (Load() is { } missing) return missing;
        if (!ModelState.IsValid) return Page();
        var (parts, _) = Checked();
        Terms = TermsOf(parts);
        IsTried = true;
        return Page();
    }

    private const string Update = """
        update product set choice = @Choice, markup = @markup, order_step = @step, loose = @Loose, part_unit = @unit, parts = @parts,
          list_category = iif(@category = coalesce(list_category, category), null, coalesce(list_category, category)), category = @category,
          list_weighed = iif(@Weighed = coalesce(list_weighed, weighed), null, coalesce(list_weighed, weighed)), weighed = @Weighed
        where id = @Id
        """;

    private const string AddCategory = "insert into category (name) values (@category) on conflict (name) do nothing";

    public IActionResult OnPost()
    {
        if (Load() is { } missing) return missing;
        if (!ModelState.IsValid) return Page();
        var (parts, step) = Checked();
        var category = Category?.Trim() ?? "";
        db.Execute(Update, new { Id, Choice, markup = Markup?.BasisPoints, step, Loose, Weighed, category, unit = parts?.Unit, parts = parts?.InSupplierUnit });
        if (category.Length > 0) db.Execute(AddCategory, new { category });
        return Done($"/buying/products/{Id}", "Products.Saved", Product.Name);
    }

    private (Parts? Parts, Quantity Step) Checked()
    {
        if (Choice is not ("offered" or "maybe" or "never")) throw new Refused(nameof(Choice), "Products.ChoiceUnknown");
        if (Category?.Length > LongestText) throw new Refused(nameof(Category), "Products.TooLong", LongestText);
        if (Markup?.BasisPoints > MostMarkup) throw new Refused(nameof(Markup), "Products.MarkupTooHigh");
        if (OrderStep is { IsZero: true }) throw new Refused(nameof(OrderStep), "Products.StepOfNothing");
        var unit = PartUnit?.Trim() ?? "";
        if (unit.Length == 0 && InSupplierUnit is not null) throw new Refused(nameof(PartUnit), "Products.PartUnitNeeded");
        if (unit.Length == 0) return (null, Step(Product.CaseSize, OrderStep ?? SmallestOf(Product.CaseSize, Quantity.One), Product.Unit));
        if (unit.Length > LongestText) throw new Refused(nameof(PartUnit), "Products.TooLong", LongestText);
        if (InSupplierUnit is not { IsZero: false } inUnit) throw new Refused(nameof(InSupplierUnit), "Products.PartsNeeded", Product.Unit, unit);
        if (inUnit > MostParts) throw new Refused(nameof(InSupplierUnit), "Products.TooManyParts", MostParts);
        var caseSize = (Int128)Product.CaseSize.Thousandths * inUnit.Thousandths;
        if (caseSize == 0 || caseSize % 1000 != 0) throw new Refused(nameof(InSupplierUnit), "Products.PartsTooFine", Product.CaseSize, Product.Unit);
        var own = new Quantity((long)(caseSize / 1000));
        var step = Step(own, OrderStep ?? SmallestOf(own, Parts.UsualStep(unit)), unit);
        return (new Parts(unit, inUnit, step), step);
    }

    /// <exception cref="Refused">A case does not come out in whole steps; it names the largest step below that does.</exception>
    private static Quantity Step(Quantity caseSize, Quantity step, string unit) => caseSize.IsMultipleOf(step)
        ? step
        : throw new Refused(nameof(OrderStep), "Products.StepDoesNotFit", caseSize, unit, step, SmallestOf(caseSize, step));

    /// <summary>The largest step that both the case and the wanted step are multiples of.</summary>
    private static Quantity SmallestOf(Quantity caseSize, Quantity step)
    {
        var (a, b) = (caseSize.Thousandths, step.Thousandths);
        while (b != 0) (a, b) = (b, a % b);
        return new Quantity(a);
    }

    private SalesTerms TermsOf(Parts? parts) => SalesTerms.Of(
        Product.Unit, Product.CaseSize, Product.Net, parts, Markup ?? new Percentage(Product.UsualMarkup),
        NextVat.Of(db, dates.DateOf(Now))[Product.VatClass]);
}

/// <summary>A product with all that the list and the co-op say of it.</summary>
public sealed record ProductDetails(
    Id<Product> Id, Id<Supplier> SupplierId, string Supplier, string Code, string Name, string Brand, string Origin, string Quality, string Unit,
    Quantity CaseSize, long NetPrice, Quantity NetPer, VatClass VatClass, Money Deposit, string Category, string Contains, string Without,
    string Ingredients, bool Weighed, bool Loose, string Status, string Choice, int? Markup, Quantity OrderStep, string? PartUnit,
    Quantity? Parts, DateTimeOffset FirstSeenAt, DateTimeOffset? GoneAt, int UsualMarkup)
{
    public SupplierPrice Net => new(NetPrice, NetPer);
}

/// <summary>A member's order, not yet sent, that the product is in.</summary>
public sealed record OrderOfProduct(string Cycle, int Number, string Name, Quantity Asked, Quantity Flex, string Unit);
