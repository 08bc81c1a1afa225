using System.Text.Json;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Order;

namespace FoodCoop.Features.Demo;

/// <summary>Writes the invented orders of a cycle, all lines in one statement.</summary>
public sealed class DemoBasket(CoopFile file)
{
    private const string SelectFirstPersons = """
        select m.number, m.id as member_id, min(p.id) as person_id
        from member m
        join person p on p.member_id = m.id
        group by m.id
        """;

    private const string SelectOffers = """
        select o.id, s.name as supplier, o.code, o.name, o.category, o.case_size, o.order_step, o.price
        from offer o
        join supplier s on s.id = o.supplier_id
        where o.cycle_id = @Id
        order by o.id
        """;

    private const string InsertLines = """
        insert into order_line (offer_id, member_id, asked, flex, changed_at, changed_by)
        select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 from json_each(@lines)
        """;

    private const string InsertLayers = """
        insert into order_layer (order_line_id, at, amount)
        select l.id, l.changed_at, l.asked
        from order_line l
        join offer o on o.id = l.offer_id
        where o.cycle_id = @Id
        order by l.id
        """;

    private sealed record Orderer(int Number, Id<Member> MemberId, Id<Person> PersonId);

    private sealed record OfferRow(
        Id<Offer> Id, string Supplier, string Code, string Name, string Category, Quantity CaseSize, Quantity OrderStep, Money Price);

    private readonly Dictionary<int, Orderer> orderers = file.Read(db => db.Query<Orderer>(SelectFirstPersons)).ToDictionary(o => o.Number);

    /// <summary>What makes this demo co-op itself: another number, other tastes.</summary>
    public ulong Seed => 2014;

    /// <summary>Who of a member orders and pays.</summary>
    public Id<Person> PersonOf(int number) => orderers[number].PersonId;

    /// <param name="last">Until when orders come in.</param>
    /// <param name="soFar">Percentage of the month's orders that are there by then.</param>
    public void Fill(Db db, Cycle cycle, DateTimeOffset last, int soFar)
    {
        var rows = db.Query<OfferRow>(SelectOffers, new { cycle.Id });
        var offers = rows.ConvertAll(o => new DemoOffer(
            $"{o.Supplier}/{(o.Code.Length > 0 ? o.Code : o.Name)}", o.Category, o.CaseSize, o.OrderStep, o.Price));
        var code = CycleCode.Parse(cycle.Code);
        var lines = DemoOrders.For(Seed, code.Year * 12 + code.Month, DemoPeople.Members, offers, (int)(last - cycle.OpensAt).TotalMinutes, soFar)
            .Select(line =>
            {
                var (orderer, step) = (orderers[DemoPeople.Members[line.Member].Number], rows[line.Offer].OrderStep);
                return (object[])
                [
                    rows[line.Offer].Id.Value, orderer.MemberId.Value, (step * line.AskedSteps).Thousandths, (step * line.FlexSteps).Thousandths,
                    Instants.Text(cycle.OpensAt.AddMinutes(line.Minute)), orderer.PersonId.Value,
                ];
            });
        db.Execute(InsertLines, new { lines = JsonSerializer.Serialize(lines) });
        db.Execute(InsertLayers, new { cycle.Id });
    }
}
