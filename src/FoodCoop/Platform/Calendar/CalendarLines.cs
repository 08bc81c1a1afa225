using System.Buffers;
using System.Text;

namespace FoodCoop.Platform.Calendar;

/// <summary>Content lines of an iCalendar file: folded at 75 octets without cutting a letter, texts escaped, ended by CR LF.</summary>
/// <remarks>Source: RFC 5545 sections 3.1 and 3.3.11.</remarks>
internal sealed class CalendarLines
{
    private const int Longest = 75; // octets, without the line's end

    private readonly ArrayBufferWriter<byte> bytes = new();

    /// <summary>A line whose value is no text: a time, a number, a word of the standard.</summary>
    public void Plain(string name, string value)
    {
        var room = Longest;
        Span<byte> letter = stackalloc byte[4];
        foreach (var rune in $"{name}:{value}".EnumerateRunes()) // half a pair of UTF-16 becomes U+FFFD
        {
            var length = rune.EncodeToUtf8(letter);
            if (length > room)
            {
                bytes.Write("\r\n "u8);
                room = Longest - 1;
            }
            bytes.Write(letter[..length]);
            room -= length;
        }
        bytes.Write("\r\n"u8);
    }

    /// <summary>A line whose value is what people read.</summary>
    public void Text(string name, string words)
    {
        var escaped = new StringBuilder(words.Length);
        foreach (var c in words.ReplaceLineEndings("\n"))
        {
            if (c == '\n') escaped.Append("\\n");
            else if (c is '\\' or ';' or ',') escaped.Append('\\').Append(c);
            else if (!char.IsControl(c) || c == '\t') escaped.Append(c); // other control characters must not stand in a file
        }
        Plain(name, escaped.ToString());
    }

    public byte[] ToBytes() => bytes.WrittenSpan.ToArray();
}
