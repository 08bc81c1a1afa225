namespace FoodCoop.Features.PickupDay;

/// <summary>One member's packing slip on a phone.</summary>
[Authorize(Policy = Role.PickupHost)]
public sealed class MemberSlipModel(Db db, CoopContext context, CoopDates dates, Texts texts)
    : PickupPage(db, context, dates, texts)
{
    [FromRoute]
    public int Number { get; set; }

    public PackingSlip Slip { get; private set; } = new(0, "", "", [], []);

    protected internal override IActionResult? Load()
    {
        if ((base.Load() ?? AfterClosing()) is { } elsewhere) return elsewhere;
        if (Goods.Fetchers.FirstOrDefault(f => f.Number == Number) is not { } fetcher) return NotFound();
        Slip = Goods.Slip(fetcher);
        return null;
    }
}
