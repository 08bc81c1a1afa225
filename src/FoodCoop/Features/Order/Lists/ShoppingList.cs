namespace FoodCoop.Features.Order.Lists;

/// <summary>Marks rows of the table shopping_list: what a household likes to order again, under a name.</summary>
public sealed class ShoppingList : IEntity;

/// <summary>A household's list in one line.</summary>
/// <param name="RemovedAt">When it was thrown away; it can be put back.</param>
public sealed record ShoppingListRow(Id<ShoppingList> Id, string Name, DateTimeOffset MadeAt, DateTimeOffset? RemovedAt, int Products)
{
    private const string Columns = """
        select s.id, s.name, s.made_at, s.removed_at, (select count(*) from shopping_list_line l where l.shopping_list_id = s.id) as products
        from shopping_list s
        where s.member_id = @member
        """;

    private const string SelectAll = Columns + " order by s.name collate nocase, s.id";
    private const string SelectOne = Columns + " and s.id = @list and s.removed_at is null";

    /// <summary>All of a member by name, those that were thrown away among them.</summary>
    public static List<ShoppingListRow> Of(Db db, Id<Member> member) => db.Query<ShoppingListRow>(SelectAll, new { member });

    /// <summary>A member's own; null where there is none, also when it is another member's or was thrown away.</summary>
    public static ShoppingListRow? Find(Db db, Id<Member> member, Id<ShoppingList> list) => db.Find<ShoppingListRow>(SelectOne, new { member, list });
}
