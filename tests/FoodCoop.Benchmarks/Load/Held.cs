using FoodCoop.Benchmarks.Running;
using FoodCoop.Platform.Data;

namespace FoodCoop.Benchmarks.Load;

/// <summary>Holds the database against what the members were told, line by line, and what open pages show against the database.</summary>
internal sealed class Held
{
    private const string SelectLines = """
        select l.member_id as member, l.offer_id as offer, l.asked, l.flex, l.version, l.note, l.devices
        from order_line l
        join offer o on o.id = l.offer_id
        where o.cycle_id = (select id from order_cycle where code = @Month)
        """;

    private const string SelectTotals = """
        select t.member_id as member, t.goods + t.deposit as cents
        from order_total t
        where t.cycle_id = (select id from order_cycle where code = @Month)
        """;

    private const string SelectPrices = "select id as offer, price as goods, deposit from offer where cycle_id = (select id from order_cycle where code = @Month)";

    private sealed record Line(long Member, long Offer, long Asked, long Flex, int Version, string Note, string Devices)
    {
        public Told Told => new(Asked, Flex, Version, Note);
    }

    private sealed record Total(long Member, long Cents);

    private sealed record Price(long Offer, long Goods, long Deposit);

    private readonly LargeCoop coop;
    private readonly Dictionary<(long Member, long Offer), Line> before;
    private readonly Dictionary<long, Price> prices;

    /// <summary>As it is before anybody changes anything.</summary>
    public Held(LargeCoop coop)
    {
        this.coop = coop;
        before = Lines();
        using var file = CoopFile.ToRead(coop.Path);
        prices = file.Read(db => db.Query<Price>(SelectPrices, new { coop.Month })).ToDictionary(p => p.Offer);
    }

    /// <summary>Compares when all answers are in; returns in a sentence what was compared.</summary>
    public async Task<string> Compare(Crowd crowd, Report report)
    {
        var now = Lines();
        var changes = 0;
        foreach (var household in crowd.Households)
        {
            var newest = household.Newest(offer => before.GetValueOrDefault((household.Member, offer))?.Version ?? 0);
            foreach (var (offer, (told, known)) in newest)
            {
                var line = now.GetValueOrDefault((household.Member, offer));
                if (line?.Told != told) report.Break($"member {household.Member}, offer {offer}: told {told}, the database has {line?.Told.ToString() ?? "no line"}");
                var versions = (line?.Version ?? 0) - (before.GetValueOrDefault((household.Member, offer))?.Version ?? 0);
                if (versions != known) report.Break($"member {household.Member}, offer {offer}: {versions} changes in the database, {known} were told");
                changes += known;
            }
            foreach (var line in now.Values.Where(l => l.Member == household.Member && !newest.ContainsKey(l.Offer)))
                if (line != before.GetValueOrDefault((line.Member, line.Offer))) report.Break($"{line} has changed and nobody was told");
        }
        var totals = Totals(now, report);
        var pages = await Pages(crowd, now, report);
        return $"{changes} changes acknowledged, {now.Count} lines and {totals} totals compared, {pages} open pages";
    }

    private int Totals(Dictionary<(long Member, long Offer), Line> now, Report report)
    {
        using var file = CoopFile.ToRead(coop.Path);
        var totals = file.Read(db => db.Query<Total>(SelectTotals, new { coop.Month })).ToDictionary(t => t.Member, t => t.Cents);
        foreach (var member in now.Values.GroupBy(l => l.Member))
        {
            var sum = member.Sum(l => Device.Times(prices[l.Offer].Goods, l.Asked) + Device.Times(prices[l.Offer].Deposit, l.Asked));
            if (totals.GetValueOrDefault(member.Key) != sum) report.Break($"member {member.Key}: lines come to {sum} cents, the order's total is {totals.GetValueOrDefault(member.Key)}");
        }
        return totals.Count;
    }

    // What is new comes to open pages once a second: they are given five.
    private static async Task<int> Pages(Crowd crowd, Dictionary<(long Member, long Offer), Line> now, Report report)
    {
        var all = now.Values.GroupBy(l => l.Offer).ToDictionary(g => g.Key, g => (Asked: g.Sum(l => l.Asked), Flex: g.Sum(l => l.Flex)));
        List<(Device Device, int Wrong)> behind = [];
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        for (var look = 0; look < 20; look++)
        {
            behind = [.. crowd.Devices.Select(d => (d, Wrong(d))).Where(d => d.Item2 > 0)];
            if (behind.Count == 0) break;
            await looks.WaitForNextTickAsync();
        }
        foreach (var (device, wrong) in behind) report.Break($"an open page of member {device.Household.Member} shows {wrong} products otherwise than the database has them");
        return crowd.Devices.Count;

        int Wrong(Device device) => device.Shows is { } shows ? shows.Count(s => s.Value != all.GetValueOrDefault(s.Key)) : 1;
    }

    private Dictionary<(long Member, long Offer), Line> Lines()
    {
        using var file = CoopFile.ToRead(coop.Path);
        return file.Read(db => db.Query<Line>(SelectLines, new { coop.Month })).ToDictionary(l => (l.Member, l.Offer));
    }
}
