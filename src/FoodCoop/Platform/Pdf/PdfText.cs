using System.Globalization;
using System.Resources;

namespace FoodCoop.Platform.Pdf;

/// <summary>The few words that the layout itself writes, in the reader's language.</summary>
internal static class PdfText
{
    private static readonly ResourceManager Resources = new("FoodCoop.Platform.Pdf.Texts", typeof(PdfText).Assembly);

    public static string Of(CultureInfo culture, string name, params object[] arguments) =>
        string.Format(culture, Resources.GetString(name, culture) ?? throw new MissingManifestResourceException(name), arguments);
}
