using System.Text.Json;
using FoodCoop.Features.Catalogue;
using FoodCoop.Features.Catalogue.Imports;
using FoodCoop.Features.Suppliers;

namespace FoodCoop.Features.Demo;

/// <summary>
/// Brings the four wholesalers' lists in as the buyer does (read, staged, applied), and then does the buyer's own part: categories
/// where a list has the trade's groups only, sacks sold by the kilo, cheese by the half kilo.
/// </summary>
public static class DemoCatalogue
{
    private const string InsertSupplier = """
        insert into supplier (name, email, customer_number, minimum, created_at)
        values (@Name, @Email, @CustomerNumber, @Minimum, @now)
        on conflict (name) do nothing
        """;

    private const string SelectSupplier = "select id from supplier where name = @Name";

    private const string SelectProducts = """
        select id, code, name, case_size
        from product
        where supplier_id = @supplier
        """;

    // What the list says is kept beside the buyer's own choice, so that the next list does not undo it.
    private const string UpdateProducts = """
        update product
        set list_category = iif(category = c.v ->> 'Category', list_category, category), category = c.v ->> 'Category',
          list_weighed = iif(weighed = c.v ->> 'Weighed', list_weighed, weighed), weighed = c.v ->> 'Weighed',
          part_unit = c.v ->> 'PartUnit', parts = c.v ->> 'Parts', order_step = c.v ->> 'Step'
        from (select value as v from json_each(@choices)) c
        where product.id = c.v ->> 'Id'
        """;

    private const string DeleteUnused = "delete from category where name not in (select category from product) and storage_place_id is null";

    private sealed record ProductRow(Id<Product> Id, string Code, string Name, Quantity CaseSize);

    private sealed record Choice(long Id, string Category, int Weighed, string? PartUnit, long? Parts, long Step);

    /// <param name="lists">One for each supplier, in the order of <see cref="DemoLists.Suppliers"/>; one that says nothing new changes nothing.</param>
    public static async Task Import(CoopFile file, DateTimeOffset now, IReadOnlyList<DemoList> lists)
    {
        var buyer = file.Read(db => DemoAdmission.Staff(db, DemoPeople.Cast.Single(c => c.Key == "buyer").Email));
        foreach (var (invented, list) in DemoLists.Suppliers.Zip(lists))
        {
            var read = ReadFile.Of(list.Bytes, list.FileName);
            await file.WriteAsync(db =>
            {
                db.Execute(InsertSupplier, new { invented.Name, invented.Email, invented.CustomerNumber, invented.Minimum, now });
                var supplier = db.One<Id<Supplier>>(SelectSupplier, new { invented.Name });
                ImportApplication.Apply(db, ImportStaging.Stage(db, supplier, read, buyer, now), buyer, now);
                db.Execute(UpdateProducts, new { choices = Choices(db, supplier, DemoLists.Products(invented)) });
            });
        }
        await file.WriteAsync(db => db.Execute(DeleteUnused));
    }

    private static string Choices(Db db, Id<Supplier> supplier, IReadOnlyList<DemoProduct> products)
    {
        var invented = products.ToLookup(p => Key(p.Code, p.Name), StringComparer.OrdinalIgnoreCase);
        return JsonSerializer.Serialize(db.Query<ProductRow>(SelectProducts, new { supplier }).ConvertAll(row =>
        {
            var product = invented[Key(row.Code, row.Name)].First();
            return new Choice(
                row.Id.Value, product.Category, product.Weighed ? 1 : 0,
                product.SoldInParts?.Unit, product.SoldInParts?.InSupplierUnit.Thousandths, Step(product, row.CaseSize).Thousandths);
        }));
    }

    private static string Key(string code, string name) => code.Length > 0 ? code : name;

    // Cheese is cut: half a kilo, also from a wheel of 4.5.
    private static Quantity Step(DemoProduct product, Quantity caseSize) =>
        product.SoldInParts?.OrderStep
        ?? (product.Weighed && product.Measure == "kg" || !caseSize.IsMultipleOf(Quantity.One) ? new Quantity(500) : Quantity.One);
}
