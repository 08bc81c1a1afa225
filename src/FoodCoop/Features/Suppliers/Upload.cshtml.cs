using FoodCoop.Features.Catalogue.Imports;

namespace FoodCoop.Features.Suppliers;

/// <summary>A supplier's list comes in: it is read first, and only then compared with the catalogue in the transaction.</summary>
[Authorize(Policy = Role.Buyer), BeginsLate]
public sealed class UploadModel(Db db, Viewer viewer) : CoopPage
{
    private const int LongestName = 200;

    [BindProperty(SupportsGet = true)] public Id<Supplier> Id { get; set; }
    [BindProperty] public IFormFile? PriceList { get; set; }

    public string SupplierName { get; private set; } = "";

    private const string SelectName = "select name from supplier where id = @id";

    protected internal override IActionResult? Load()
    {
        if (db.Find<string>(SelectName, new { id = Id }) is not { } name) return NotFound();
        SupplierName = name;
        return null;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Load() is { } missing) return missing;
        if (PriceList is not { Length: > 0 }) throw new Refused(nameof(PriceList), PriceList is null ? "Suppliers.FileNeeded" : "Catalogue.Empty");
        using var bytes = new MemoryStream(checked((int)PriceList.Length));
        await PriceList.CopyToAsync(bytes, HttpContext.RequestAborted);
        var name = Path.GetFileName(PriceList.FileName);
        var file = ReadFile.Of(bytes.ToArray(), name.Length > LongestName ? name[..LongestName] : name);

        await db.BeginAsync(HttpContext.RequestAborted);
        var import = ImportStaging.Stage(db, Id, file, viewer.PersonId, Now);
        return LocalRedirect($"/buying/imports/{import}");
    }
}
