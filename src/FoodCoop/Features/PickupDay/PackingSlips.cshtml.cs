namespace FoodCoop.Features.PickupDay;

/// <summary>The packing slips on paper, four to a page where they are short, or each on its own page (<c>?per=page</c>).</summary>
[Authorize(Policy = Role.PickupHost)]
public sealed class PackingSlipsModel(Db db, CoopContext context, CoopDates dates, Texts texts)
    : PickupPage(db, context, dates, texts)
{
    [FromQuery]
    public string? Per { get; set; }

    protected internal override IActionResult? Load() =>
        base.Load() ?? AfterClosing()
        ?? new FileAnswer(PackingSlipPdf.Of(Goods.Slips(Stamp), T.Culture, onePerPage: Per == "page"), FileAnswer.Pdf, $"{T["PickupDay.PackingSlipsFile"]}-{Cycle.Code}.pdf");
}
