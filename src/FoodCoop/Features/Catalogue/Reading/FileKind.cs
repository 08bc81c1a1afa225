namespace FoodCoop.Features.Catalogue.Reading;

/// <summary>What a file is by its first bytes.</summary>
internal static class FileKind
{
    public static bool IsZip(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("PK\x03\x04"u8) || bytes.StartsWith("PK\x05\x06"u8);

    /// <summary>Why these bytes are no list of ours, or null if they may be one.</summary>
    public static string? RefusalKey(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return "Catalogue.Empty";
        if (bytes is [0x89, 0x50, 0x4E, 0x47, ..] or [0xFF, 0xD8, 0xFF, ..]
            || bytes.StartsWith("GIF8"u8) || bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8)
            || (bytes.StartsWith("RIFF"u8) && bytes.Length > 12 && bytes[8..12].SequenceEqual("WEBP"u8))
            || (bytes.StartsWith("BM"u8) && bytes.Length > 10 && bytes[6..10].SequenceEqual("\0\0\0\0"u8)))
            return "Catalogue.Picture";
        if (bytes is [0xD0, 0xCF, 0x11, 0xE0, ..]) return "Catalogue.Spreadsheet";
        return bytes.StartsWith("%PDF"u8) ? "Catalogue.Pdf" : null;
    }
}
