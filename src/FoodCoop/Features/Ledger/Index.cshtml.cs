namespace FoodCoop.Features.Ledger;

/// <summary>For the treasurer: what was asked and said in each cycle, and where every member stands.</summary>
[Authorize(Policy = Role.Treasurer)]
public sealed class IndexModel(Db db, Texts texts) : CoopPage
{
    // what the shelf took is the charge without a statement
    private const string SelectCycles = """
        select c.code, coalesce(s.asked, 0) as asked, coalesce(s.said, 0) as said, coalesce(s.open, 0) as open,
          coalesce(s.said_count, 0) as said_count, coalesce(s.open_count, 0) as open_count, -e.charged - coalesce(s.charged, 0) as shelf
        from (
          select cycle_id, sum(amount) as charged
          from ledger_entry
          where kind = 'charge'
          group by cycle_id) e
        join order_cycle c on c.id = e.cycle_id
        left join (
          select cycle_id, sum(amount) as charged,
            sum(amount) filter (where not withdrawn) as asked,
            sum(amount) filter (where not withdrawn and said_id is not null) as said,
            sum(amount) filter (where not withdrawn and said_id is null) as open,
            sum(not withdrawn and said_id is not null) as said_count,
            sum(not withdrawn and said_id is null) as open_count
          from statement_now
          group by cycle_id) s on s.cycle_id = e.cycle_id
        order by c.code desc
        """;

    private const string SelectBalances = """
        select m.number, m.name, m.kind = 'shelf' as shelf, m.left_on is not null as left, b.balance
        from member_balance b
        join member m on m.id = b.member_id
        order by m.number
        """;

    /// <summary>One cycle's statements together.</summary>
    public sealed record CycleRow(string Code, Money Asked, Money Said, Money Open, int SaidCount, int OpenCount, Money Shelf);

    public sealed record BalanceRow(int Number, string Name, bool Shelf, bool Left, Money Balance);

    public List<CycleRow> Cycles { get; private set; } = [];
    public List<BalanceRow> Balances { get; private set; } = [];

    /// <summary>Of the members, without the co-op's own shelf.</summary>
    public Money Together => Money.Sum(Balances.Where(b => !b.Shelf).Select(b => b.Balance));

    protected internal override IActionResult? Load()
    {
        Cycles = db.Query<CycleRow>(SelectCycles);
        Balances = db.Query<BalanceRow>(SelectBalances);
        return null;
    }

    /// <summary>The balances as they are seen.</summary>
    public IActionResult OnGetCsv()
    {
        Load();
        return CsvFile.Download($"{texts["Ledger.FileName"]}.csv", texts.Culture,
            [texts["Ledger.Number"], texts["Ledger.Member"], texts["Ledger.Balance"], texts["Ledger.Means"]],
            Balances.Select(b => (IEnumerable<object?>)[b.Number, b.Name, b.Balance, texts["Ledger.Means." + Stand.Of(b.Balance)]]));
    }
}
