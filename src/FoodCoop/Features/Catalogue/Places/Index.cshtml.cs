namespace FoodCoop.Features.Catalogue.Places;

/// <summary>Where things stand on pickup day: the places in walking order, and which category stands where. Lists follow it.</summary>
[Authorize(Policy = Role.Buyer)]
public sealed class IndexModel(Db db) : CoopPage
{
    private const int LongestName = 100;
    private const int MostWalk = 9999;
    private const int Last = 1000;

    /// <summary>The places by number: what the form sends.</summary>
    [BindProperty] public IList<PlaceRow> Places { get; set; } = [];

    [BindProperty] public IList<CategoryRow> Categories { get; set; } = [];

    /// <summary>A place to add; empty: none.</summary>
    [BindProperty] public string? NewName { get; set; }

    private const string SelectPlaces = """
        select p.id, p.name, p.walk, exists (select 1 from category c where c.storage_place_id = p.id) as is_used
        from storage_place p order by p.walk, p.name collate nocase
        """;

    // also a category that no list but a buyer has given
    private const string SelectCategories = """
        select c.name, c.storage_place_id as place, c.walk, (select count(*) from product p where p.category = c.name and p.gone_at is null) as products
        from category c
        union all
        select n.name, null as place, 1000 as walk, n.products
        from (select category as name, count(*) as products from product where category <> '' and gone_at is null group by category) n
        where n.name not in (select name from category)
        order by 3, 1
        """;

    protected internal override IActionResult? Load()
    {
        Places = db.Query<PlaceRow>(SelectPlaces);
        Categories = db.Query<CategoryRow>(SelectCategories);
        return null;
    }

    private const string UpdatePlace = "update storage_place set name = @name, walk = @Walk where id = @Id";
    private const string InsertPlace = "insert into storage_place (name, walk) values (@name, @walk)";
    private const string CountName = "select count(*) from storage_place where name = @name collate nocase and id <> @id";
    private const string UpsertCategory = """
        insert into category (name, storage_place_id, walk)
        select @Name, (select id from storage_place where id = @Place), @Walk
        where exists (select 1 from product where category = @Name) or exists (select 1 from category where name = @Name)
        on conflict (name) do update set storage_place_id = excluded.storage_place_id, walk = excluded.walk
        """;

    public IActionResult OnPost()
    {
        if (!ModelState.IsValid) return Again();
        // The names first make way for each other: two places may trade theirs.
        for (var i = 0; i < Places.Count; i++) Check($"Places[{i}].Name", Places[i].Name, Places[i].Walk, $"Places[{i}].Walk");
        var twice = Places.GroupBy(p => p.Name!.Trim(), StringComparer.CurrentCultureIgnoreCase).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null) throw new Refused("", "Places.NameTaken", twice.Key);
        foreach (var place in Places) db.Execute(UpdatePlace, new { name = $"\u0001{place.Id}", place.Walk, place.Id });
        foreach (var place in Places) db.Execute(UpdatePlace, new { name = place.Name!.Trim(), place.Walk, place.Id });
        for (var i = 0; i < Categories.Count; i++)
        {
            if (Categories[i].Walk is < 0 or > MostWalk) throw new Refused($"Categories[{i}].Walk", "Places.WalkRange", MostWalk);
            db.Execute(UpsertCategory, Categories[i]);
        }
        if (NewName?.Trim() is { Length: > 0 } name)
        {
            Check(nameof(NewName), name, Last, nameof(NewName));
            if (db.One<long>(CountName, new { name, id = 0 }) > 0) throw new Refused(nameof(NewName), "Places.NameTaken", name);
            db.Execute(InsertPlace, new { name, walk = Places.Count == 0 ? 10 : Math.Min(MostWalk, Places.Max(p => p.Walk) + 10) });
        }
        return Done("/buying/places", "Places.Saved");
    }

    private const string DeletePlace = """
        delete from storage_place where id = @place and not exists (select 1 from category where storage_place_id = @place)
        """;

    /// <summary>Only a place where nothing stands can be taken away.</summary>
    public IActionResult OnPostRemove(Id<StoragePlace> place) => db.Execute(DeletePlace, new { place }) == 1
        ? Done("/buying/places", "Places.Removed")
        : throw new Refused("", "Places.StillUsed");

    private static void Check(string nameField, string? name, int walk, string walkField)
    {
        if (string.IsNullOrWhiteSpace(name)) throw new Refused(nameField, "Places.NameNeeded");
        if (name.Trim().Length > LongestName) throw new Refused(nameField, "Places.TooLong", LongestName);
        if (walk is < 0 or > MostWalk) throw new Refused(walkField, "Places.WalkRange", MostWalk);
    }
}

/// <summary>Marks rows of the table storage_place: a shelf, a fridge, a corner of the room.</summary>
public sealed class StoragePlace : IEntity;

/// <summary>A place as the form shows and sends it.</summary>
public sealed record PlaceRow(Id<StoragePlace> Id, string? Name, int Walk, bool IsUsed = false);

/// <summary>A category, where it stands, and its own place in the walk.</summary>
public sealed record CategoryRow(string Name, Id<StoragePlace>? Place, int Walk, int Products = 0);
