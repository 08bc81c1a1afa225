using System.Globalization;

namespace FoodCoop.Features.Demo;

/// <summary>An EAN-13 of the numbers that shops use among themselves (20 to 29), so that it is nobody's real product.</summary>
public static class DemoEan
{
    /// <param name="prefix">Two digits, 20 to 29.</param>
    /// <param name="code">The article's number, at most ten digits; "" gives "".</param>
    public static string Of(string prefix, string code)
    {
        if (code.Length == 0) return "";
        var digits = prefix + code.PadLeft(10, '0');
        var sum = digits.Select((c, n) => (c - '0') * (n % 2 == 0 ? 1 : 3)).Sum();
        return digits + ((10 - sum % 10) % 10).ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>Countries as the formats spell them: <c>nld</c> and <c>Nederland</c> for NL.</summary>
public static class DemoCountry
{
    private static readonly Dictionary<string, (string Three, string Dutch)> s_names = """
        AR arg Argentinië,AT aut Oostenrijk,BE bel België,BF bfa Burkina Faso,BG bgr Bulgarije,BO bol Bolivia,BR bra Brazilië,
        CA can Canada,CH che Zwitserland,CN chn China,CO col Colombia,CR cri Costa Rica,CY cyp Cyprus,DE deu Duitsland,
        DO dom Dominicaanse Republiek,DZ dza Algerije,EC ecu Ecuador,EG egy Egypte,ES esp Spanje,ET eth Ethiopië,FI fin Finland,
        FR fra Frankrijk,GR grc Griekenland,HN hnd Honduras,HU hun Hongarije,ID idn Indonesië,IN ind India,IQ irq Irak,IT ita Italië,
        JP jpn Japan,KE ken Kenia,LK lka Sri Lanka,LT ltu Litouwen,MA mar Marokko,MD mda Moldavië,MG mdg Madagaskar,MX mex Mexico,
        NL nld Nederland,PE per Peru,PH phl Filipijnen,PK pak Pakistan,PL pol Polen,PS pse Palestina,PT prt Portugal,PY pry Paraguay,
        RO rou Roemenië,RS srb Servië,SE swe Zweden,TH tha Thailand,TN tun Tunesië,TR tur Turkije,UA ukr Oekraïne,VN vnm Vietnam,
        ZA zaf Zuid-Afrika
        """.Split(',', StringSplitOptions.TrimEntries)
        .ToDictionary(line => line[..2], line => (line[3..6], line[7..]), StringComparer.Ordinal);

    public static string ThreeLetters(string iso) => s_names[iso].Three;

    public static string Dutch(string iso) => s_names[iso].Dutch;
}
