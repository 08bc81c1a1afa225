namespace FoodCoop.Features.Demo;

/// <summary>An invented wholesaler: nothing of it exists, its address cannot receive mail.</summary>
/// <param name="Corpus">Name of its assortment, <c>corpus-….txt</c> in this folder.</param>
/// <param name="Minimum">What it delivers from, without VAT.</param>
public sealed record DemoSupplier(string Name, string Email, string CustomerNumber, Money Minimum, string Corpus, string FileName);

/// <summary>A price list as the wholesaler would send it.</summary>
public sealed record DemoList(string SupplierName, string FileName, byte[] Bytes);

/// <summary>The four wholesalers of the demo co-op and their price lists, the same bytes on every machine.</summary>
public static class DemoLists
{
    public static IReadOnlyList<DemoSupplier> Suppliers { get; } =
    [
        new("Zonneveer Groothandel", "orders@zonneveer.example", "40117", Money.FromEuros(500), "zonneveer", "zonneveer-cwa.xml"),
        new("De Rijpe Aar", "bestel@derijpeaar.example", "KP-0231", Money.FromEuros(350), "rijpe-aar", "de-rijpe-aar.csv"),
        new("Kouterhof Groente & Bulk", "orders@kouterhof.example", "7745", Money.FromEuros(250), "kouterhof", "kouterhof-totaal.csv"),
        new("Streekkring Amstelland", "orders@streekkring.example", "krat", Money.FromEuros(150), "streekkring", "streekkring.csv"),
    ];

    /// <summary>What a supplier sells, in the order of its list.</summary>
    public static IReadOnlyList<DemoProduct> Products(DemoSupplier supplier) => DemoCorpus.Products(supplier.Corpus, n => supplier.Corpus switch
    {
        "zonneveer" => $"{410207 + n * 7}",
        "rijpe-aar" => $"{112 + n * 3:D4}",
        "kouterhof" => $"{20110 + n * 2}",
        _ => $"{1204 + n}",
    });

    /// <summary>The lists of this month, one for each supplier.</summary>
    public static IReadOnlyList<DemoList> Files() => [.. Suppliers.Select(s => new DemoList(s.Name, s.FileName, Write(s, Products(s))))];

    /// <summary>
    /// The lists of a year ago: Streekkring had some things not yet, so that the open cycle has something new; and of three products
    /// two had another price.
    /// </summary>
    public static IReadOnlyList<DemoList> FilesOfLastYear() => Former(n => n % 3 > 0);

    /// <summary>The lists of half a year ago, when one of those two had its price of today.</summary>
    public static IReadOnlyList<DemoList> FilesOfSpring() => Former(n => n % 3 == 1);

    private static IReadOnlyList<DemoList> Former(Func<int, bool> hadOtherPrice) =>
        [.. Suppliers.Select(s => new DemoList(s.Name, s.FileName, Write(s, [.. Products(s)
            .Select((p, n) => hadOtherPrice(n) ? p with { NetPrice = Former(p.NetPrice, n) } : p)
            .Where((_, n) => s.Corpus != "streekkring" || n % 12 != 7)])))];

    // Mostly 2 to 6 % cheaper, every fifth somewhat dearer.
    private static decimal Former(decimal price, int n) =>
        decimal.Round(price * (n % 5 == 0 ? 1.04m : 0.98m - n % 5 * 0.01m), 2, MidpointRounding.AwayFromZero);

    /// <summary>The common category name for the trade's product group, which is all that the XML list says of it.</summary>
    public static IReadOnlyDictionary<string, string> CategoryOfTradeGroup { get; } = Products(Suppliers[0])
        .DistinctBy(p => p.Group).ToDictionary(p => p.Group, p => p.Category, StringComparer.Ordinal);

    /// <summary>
    /// De Rijpe Aar's list of a month later, to try an upload by hand: 10 new, 25 other prices, 8 gone, and 2 rows that
    /// nobody can read (a price in words; a row cut off in the middle).
    /// </summary>
    public static DemoList NextMonth()
    {
        var supplier = Suppliers[1];
        var rows = Products(supplier).Where((_, n) => n % 25 != 11)
            .Select((p, n) => n % 7 == 3 && n < 175 ? p with { NetPrice = Changed(p.NetPrice, n) } : p)
            .Concat(DemoCorpus.Products("rijpe-aar-next", n => $"{905 + n * 4:D4}")).ToList();
        var text = DemoCsv.Band(rows)
            + "\r\n,0981,tulpenbollen gemengd,Bloementuin Vlijt,bio,10,1,st,nld,Huishouden,op aanvraag,,2,A,0,0,0,0,0,0,0,0,1"
            + "\r\n,0985,verjaardagstaart spelt,Trommel & Zoon,bio,1,600,g,nld\r\n";
        return new(supplier.Name, "de-rijpe-aar-volgende-maand.csv", DemoCsv.Utf8(text));
    }

    // Mostly dearer, as life is: +3 to +8 %, every fourth 4 % cheaper.
    private static decimal Changed(decimal price, int n) =>
        decimal.Round(price * (n % 4 == 0 ? 0.96m : 1.03m + n % 6 * 0.01m), 2, MidpointRounding.AwayFromZero);

    private static byte[] Write(DemoSupplier supplier, IReadOnlyList<DemoProduct> products) => supplier.Corpus switch
    {
        "zonneveer" => DemoXml.Cwa(products),
        "rijpe-aar" => DemoCsv.Utf8(DemoCsv.Band(products) + "\r\n"),
        "kouterhof" => DemoCsv.Utf8(DemoCsv.Totaal(products) + "\r\n"),
        _ => DemoCsv.Utf8(DemoCsv.Foodsoft(products) + "\r\n"),
    };
}
