namespace FoodCoop.Features.Catalogue.Reading;

/// <summary>
/// Reads a wholesaler's list, whatever its name says: bytes in, rows out, nothing else touched. A zip with one list
/// in it is opened.
/// </summary>
public static class CatalogueFile
{
    /// <summary>The most that is read, packed or unpacked: 32 MB.</summary>
    public const int MostBytes = 32 * 1024 * 1024;

    /// <exception cref="Refused">The file as a whole cannot be read; the sentence says what to do.</exception>
    public static CatalogueReading Read(byte[] bytes, string fileName)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.Length > MostBytes) throw TooLarge();
        return FileKind.IsZip(bytes) ? ZippedList.Read(bytes) : ReadList(bytes, fileName);
    }

    internal static Refused TooLarge() => new("", "Catalogue.TooLarge", MostBytes / 1024 / 1024);

    internal static CatalogueReading ReadList(byte[] bytes, string fileName)
    {
        if (FileKind.RefusalKey(bytes) is { } key) throw new Refused("", key, RawRow.Shown(Path.GetFileName(fileName)));
        var text = FileText.Decode(bytes);
        var start = text.AsSpan().TrimStart(" \t\r\n\uFEFF");
        if (start.IsEmpty) throw new Refused("", "Catalogue.Empty");
        return start[0] == '<' ? OdinXml.Read(text) : CsvLists.Read(text);
    }
}
