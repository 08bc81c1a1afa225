using FoodCoop.Features.Cycles;
using FoodCoop.Features.Shared;

namespace FoodCoop.Features.Order.History;

/// <summary>The household's orders by year: what each came to and what was charged, a small chart, and what most was spent on.</summary>
[Authorize(Policy = Role.Member)]
public sealed class IndexModel(Db db, Viewer viewer, Texts texts) : CoopPage
{
    /// <summary>2026; anything else is the newest year.</summary>
    [BindProperty(SupportsGet = true, Name = "year")]
    public string? Asked { get; set; }

    public string Year { get; private set; } = "";
    public List<string> Years { get; private set; } = [];
    public List<PastOrder> Orders { get; private set; } = [];
    public List<YearProduct> Most { get; private set; } = [];

    /// <summary>Those that are known: what is still open may change.</summary>
    public IEnumerable<PastOrder> Closed => Orders.Where(o => o.State >= CycleState.Closed);

    protected internal override IActionResult? Load()
    {
        var all = PastOrder.Of(db, viewer.MemberId);
        Years = [.. all.Select(o => o.Code[..4]).Distinct()];
        Year = Asked is not null && Years.Contains(Asked) ? Asked : Years.FirstOrDefault() ?? "";
        Orders = [.. all.Where(o => o.Code.StartsWith(Year, StringComparison.Ordinal))];
        if (Orders.Count > 0) Most = YearProduct.Most(db, viewer.MemberId, Year);
        return null;
    }

    /// <summary>What the orders came to in whole euros, the oldest first; the table below says the cents.</summary>
    public ColumnChart YearChart(Texts t, CoopDates dates) => new(t["History.WholeEuros"], [.. Closed.Reverse().Select(o => new ChartColumn(
        CycleWords.ShortMonth(t, CycleCode.Parse(o.Code))[..1].ToUpper(t.Culture), (int)Math.Round(o.Total.Euros), Words: t["History.InMonth", o.Total, dates.Month(o.Code)]))]);

    /// <summary>The year's orders as they stand on the page.</summary>
    public IActionResult OnGetCsv()
    {
        Load();
        return CsvFile.Download($"{texts["History.File"]}-{Year}.csv", texts.Culture,
            [texts["History.Month"], texts["History.State"], texts["History.CsvProducts"], texts["History.Goods"], texts["History.Deposits"], texts["History.Total"], texts["History.Charged"]],
            Orders.Select(o => (IEnumerable<object?>)[o.Code, CycleWords.State(texts, o.State), o.Products, o.Goods, o.Deposit, o.Total, o.Charged]));
    }
}
