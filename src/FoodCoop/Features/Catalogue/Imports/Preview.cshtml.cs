using System.Text.Json;

namespace FoodCoop.Features.Catalogue.Imports;

/// <summary>
/// What an uploaded list would change, row by row with a tick, and the button that does it. Of each kind 200 rows are
/// shown at a time; the ticks of the others are kept in the database, so that a list of any length fits in a form.
/// </summary>
[Authorize(Policy = Role.Buyer)]
public sealed class PreviewModel(Db db, Viewer viewer) : CoopPage
{
    /// <summary>Rows of a kind on one page.</summary>
    public const int Most = 200;

    /// <summary>In the order in which they are looked at.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["changed", "gone", "new", "unreadable"];

    [BindProperty(SupportsGet = true)] public Id<CatalogueImport> Id { get; set; }

    /// <summary>Only this kind, in parts of 200; null: the first of each.</summary>
    [BindProperty(SupportsGet = true)] public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)] public int Part { get; set; } = 1;

    /// <summary>The rows of this page that are ticked.</summary>
    [BindProperty] public long[] Row { get; set; } = [];

    /// <summary>How new products come in; not asked where none are: offered.</summary>
    [BindProperty] public string? Choice { get; set; }

    public ImportHead Head { get; private set; } = null!;
    public IReadOnlyDictionary<string, KindCount> Counts { get; private set; } = new Dictionary<string, KindCount>(StringComparer.Ordinal);
    public ILookup<string, PreviewRow> Rows { get; private set; } = null!;
    public ILookup<Id<Product>, OrderedProduct> Ordered { get; private set; } = null!;

    public int Count(string kind) => Counts.GetValueOrDefault(kind)?.Rows ?? 0;
    public bool CanApply => Head.AppliedAt is null && !Head.IsStale && Count("new") + Count("changed") + Count("gone") > 0;
    private string Address => Kind is null ? $"/buying/imports/{Id}" : $"/buying/imports/{Id}?kind={Kind}&part={Part}";

    private const string SelectHead = """
        select i.supplier_id, s.name as supplier, i.file_name, i.format, i.same_rows, i.uploaded_at, u.name as uploaded_by, i.applied_at,
          a.name as applied_by, i.file is not null as has_file,
          i.applied_at is null and (select count(*) from catalogue_import o where o.supplier_id = i.supplier_id and o.applied_at is not null) > i.after_imports as is_stale
        from catalogue_import i
        join supplier s on s.id = i.supplier_id
        left join person u on u.id = i.uploaded_by
        left join person a on a.id = i.applied_by
        where i.id = @id
        """;

    private const string SelectCounts = """
        select kind, count(*) as rows, sum(ticked) as ticked from import_row where import_id = @id group by kind
        """;

    private const string SelectRows = """
        select id, line, kind, ticked, product_id, content, reason, code, name, brand, unit, part_unit, choice
        from (
          select r.id, r.line, r.kind, r.ticked, r.product_id, r.content, r.reason, p.code, p.name, p.brand, p.unit, p.part_unit, p.choice,
            row_number() over (partition by r.kind order by r.id) as place
          from import_row r left join product p on p.id = r.product_id
          where r.import_id = @id and (@kind is null or r.kind = @kind))
        where place > @skip and place <= @skip + @take
        order by id
        """;

    private const string SelectOrdered = """
        select o.product_id, c.code as cycle, count(*) as orders
        from offer o
        join cycle_state t on t.cycle_id = o.cycle_id and t.state in ('Open', 'Fill', 'Closed')
        join order_cycle c on c.id = o.cycle_id
        join order_line l on l.offer_id = o.id and (l.asked > 0 or l.flex > 0)
        where o.supplier_id = @supplier
        group by o.id
        """;

    protected internal override IActionResult? Load()
    {
        if (Kind is not null && !Kinds.Contains(Kind, StringComparer.Ordinal)) return NotFound();
        if (db.Find<ImportHead>(SelectHead, new { id = Id }) is not { } head) return NotFound();
        Head = head;
        Counts = db.Query<KindCount>(SelectCounts, new { id = Id }).ToDictionary(c => c.Kind, StringComparer.Ordinal);
        Part = Math.Clamp(Part, 1, Kind is null ? 1 : Math.Max(1, (Count(Kind) + Most - 1) / Most));
        Rows = db.Query<PreviewRow>(SelectRows, new { id = Id, kind = Kind, skip = (Part - 1) * Most, take = Most }).ToLookup(r => r.Kind, StringComparer.Ordinal);
        Ordered = db.Query<OrderedProduct>(SelectOrdered, new { supplier = head.SupplierId }).ToLookup(o => o.ProductId);
        return null;
    }

    // What was on the page is known by its kind and part, so that an unticked box needs no field of its own.
    private const string SaveTicks = """
        update import_row set ticked = id in (select value from json_each(@ticked))
        where import_id = @id and id in (
          select id from (select id, kind, row_number() over (partition by kind order by id) as place from import_row where import_id = @id)
          where place > @skip and place <= @skip + @take and (@kind is null or kind = @kind))
          and exists (select 1 from catalogue_import where id = @id and applied_at is null)
        """;

    public IActionResult OnPostTicks()
    {
        if (Keep() is { } missing) return missing;
        return Done(Address, "Imports.TicksKept");
    }

    private const string TickAll = """
        update import_row set ticked = @on
        where import_id = @id and kind = @of and exists (select 1 from catalogue_import where id = @id and applied_at is null)
        """;

    /// <summary>Ticks or unticks a whole kind, also what is not on this page.</summary>
    public IActionResult OnPostAll(string of, bool on)
    {
        if (Keep() is { } missing) return missing;
        db.Execute(TickAll, new { id = Id, of, on });
        return Done(Address, "Imports.TicksKept");
    }

    public IActionResult OnPostApply()
    {
        if (Keep() is { } missing) return missing;
        var choice = Choice is "maybe" or "never" ? Choice : "offered";
        if (ImportApplication.Apply(db, Id, viewer.PersonId, Now, choice) is not var (outcome, counts)) return NotFound();
        return outcome switch
        {
            ApplyOutcome.Stale => throw new Refused("", "Imports.Stale"),
            ApplyOutcome.AppliedAlready => Done($"/buying/imports/{Id}", "Imports.AppliedBefore"),
            _ => Done($"/buying/imports/{Id}", "Imports.Applied", counts!.New, counts.Changed, counts.Gone),
        };
    }

    private IActionResult? Keep()
    {
        if (!ModelState.IsValid) return NotFound(); // an address or a tick that no page of ours has made
        if (Load() is { } missing) return missing;
        db.Execute(SaveTicks, new { id = Id, kind = Kind, ticked = JsonSerializer.Serialize(Row), skip = (Part - 1) * Most, take = Most });
        return null;
    }
}
