using System.Globalization;
using System.Text;

namespace FoodCoop.Features.Catalogue.Reading;

/// <summary>ISO 3166 codes for the Dutch names that lists use, with or without their accents.</summary>
internal static class Country
{
    private static readonly Dictionary<string, string> s_codes = """
        nederland NL,belgie BE,duitsland DE,frankrijk FR,spanje ES,italie IT,portugal PT,griekenland GR,oostenrijk AT,
        zwitserland CH,luxemburg LU,denemarken DK,zweden SE,noorwegen NO,finland FI,ijsland IS,ierland IE,engeland GB,
        groot-brittannie GB,verenigd koninkrijk GB,schotland GB,polen PL,tsjechie CZ,slowakije SK,slovenie SI,hongarije HU,
        roemenie RO,bulgarije BG,kroatie HR,servie RS,estland EE,letland LV,litouwen LT,oekraine UA,rusland RU,cyprus CY,
        malta MT,turkije TR,israel IL,egypte EG,marokko MA,tunesie TN,algerije DZ,kenia KE,ghana GH,ethiopie ET,
        oeganda UG,tanzania TZ,togo TG,ivoorkust CI,burkina faso BF,senegal SN,madagaskar MG,zuid-afrika ZA,argentinie AR,
        brazilie BR,bolivia BO,chili CL,peru PE,ecuador EC,colombia CO,costa rica CR,dominicaanse republiek DO,mexico MX,
        honduras HN,nicaragua NI,guatemala GT,paraguay PY,uruguay UY,cuba CU,canada CA,verenigde staten US,amerika US,
        china CN,japan JP,india IN,pakistan PK,sri lanka LK,thailand TH,vietnam VN,indonesie ID,filipijnen PH,iran IR,
        australie AU,nieuw-zeeland NZ
        """.Split(',', StringSplitOptions.TrimEntries).ToDictionary(p => p[..^3], p => p[^2..], StringComparer.Ordinal);

    /// <summary>The two-letter code; a region, a mark or anything else stays as it is.</summary>
    public static string? Code(string? name) => name is null ? null : s_codes.GetValueOrDefault(Bare(name), name);

    private static string Bare(string name) => new([.. name.ToLower(CultureInfo.InvariantCulture)
        .Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)]);
}
