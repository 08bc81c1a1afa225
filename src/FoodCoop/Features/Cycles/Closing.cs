using System.Text;
using FoodCoop.Features.Deliveries;
using FoodCoop.Features.Order;

namespace FoodCoop.Features.Cycles;

/// <summary>
/// Closes a cycle's order, all in the transaction of its event: cases, who gets what, the suppliers' orders and which of them
/// are below their minimum, and a mail to everyone who ordered. One select, and one statement for each table that is written, however many lines there are.
/// </summary>
/// <remarks>Source: design, domain.md section 4 (Cases, Who gets what); quality.md section 2 (150 ms for 200 members, 8,000 lines, 800 offers).</remarks>
public static class Closing
{
    private const string SelectOffers = """
        select o.id, o.supplier_id, o.name, o.brand, o.unit, o.case_size, o.order_step, o.loose, o.price, o.deposit, o.withdrawn_at is not null as withdrawn
        from offer o
        where o.cycle_id = @Id and exists (select 1 from order_line l where l.offer_id = o.id)
        order by o.category, o.name, o.id
        """;

    private const string UpdateAllocated = """
        update order_line
        set allocated = s.given, told = s.given
        from (select value ->> 0 as id, value ->> 1 as given from json_each(@shares)) s
        where order_line.id = s.id
        """;

    private const string InsertResults = """
        insert into offer_result (offer_id, closing, asked, flex, cases, given)
        select value ->> 0, @Closing, value ->> 1, value ->> 2, value ->> 3, value ->> 4 from json_each(@results)
        """;

    private const string InsertSupplierOrders = """
        insert into supplier_order (cycle_id, supplier_id, closing)
        select distinct o.cycle_id, o.supplier_id, r.closing
        from offer o
        join offer_result r on r.offer_id = o.id and r.closing = @Closing
        where o.cycle_id = @Id and (r.cases > 0 or o.loose = 1 and r.given > 0)
        order by o.supplier_id
        """;

    private const string UpdateFlexAtFill = """
        update order_line
        set flex_at_fill = flex
        where offer_id in (select id from offer where cycle_id = @Id)
        """;

    /// <summary>Keeps the flex as it stands when the fill phase begins: it is served before what is added later.</summary>
    public static void RememberFlex(Db db, Cycle cycle) => db.Execute(UpdateFlexAtFill, new { cycle.Id });

    /// <summary>Works out and writes a closing in the running transaction.</summary>
    public static void Close(Db db, Cycle cycle, CoopRow coop, DateTimeOffset now)
    {
        var policy = Policy(coop);
        var lines = AskedLines.Of(db, cycle);
        List<MemberLine> results = [];
        var (shares, totals) = (new Rows(), new Rows());
        foreach (var offer in db.Query<ClosedOffer>(SelectOffers, new { cycle.Id }))
        {
            var ofOffer = lines[offer.Id];
            var asked = Quantity.Sum(ofOffer.Select(l => l.Asked));
            var flex = Quantity.Sum(ofOffer.Select(l => l.Flex));
            var cases = offer.Withdrawn || offer.Loose ? 0 : Cases.Count(asked, flex, offer.CaseSize);
            var toGive = offer.Withdrawn ? Quantity.Zero : offer.Loose ? asked : offer.CaseSize * cases;
            var given = AskedLines.ShareOut(policy, cycle, ofOffer, toGive, offer.Loose ? offer.OrderStep : offer.CaseSize, offer.OrderStep);
            foreach (var line in ofOffer)
            {
                var share = given[line.Id.Value];
                shares.Add(line.Id.Value, share.Thousandths);
                results.Add(new MemberLine(line.MemberId, offer, new Outcome(
                    line.Asked, share, offer.CaseSize, offer.Loose, offer.Withdrawn, cases, asked, flex)));
            }
            var all = Quantity.Sum(given.Given.Values);
            totals.Add(offer.Id.Value, asked.Thousandths, flex.Thousandths, cases, all.Thousandths);
        }
        db.Execute(UpdateAllocated, new { shares = shares.Json() });
        db.Execute(InsertResults, new { cycle.Closing, results = totals.Json() });
        db.Execute(InsertSupplierOrders, new { cycle.Id, cycle.Closing });
        var uncertain = BelowMinimum.Mark(db, cycle with { State = CycleState.Closed });
        ResultMail.Write(db, cycle, coop, policy, results.ConvertAll(r => r with
        {
            Outcome = r.Outcome with { Minimum = uncertain.GetValueOrDefault(r.Offer.SupplierId) },
        }), now);
    }

    /// <summary>The co-op's choice of how scarce goods are shared out.</summary>
    public static AllocationPolicy Policy(CoopRow coop) =>
        coop.Allocation == "fair-share" ? AllocationPolicy.FairShare : AllocationPolicy.FirstCome;

    /// <summary>Rows of whole numbers on their way into one statement.</summary>
    private sealed class Rows
    {
        private readonly StringBuilder json = new("[");

        public void Add(params ReadOnlySpan<long> numbers)
        {
            if (json.Length > 1) json.Append(',');
            for (var i = 0; i < numbers.Length; i++) json.Append(i == 0 ? '[' : ',').Append(numbers[i]);
            json.Append(']');
        }

        public string Json() => json.ToString() + ']';
    }
}
