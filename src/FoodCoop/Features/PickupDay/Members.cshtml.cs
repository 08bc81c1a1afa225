namespace FoodCoop.Features.PickupDay;

/// <summary>Who fetches something, with what it comes to.</summary>
[Authorize(Policy = Role.PickupHost)]
public sealed class MembersModel(Db db, CoopContext context, CoopDates dates, Texts texts)
    : PickupPage(db, context, dates, texts)
{
    public IReadOnlyList<PackingSlip> Slips { get; private set; } = [];

    protected internal override IActionResult? Load()
    {
        if ((base.Load() ?? AfterClosing()) is { } elsewhere) return elsewhere;
        Slips = Goods.Slips(Stamp).Slips;
        return null;
    }
}
