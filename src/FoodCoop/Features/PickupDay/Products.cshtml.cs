namespace FoodCoop.Features.PickupDay;

/// <summary>The pick list on a phone: one storage place at a time, the first one first; a product opens to who gets it.</summary>
[Authorize(Policy = Role.PickupHost)]
public sealed class ProductsModel(Db db, CoopContext context, CoopDates dates, Texts texts)
    : PickupPage(db, context, dates, texts)
{
    [FromQuery]
    public long? Place { get; set; }

    public PickListPaper List { get; private set; } = new(new("", "", "", default), []);

    protected internal override IActionResult? Load()
    {
        if ((base.Load() ?? AfterClosing()) is { } elsewhere) return elsewhere;
        if (Place is null && Goods.Places is [var first, ..]) Place = first.Id;
        List = Goods.PickList(Stamp, Place);
        return null;
    }
}
