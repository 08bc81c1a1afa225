namespace FoodCoop.Features.PickupDay;

/// <summary>The pick list on paper, of all storage places or of one.</summary>
[Authorize(Policy = Role.PickupHost)]
public sealed class PickListModel(Db db, CoopContext context, CoopDates dates, Texts texts)
    : PickupPage(db, context, dates, texts)
{
    [FromQuery]
    public long? Place { get; set; }

    protected internal override IActionResult? Load() =>
        base.Load() ?? AfterClosing() ?? new FileAnswer(PickListPdf.Of(Goods.PickList(Stamp, Place), T.Culture), FileAnswer.Pdf, $"{T["PickupDay.PickListFile"]}-{Cycle.Code}.pdf");
}
