using System.IO.Compression;

namespace FoodCoop.Features.Catalogue.Reading;

/// <summary>The one list in a zip file, which is how the monthly list comes.</summary>
internal static class ZippedList
{
    private const int MostEntries = 50;

    /// <exception cref="Refused">Broken, locked, too large, or not exactly one list in it.</exception>
    public static CatalogueReading Read(byte[] bytes)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            return OneList(zip);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            // What System.IO.Compression throws at archives that are cut off, damaged or packed in an unusual way.
            throw new Refused("", "Catalogue.ZipBroken");
        }
    }

    private static CatalogueReading OneList(ZipArchive zip)
    {
        if (zip.Entries.Any(e => e.FullName is "[Content_Types].xml" or "mimetype")) throw new Refused("", "Catalogue.Spreadsheet", "");
        var entries = zip.Entries.Where(IsFile).ToList();
        if (entries.Count == 0) throw new Refused("", "Catalogue.ZipEmpty");
        if (entries.Count > MostEntries) throw new Refused("", "Catalogue.ZipTooMany", entries.Count);
        if (entries.Exists(e => e.IsEncrypted)) throw new Refused("", "Catalogue.ZipLocked");
        var left = CatalogueFile.MostBytes;
        var lists = new List<CatalogueReading>();
        var broken = 0;
        Refused? why = null;
        foreach (var entry in entries)
        {
            var content = Unpacked(entry, ref left);
            try
            {
                lists.Add(CatalogueFile.ReadList(content, entry.Name));
            }
            catch (Refused e)
            {
                // A readme beside the list is no reason to refuse; a list that is broken off is.
                if (why is null || IsBrokenList(e)) why = e;
                if (IsBrokenList(e)) broken++;
            }
        }

        if (lists.Count + broken > 1) throw new Refused("", "Catalogue.ZipSeveral", lists.Count + broken);
        return lists.Count == 1 ? lists[0] : throw (entries.Count == 1 || broken == 1 ? why! : new Refused("", "Catalogue.NotAList"));
    }

    private static bool IsBrokenList(Refused e) => e.TextKey is "Catalogue.Truncated" or "Catalogue.Malformed" or "Catalogue.Entities";

    private static bool IsFile(ZipArchiveEntry entry) =>
        entry.Name.Length > 0 && !entry.Name.StartsWith('.') && !entry.Name.Equals("Thumbs.db", StringComparison.OrdinalIgnoreCase)
        && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal);

    // What is counted is what comes out: the size that the archive declares is the sender's word only.
    private static byte[] Unpacked(ZipArchiveEntry entry, ref int left)
    {
        using var packed = entry.Open();
        using var content = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = packed.Read(buffer)) > 0;)
        {
            left -= read;
            if (left < 0) throw CatalogueFile.TooLarge();
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
