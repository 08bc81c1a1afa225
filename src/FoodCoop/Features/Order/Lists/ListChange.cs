using FoodCoop.Features.Catalogue;

namespace FoodCoop.Features.Order.Lists;

/// <summary>What is done to a household's lists. Who calls has made sure that the list is the household's own.</summary>
public static class ListChange
{
    public const int LongestName = 60;


    private const string CountName = """
        select count(*) from shopping_list where member_id = @member and name = @name collate nocase and removed_at is null and id <> @list
        """;

    private const string InsertList = "insert into shopping_list (member_id, name, made_at, made_by) values (@member, @name, @now, @person)";

    private const string InsertLines = """
        insert into shopping_list_line (shopping_list_id, product_id, amount, unit)
        select @list, o.product_id, l.asked, o.unit
        from order_line l
        join offer o on o.id = l.offer_id
        join order_cycle c on c.id = o.cycle_id
        where l.member_id = @member and c.code = @from and l.asked > 0
        """;

    private const string UpdateName = "update shopping_list set name = @name where id = @list";
    private const string UpdateRemoved = "update shopping_list set removed_at = @now where id = @list and member_id = @member and removed_at is null";
    private const string UpdatePutBack = "update shopping_list set removed_at = null where id = @list and member_id = @member";
    private const string SelectRemoved = "select name from shopping_list where id = @list and member_id = @member and removed_at is not null";

    private const string UpsertLine = """
        insert into shopping_list_line (shopping_list_id, product_id, amount, unit) values (@list, @Id, @amount, @Unit)
        on conflict (shopping_list_id, product_id) do update set amount = excluded.amount, unit = excluded.unit
        """;

    private const string DeleteLine = "delete from shopping_list_line where shopping_list_id = @list and product_id = @product";

    /// <summary>A new list, empty or with what the household asked for in a cycle.</summary>
    /// <param name="from">The cycle's code; null or empty: an empty list.</param>
    /// <exception cref="Refused">The name is taken.</exception>
    public static Id<ShoppingList> Make(Db db, Id<Member> member, Id<Person> person, string name, string? from, DateTimeOffset now)
    {
        Free(db, member, name, default);
        var list = db.Insert<ShoppingList>(InsertList, new { member, name, now, person });
        if (!string.IsNullOrEmpty(from)) db.Execute(InsertLines, new { list, member, from });
        return list;
    }

    /// <exception cref="Refused">The name is taken.</exception>
    public static void Rename(Db db, Id<Member> member, Id<ShoppingList> list, string name)
    {
        Free(db, member, name, list);
        db.Execute(UpdateName, new { list, name });
    }

    public static void Remove(Db db, Id<Member> member, Id<ShoppingList> list, DateTimeOffset now) => db.Execute(UpdateRemoved, new { list, member, now });

    /// <summary>Undoes throwing away. Its name; null when there is nothing to put back.</summary>
    /// <exception cref="Refused">Its name has been given to another list meanwhile.</exception>
    public static string? PutBack(Db db, Id<Member> member, Id<ShoppingList> list)
    {
        if (db.Find<string>(SelectRemoved, new { list, member }) is not { } name) return null;
        Free(db, member, name, list, field: "");
        db.Execute(UpdatePutBack, new { list, member });
        return name;
    }

    /// <summary>Writes an amount down; nothing takes the product off. Whether anything changed.</summary>
    /// <exception cref="Refused">Not on the order step, or more than fits in the room.</exception>
    public static bool Set(Db db, Id<ShoppingList> list, ListedProduct product, Quantity amount)
    {
        var field = $"a{product.Id}";
        if (amount == (product.Amount ?? Quantity.Zero) && !product.HasOtherUnit) return false;
        if (amount.IsZero) return TakeOff(db, list, product.Id);
        OrderStep.Check(amount, product.OrderStep, field, product.Name, product.Unit);
        db.Execute(UpsertLine, new { list, product.Id, amount, product.Unit });
        return true;
    }

    public static bool TakeOff(Db db, Id<ShoppingList> list, Id<Product> product) => db.Execute(DeleteLine, new { list, product }) == 1;

    private static void Free(Db db, Id<Member> member, string name, Id<ShoppingList> list, string field = "Name")
    {
        if (db.One<int>(CountName, new { member, name, list }) > 0) throw new Refused(field, "Lists.NameTaken", name);
    }
}
