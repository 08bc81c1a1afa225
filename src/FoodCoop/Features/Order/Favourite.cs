using FoodCoop.Features.Catalogue;
using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Order;

/// <summary>
/// A person's stars. The order is the household's, but what one looks for first is one's own; and a star stands at the product, so that
/// it is there again next month.
/// </summary>
public static class Favourite
{
    private const string Select = "select product_id from favourite where person_id = @person";

    private const string Insert = """
        insert into favourite (person_id, product_id, since)
        select @person, product_id, @now from offer where id = @offer and cycle_id = @cycle
        on conflict (person_id, product_id) do nothing
        """;

    private const string Delete = """
        delete from favourite where person_id = @person and product_id = (select product_id from offer where id = @offer and cycle_id = @cycle)
        """;

    public static HashSet<Id<Product>> Of(Db db, Id<Person> person) => [.. db.Query<Id<Product>>(Select, new { person })];

    /// <summary>Gives or takes the star; setting it to what it is changes nothing.</summary>
    public static void Set(Db db, Id<Person> person, Id<OrderCycle> cycle, Id<Offer> offer, bool on, DateTimeOffset now)
    {
        if (on) db.Execute(Insert, new { person, offer, cycle, now });
        else db.Execute(Delete, new { person, offer, cycle });
    }

    /// <summary>The star is given when it was not there, and taken when it was.</summary>
    public static void Turn(Db db, Id<Person> person, Id<OrderCycle> cycle, Id<Offer> offer, DateTimeOffset now)
    {
        if (db.Execute(Delete, new { person, offer, cycle }) == 0) db.Execute(Insert, new { person, offer, cycle, now });
    }
}
