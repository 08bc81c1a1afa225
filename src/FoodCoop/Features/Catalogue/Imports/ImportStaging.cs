using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using FoodCoop.Features.Catalogue.Reading;
using FoodCoop.Features.Suppliers;

namespace FoodCoop.Features.Catalogue.Imports;

/// <summary>An uploaded list as read, before any transaction begins: reading 8,000 rows takes longer than writing them.</summary>
public sealed record ReadFile(string Name, string Sha256, byte[] Packed, CatalogueReading Reading)
{
    /// <exception cref="Refused">It is no list that can be read; the sentence says what to do.</exception>
    public static ReadFile Of(byte[] bytes, string name)
    {
        var reading = CatalogueFile.Read(bytes, name);
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest)) zip.Write(bytes);
        return new(name, Convert.ToHexStringLower(SHA256.HashData(bytes)), packed.ToArray(), reading);
    }

    /// <summary>The same list, read again from what was kept of it.</summary>
    public static ReadFile Unpacked(byte[] packed, string name)
    {
        using var zip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        zip.CopyTo(bytes);
        return Of(bytes.ToArray(), name);
    }
}

/// <summary>Puts a list beside the catalogue and keeps what differs, for the buyer to look at.</summary>
public static class ImportStaging
{
    private static readonly TimeSpan KeepFiles = TimeSpan.FromDays(30);

    private const string SelectKeys = """
        select id, gone_at is not null as has_gone
        from product where supplier_id = @supplier order by id
        """;

    private const string SelectListed = """
        select identity, code, name, brand, origin, quality, unit, case_size, price, price_per, vat_class, deposit,
          coalesce(list_category, category) as category, contains, without, ingredients, coalesce(list_weighed, weighed) as weighed, flags, status
        from product where supplier_id = @supplier order by id
        """;

    private const string Insert = """
        insert into catalogue_import (supplier_id, file_name, sha256, format, same_rows, after_imports, file, uploaded_at, uploaded_by)
        select @supplier, @Name, @Sha256, @format, @same,
          (select count(*) from catalogue_import where supplier_id = @supplier and applied_at is not null), @Packed, @now, @by
        """;

    // The rows come as one JSON array: 8,000 of them in one statement.
    private const string InsertRows = """
        insert into import_row (import_id, line, kind, product_id, content, reason)
        select @import, value ->> '$.Line', value ->> '$.Kind', value ->> '$.Product', value ->> '$.Content', value ->> '$.Reason'
        from json_each(@rows)
        """;

    private const string ForgetOldFiles = """
        update catalogue_import set file = null
        where supplier_id = @supplier and file is not null and uploaded_at < @before
        """;

    /// <summary>Compares a list with the supplier's products as they are now. Nothing of the catalogue changes.</summary>
    public static Id<CatalogueImport> Stage(Db db, Id<Supplier> supplier, ReadFile file, Id<Person>? by, DateTimeOffset now)
    {
        var known = Known(db, supplier);
        var found = Comparison.Of(known, file.Reading);
        db.Execute(ForgetOldFiles, new { supplier, before = now - KeepFiles });
        var import = db.Insert<CatalogueImport>(Insert, new
        {
            supplier, file.Name, file.Sha256, format = file.Reading.Format, same = found.Same, file.Packed, now, by,
        });
        db.Execute(InsertRows, new { import, rows = Rows(found) });
        return import;
    }

    private static List<KnownProduct> Known(Db db, Id<Supplier> supplier) =>
        [.. db.Query<Key>(SelectKeys, new { supplier }).Zip(db.Query<ListedProduct>(SelectListed, new { supplier }), (k, r) => new KnownProduct(k.Id, k.HasGone, r))];

    private static string Rows(Comparison found) => JsonSerializer.Serialize(
        found.New.Select(n => new Row(n.Line, "new", null, n.Staged.ToJson(), null))
            .Concat(found.Changed.Select(c => new Row(c.Line, "changed", c.Id.Value, c.Staged.ToJson(), null)))
            .Concat(found.Gone.Select(g => new Row(0, "gone", g.Value, null, null)))
            .Concat(found.Unreadable.Select(u => new Row(u.Line, "unreadable", null, null, RowReason.Json(u)))));

    private sealed record Key(Id<Product> Id, bool HasGone);

    private sealed record Row(int Line, string Kind, long? Product, string? Content, string? Reason);
}

/// <summary>Why a row could not be read, kept so that each buyer reads it in the own language.</summary>
public static class RowReason
{
    private sealed record Kept(string Key, IReadOnlyList<JsonElement> Arguments);

    public static string Json(UnreadableRow row) =>
        JsonSerializer.Serialize(new { Key = row.ReasonKey, Arguments = row.Arguments.Select(Plain) });

    public static string Text(Texts texts, string json)
    {
        var kept = JsonSerializer.Deserialize<Kept>(json)!;
        return texts[kept.Key, [.. kept.Arguments.Select(a => a.ValueKind == JsonValueKind.Number ? a.GetDecimal() : (object?)a.GetString())]];
    }

    private static object Plain(object argument) => argument is int or long or decimal ? argument : argument.ToString() ?? "";
}
