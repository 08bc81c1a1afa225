using FoodCoop.Features.Cycles;
using FoodCoop.Features.PickupDay;

namespace FoodCoop.Features.Order.Own;

/// <summary>The household's own order of a cycle as paper or for a spreadsheet; of nobody else.</summary>
[Authorize(Policy = Role.Member)]
public sealed class FileModel(Db db, Viewer viewer, CoopContext context, CoopDates dates, Texts texts) : CoopPage
{
    [FromRoute]
    public string Code { get; set; } = "";

    [FromRoute]
    public string Format { get; set; } = "";

    protected internal override IActionResult? Load()
    {
        if (Cycle.ByCode(db, Code) is not { } cycle || cycle.State == CycleState.Planned) return NotFound();
        if (OwnOrder.Of(db, cycle, viewer.MemberId) is not { } order)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }
        var name = $"{texts["Own.File"]}-{cycle.Code}.{Format}";
        return Format == "csv"
            ? new FileAnswer(OwnOrderCsv.Of(order, texts), FileAnswer.Csv, name, inline: false)
            : new FileAnswer(OwnOrderPdf.Of(order, Stamp(cycle), texts), FileAnswer.Pdf, name);
    }

    private PaperStamp Stamp(Cycle cycle)
    {
        var now = Now;
        var state = cycle.AcceptsOrders(now) ? texts["Own.Open", dates.Moment(cycle.ClosesAt)]
            : !cycle.HasClosed ? texts["Own.JustClosed"]
            : texts["Own.State" + cycle.State];
        var pickup = texts["Order.PickupOn", dates.Day(cycle.PickupOn), dates.Time(cycle.PickupFrom), dates.Time(cycle.PickupUntil)];
        return new(context.Settings(db).Name, dates.Month(cycle.Code), pickup, TimeZoneInfo.ConvertTime(now, dates.Zone), state);
    }
}
