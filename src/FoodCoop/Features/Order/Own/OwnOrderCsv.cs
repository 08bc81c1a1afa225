namespace FoodCoop.Features.Order.Own;

/// <summary>A member's own order for spreadsheets: a row for each product, all that is known of it, and no rows of sums.</summary>
public static class OwnOrderCsv
{
    private static readonly string[] Headings =
    [
        "Own.Cycle", "Own.Supplier", "Own.Code", "Own.Product", "Own.Brand", "Own.Unit", "Own.Category", "Own.Asked", "Own.Flex", "Own.Allocated",
        "Own.Delivered", "Own.Taken", "Own.Price", "Own.Vat", "Own.Sum", "Own.DepositEach", "Own.Deposit", "Own.Note", "Own.EnteredBy",
    ];

    public static byte[] Of(OwnOrder order, Texts texts) => CsvFile.Bytes(texts.Culture, Headings.Select(h => texts[h]), order.Lines.Select(l => (IEnumerable<object?>)
    [
        order.Cycle.Code, l.Supplier, l.Code, l.Name, l.Brand, l.Unit, l.Category, l.Asked, l.Flex, l.Allocated,
        l.Delivered, l.Taken, l.Price, new Percentage(l.Vat), l.Sum, l.Deposit, l.DepositSum, l.Note, l.Entered,
    ]));
}
