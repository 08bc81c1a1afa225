namespace FoodCoop.Features.Catalogue.Imports;

/// <summary>What became of applying: done, done by somebody before, or too old to do.</summary>
public enum ApplyOutcome { Applied, AppliedAlready, Stale }

/// <summary>How many products came, changed and went.</summary>
public sealed record AppliedCounts(int New, int Changed, int Gone);

/// <summary>
/// Writes the ticked rows of an import into the catalogue. What counts is what was staged, never what a browser sends.
/// Offers are frozen rows of their own: a list that is applied meanwhile touches the next cycle only.
/// </summary>
public static class ImportApplication
{
    private const string SelectState = """
        select i.supplier_id, i.applied_at is not null as is_applied,
          (select count(*) from catalogue_import o where o.supplier_id = i.supplier_id and o.applied_at is not null) > i.after_imports as is_stale
        from catalogue_import i where i.id = @import
        """;

    private const string InsertNew = """
        insert into product (supplier_id, identity, code, name, brand, origin, quality, unit, case_size, price, price_per, vat_class,
          deposit, category, contains, without, ingredients, weighed, flags, status, choice, first_seen_at, changed_at)
        select @supplier, r ->> 'Identity', r ->> 'Code', r ->> 'Name', r ->> 'Brand', r ->> 'Origin', r ->> 'Quality', r ->> 'Unit',
          r ->> 'CaseSize', r ->> 'Price', r ->> 'PricePer', r ->> 'VatClass', r ->> 'Deposit', r ->> 'Category', r ->> 'Contains',
          r ->> 'Without', r ->> 'Ingredients', r ->> 'Weighed', r ->> 'Flags', r ->> 'Status', @choice, @now, @now
        from (select content -> '$.Row' as r from import_row where import_id = @import and kind = 'new' and ticked = 1)
        """;

    // A category and a "weighed" of the buyer's own survive; what the list says is remembered beside them.
    private const string UpdateChanged = """
        update product set code = r ->> 'Code', name = r ->> 'Name', brand = r ->> 'Brand', origin = r ->> 'Origin',
          quality = r ->> 'Quality', unit = r ->> 'Unit', case_size = r ->> 'CaseSize', price = r ->> 'Price',
          price_per = r ->> 'PricePer', vat_class = r ->> 'VatClass', deposit = r ->> 'Deposit',
          category = iif(list_category is null, r ->> 'Category', category), list_category = iif(list_category is null, null, r ->> 'Category'),
          contains = r ->> 'Contains', without = r ->> 'Without', ingredients = r ->> 'Ingredients',
          weighed = iif(list_weighed is null, r ->> 'Weighed', weighed), list_weighed = iif(list_weighed is null, null, r ->> 'Weighed'),
          flags = r ->> 'Flags', status = r ->> 'Status', changed_at = @now, gone_at = null
        from (select product_id, content -> '$.Row' as r from import_row where import_id = @import and kind = 'changed' and ticked = 1) as staged
        where product.id = staged.product_id
        """;

    private const string UpdateGone = """
        update product set gone_at = @now
        where id in (select product_id from import_row where import_id = @import and kind = 'gone' and ticked = 1)
        """;

    // Parts that no longer come out in thousandths of the new case cannot be sold: back to the supplier's unit.
    private const string MendParts = """
        update product set part_unit = null, parts = null, order_step = 1000
        where supplier_id = @supplier and parts is not null and (case_size * parts % 1000 <> 0 or case_size * parts < 1000)
        """;

    // A case is a multiple of the order step: by the piece where it can be, else by halves, quarters, tenths, else whole.
    private const string MendSteps = """
        update product set order_step = case
            when case_size * coalesce(parts, 1000) / 1000 % 1000 = 0 then 1000
            when case_size * coalesce(parts, 1000) / 1000 % 500 = 0 then 500
            when case_size * coalesce(parts, 1000) / 1000 % 250 = 0 then 250
            when case_size * coalesce(parts, 1000) / 1000 % 100 = 0 then 100
            else case_size * coalesce(parts, 1000) / 1000 end
        where supplier_id = @supplier and case_size * coalesce(parts, 1000) / 1000 % order_step <> 0
        """;

    private const string AddCategories = """
        insert into category (name)
        select distinct category from product where supplier_id = @supplier and category <> ''
        on conflict (name) do nothing
        """;

    private const string MarkApplied = """
        update catalogue_import set applied_at = @now, applied_by = @by, file = null where id = @import
        """;

    /// <param name="choice">How new products come in: offered, maybe or never. Those that were known keep theirs.</param>
    /// <returns>What became of it, and the counts when it was applied now; null when there is no such import.</returns>
    public static (ApplyOutcome Outcome, AppliedCounts? Counts)? Apply(
        Db db, Id<CatalogueImport> import, Id<Person>? by, DateTimeOffset now, string choice = "offered")
    {
        if (db.Find<State>(SelectState, new { import }) is not { } state) return null;
        if (state.IsApplied) return (ApplyOutcome.AppliedAlready, null);
        if (state.IsStale) return (ApplyOutcome.Stale, null);
        var supplier = state.SupplierId;
        var counts = new AppliedCounts(
            db.Execute(InsertNew, new { import, supplier, now, choice }),
            db.Execute(UpdateChanged, new { import, now }),
            db.Execute(UpdateGone, new { import, now }));
        db.Execute(MendParts, new { supplier });
        db.Execute(MendSteps, new { supplier });
        db.Execute(AddCategories, new { supplier });
        db.Execute(MarkApplied, new { import, now, by });
        return (ApplyOutcome.Applied, counts);
    }

    private sealed record State(Id<Suppliers.Supplier> SupplierId, bool IsApplied, bool IsStale);
}
