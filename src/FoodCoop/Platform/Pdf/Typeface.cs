using System.Buffers.Binary;
using System.Text;

namespace FoodCoop.Platform.Pdf;

/// <summary>
/// One embedded TrueType file: which characters it has and how wide they are. Read by ourselves, because the layout must
/// know before drawing what the font lacks (PDFsharp would draw an empty box) and measures every word of a paper.
/// </summary>
/// <remarks>Source: OpenType 1.9, tables <c>head</c>, <c>hhea</c>, <c>hmtx</c> and <c>cmap</c> format 4. Letters outside the
/// basic plane are not in these fonts, so none are looked for.</remarks>
public sealed class Typeface
{
    public static readonly Typeface Regular = new("NotoSans-Regular", bold: false);
    public static readonly Typeface Bold = new("NotoSans-Bold", bold: true);

    private const ushort Missing = ushort.MaxValue;
    private readonly ushort[] _advances = new ushort[char.MaxValue + 1];
    private readonly double _unitsPerEm;

    private Typeface(string name, bool bold)
    {
        Name = name;
        IsBold = bold;
        using var stream = typeof(Typeface).Assembly.GetManifestResourceStream($"fonts/{name}.ttf")
            ?? throw new InvalidOperationException($"The font {name} is not embedded.");
        File = new byte[stream.Length];
        stream.ReadExactly(File);
        _unitsPerEm = U16(Table("head") + 18);
        Array.Fill(_advances, Missing);
        ReadAdvances(Table("hmtx"), lastWidth: U16(Table("hhea") + 34) - 1, CharacterMap(Table("cmap")));
    }

    public string Name { get; }
    public bool IsBold { get; }

    /// <summary>The font file itself, for embedding.</summary>
    public byte[] File { get; }

    public bool Has(char c) => _advances[c] != Missing;

    /// <summary>Width in points of a text at a size in points; characters the font lacks count nothing.</summary>
    public double Width(ReadOnlySpan<char> text, double size)
    {
        var units = 0;
        foreach (var c in text)
            if (_advances[c] != Missing) units += _advances[c];
        return units * size / _unitsPerEm;
    }

    private void ReadAdvances(int hmtx, int lastWidth, int map)
    {
        var segments = U16(map + 6) / 2;
        for (var i = 0; i < segments; i++)
        {
            var end = U16(map + 14 + 2 * i);
            var start = U16(map + 16 + 2 * (segments + i));
            var delta = U16(map + 16 + 2 * (2 * segments + i));
            var rangeAt = map + 16 + 2 * (3 * segments + i);
            var range = U16(rangeAt);
            for (int c = start; c <= end; c++)
            {
                var glyph = range == 0 ? c : U16(rangeAt + range + 2 * (c - start));
                if (glyph == 0 && range != 0) continue;
                glyph = (glyph + delta) & 0xFFFF;
                if (glyph != 0) _advances[c] = U16(hmtx + 4 * Math.Min(glyph, lastWidth));
            }
        }
    }

    /// <summary>Where the Windows Unicode map (platform 3, encoding 1, format 4) begins.</summary>
    private int CharacterMap(int cmap)
    {
        for (var i = 0; i < U16(cmap + 2); i++)
        {
            var record = cmap + 4 + 8 * i;
            var map = cmap + (int)U32(record + 4);
            if (U16(record) == 3 && U16(record + 2) == 1 && U16(map) == 4) return map;
        }
        throw new InvalidOperationException($"The font {Name} has no Unicode character map.");
    }

    private int Table(string tag)
    {
        for (var i = 0; i < U16(4); i++)
            if (Encoding.ASCII.GetString(File, 12 + 16 * i, 4) == tag) return (int)U32(12 + 16 * i + 8);
        throw new InvalidOperationException($"The font {Name} has no table {tag}.");
    }

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(File.AsSpan(at));
    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(File.AsSpan(at));
}
