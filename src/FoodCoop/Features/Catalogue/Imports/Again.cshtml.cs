namespace FoodCoop.Features.Catalogue.Imports;

/// <summary>A preview that has become old is made again from the file that was kept: one click, no second upload.</summary>
[Authorize(Policy = Role.Buyer), BeginsLate]
public sealed class AgainModel(Db db, Viewer viewer) : CoopPage
{
    [BindProperty(SupportsGet = true)] public Id<CatalogueImport> Id { get; set; }

    private const string SelectFile = "select supplier_id, file_name, file from catalogue_import where id = @id";

    protected internal override IActionResult? Load() => LocalRedirect($"/buying/imports/{Id}");

    public async Task<IActionResult> OnPostAsync()
    {
        if (db.Find<Kept>(SelectFile, new { id = Id }) is not { } kept) return NotFound();
        if (kept.File is null) return Done($"/buying/suppliers/{kept.SupplierId}/upload", "Imports.FileForgotten");
        var file = ReadFile.Unpacked(kept.File, kept.FileName);
        await db.BeginAsync(HttpContext.RequestAborted);
        var import = ImportStaging.Stage(db, kept.SupplierId, file, viewer.PersonId, Now);
        return Done($"/buying/imports/{import}", "Imports.MadeAgain");
    }

    private sealed record Kept(Id<Suppliers.Supplier> SupplierId, string FileName, byte[]? File);
}
