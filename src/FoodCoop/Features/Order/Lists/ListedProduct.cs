using FoodCoop.Features.Catalogue;
using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Order.Lists;

/// <summary>A product as it was last offered, and how much of it stands on a list.</summary>
/// <param name="Amount">Null where it is not on the list.</param>
/// <param name="UnitThen">What the amount counted when it was written down.</param>
/// <param name="IsOffered">It can be ordered now.</param>
public sealed record ListedProduct(
    Id<Product> Id, string Name, string Brand, string Unit, string Category, Quantity OrderStep, Money Price, bool IsOffered, Quantity? Amount, string UnitThen)
{
    // Of each product its newest offer. A product that was never offered has no price and cannot be on a list.
    private const string Columns = """
        select p.id, o.name, o.brand, o.unit, o.category, o.order_step, o.price, o.cycle_id = @open and o.withdrawn_at is null as is_offered,
          l.amount, coalesce(l.unit, '') as unit_then
        from product p
        join offer o on o.id = (select max(x.id) from offer x where x.product_id = p.id)
        left join shopping_list_line l on l.product_id = p.id and l.shopping_list_id = @list
        left join category c on c.name = o.category
        """;

    private const string SelectOnList = Columns + " where l.amount is not null order by coalesce(c.walk, 1000), o.category, o.name collate nocase, p.id";
    private const string SelectAll = Columns + " order by o.name collate nocase, p.id";
    private const string SelectOne = Columns + " where p.id = @product";

    /// <summary>The pack has grown or shrunk since.</summary>
    public bool HasOtherUnit => Amount is not null && UnitThen != Unit;

    public string SearchText => Search.Plain($"{Name} {Brand} {Category}");

    /// <summary>What stands on a list, in the order of the order form.</summary>
    public static List<ListedProduct> On(Db db, Id<ShoppingList> list, Cycle? open) => db.Query<ListedProduct>(SelectOnList, Ask(list, open));

    /// <summary>All that was ever offered and is found by what was typed.</summary>
    public static List<ListedProduct> Find(Db db, Id<ShoppingList> list, Cycle? open, string typed) =>
        [.. Search.In(typed, [.. db.Query<ListedProduct>(SelectAll, Ask(list, open)).Select(p => (p, p.SearchText))])];

    public static ListedProduct? Find(Db db, Id<ShoppingList> list, Id<Product> product) =>
        db.Find<ListedProduct>(SelectOne, new { list, product, open = 0 });

    private static object Ask(Id<ShoppingList> list, Cycle? open) => new { list, open = open?.Id.Value ?? 0 };
}
