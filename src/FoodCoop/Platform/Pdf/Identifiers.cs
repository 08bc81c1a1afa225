using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace FoodCoop.Platform.Pdf;

/// <summary>
/// PDFsharp writes random identifiers into a file (its /ID, two UUIDs in the metadata, a tag before each font's name) and has
/// no setting for them. Here they are taken from the file's own content, so that the same paper is the same bytes: it can be
/// compared, cached and attached twice. Each is replaced by one of the same length, so no offset in the file moves.
/// </summary>
internal static partial class Identifiers
{
    public static byte[] Settled(byte[] pdf)
    {
        var places = Random().Matches(Encoding.Latin1.GetString(pdf));
        Write(pdf, places, new string('0', 32));
        Write(pdf, places, Convert.ToHexString(SHA256.HashData(pdf))[..32]);
        return pdf;
    }

    private static void Write(byte[] pdf, MatchCollection places, string hash)
    {
        foreach (Match place in places)
        {
            Write(pdf, place.Groups["id"], hash);
            Write(pdf, place.Groups["again"], hash);
            Write(pdf, place.Groups["uuid"], Guid.ParseExact(hash, "N").ToString("D"));
            Write(pdf, place.Groups["tag"], place.Groups["bold"].Success ? "FCBOLD" : "FCTEXT");
        }
    }

    private static void Write(byte[] pdf, Group place, string text)
    {
        if (place.Success) Encoding.Latin1.GetBytes(text, pdf.AsSpan(place.Index, place.Length));
    }

    [GeneratedRegex(@"/ID\s?\[\s?<(?<id>[0-9A-F]{32})>\s?<(?<again>[0-9A-F]{32})>|uuid:(?<uuid>[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})|/(?<tag>[A-Z]{6})\+Noto#20Sans(?<bold>,Bold)?", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Random();
}
