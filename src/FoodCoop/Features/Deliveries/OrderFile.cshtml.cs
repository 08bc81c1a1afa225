using System.Text;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Post;
using FoodCoop.Features.Suppliers;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodCoop.Features.Deliveries;

/// <summary>An order to a supplier as a file, in the supplier's language: paper, a spreadsheet, or lines for a web form.</summary>
[Authorize(Policy = Role.Buyer)]
public sealed class OrderFileModel(Db db, CoopContext context, Texts T) : CoopPage
{
    [FromRoute(Name = "cycle")]
    public string Code { get; set; } = "";

    [FromRoute(Name = "supplier")]
    public Id<Supplier> SupplierId { get; set; }

    [FromRoute]
    public string Format { get; set; } = "";

    /// <summary>Why there is no file.</summary>
    public string Why { get; private set; } = "";

    protected internal override IActionResult? Load()
    {
        if (Cycle.ByCode(db, Code) is not { } cycle) return NotFound();
        if (SupplierOrders.Of(db, cycle).FirstOrDefault(s => s.Id == SupplierId) is not { } supplier) return NotFound();
        if (!cycle.HasClosed) return NoFile(T["Deliveries.FilesAfterClosing"]);
        if (supplier.IsDropped) return NoFile(T["Deliveries.LeftOut", supplier.Name]);
        if (supplier.ProductCount == 0) return NoFile(T["Deliveries.NothingFrom", supplier.Name]);
        var coop = context.Settings(db);
        var paper = SupplierOrders.Paper(supplier, cycle, coop, Mailing.ReplyTo(db, coop, SupplierOrderMail.Kind), Now);
        var culture = Languages.Culture(supplier.Language);
        var name = SupplierOrders.FileName(supplier, cycle, Format);
        return Format switch
        {
            "pdf" => new FileAnswer(SupplierOrderPdf.Of(paper, culture), FileAnswer.Pdf, name),
            "csv" => new FileAnswer(SupplierOrderFiles.Csv(paper, culture), FileAnswer.Csv, name, inline: false),
            _ => new FileAnswer(Encoding.UTF8.GetBytes(SupplierOrderFiles.CodesOrNames(paper.Lines)), FileAnswer.Text, name),
        };
    }

    /// <summary>A sentence instead of an empty file (404).</summary>
    private PageResult NoFile(string why)
    {
        Why = why;
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
