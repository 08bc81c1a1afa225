using FoodCoop.Features.Catalogue;
using FoodCoop.Features.Order;
using FoodCoop.Features.Suppliers;

namespace FoodCoop.Features.Cycles;

/// <summary>Freezes the offers when a cycle opens: what is sold, at which price, VAT and deposit. A list imported later touches the next cycle.</summary>
/// <remarks>Source: design, domain.md sections 2 and 4.</remarks>
public static class Opening
{
    private const string SelectProducts = """
        select p.id, p.supplier_id, p.code, p.name, p.brand, p.origin, p.quality, p.unit, p.category, p.case_size, p.order_step,
          p.loose, p.weighed, p.price, p.price_per, p.vat_class, p.deposit, p.contains, p.without, p.ingredients,
          p.part_unit, p.parts, coalesce(p.markup, s.markup, c.markup) as markup
        from product p
        join supplier s on s.id = p.supplier_id
        cross join coop c
        where p.status = 'active' and p.choice = 'offered' and p.gone_at is null and s.ended_at is null
        order by p.id
        """;

    private const string SelectRates = "select class, from_on, rate from vat_rate";

    // What the last cycle before this one had on offer; where there was none, nothing is new.
    private const string SelectBefore = """
        select o.product_id
        from offer o
        where o.cycle_id = (
          select c.id from order_cycle c
          where c.pickup_on < @PickupOn and exists (select 1 from offer x where x.cycle_id = c.id)
          order by c.pickup_on desc limit 1)
        """;

    private const string InsertOffer = """
        insert into offer (cycle_id, product_id, supplier_id, code, name, brand, origin, quality, unit, category, case_size, order_step,
          loose, weighed, net_price, net_per, markup, vat_class, vat, price, deposit, contains, without, ingredients, is_new)
        values (@CycleId, @Id, @SupplierId, @Code, @Name, @Brand, @Origin, @Quality, @Unit, @Category, @CaseSize, @OrderStep,
          @Loose, @Weighed, @NetPrice, @NetPer, @Markup, @VatClass, @Vat, @Price, @Deposit, @Contains, @Without, @Ingredients, @IsNew)
        """;

    private sealed record RateRow(string Class, DateOnly FromOn, int Rate);

    private sealed record ProductRow(
        Id<Product> Id, Id<Supplier> SupplierId, string Code, string Name, string Brand, string Origin, string Quality, string Unit,
        string Category, Quantity CaseSize, Quantity OrderStep, bool Loose, bool Weighed, long Price, Quantity PricePer, string VatClass,
        Money Deposit, string Contains, string Without, string Ingredients, string? PartUnit, Quantity? Parts, int Markup);

    /// <summary>Writes the cycle's offers in the running transaction; how many.</summary>
    public static int Freeze(Db db, Cycle cycle, CoopRow coop)
    {
        var rates = new VatRates([.. db.Query<RateRow>(SelectRates).Select(r => new VatRate(Enum.Parse<VatClass>(r.Class, ignoreCase: true), r.FromOn, new Percentage(r.Rate)))]);
        var before = db.Query<Id<Product>>(SelectBefore, new { cycle.PickupOn }).ToHashSet();
        var offers = db.Query<ProductRow>(SelectProducts).ConvertAll(p => Offer(p, cycle, rates, isNew: before.Count > 0 && !before.Contains(p.Id)));
        if (offers.Count > 0) db.Execute(InsertOffer, offers);
        return offers.Count;
    }

    private static object Offer(ProductRow p, Cycle cycle, VatRates rates, bool isNew)
    {
        var (price, caseSize, unit) = (new SupplierPrice(p.Price, p.PricePer), p.CaseSize, p.Unit);
        if (p.PartUnit is not null)
        {
            var parts = new Parts(p.PartUnit, p.Parts!.Value, p.OrderStep);
            (price, caseSize, unit) = (parts.PriceOf(price), parts.CaseSize(caseSize), parts.Unit);
        }
        var rate = rates.On(Enum.Parse<VatClass>(p.VatClass, ignoreCase: true), cycle.PickupOn);
        return new
        {
            CycleId = cycle.Id, p.Id, p.SupplierId, p.Code, p.Name, p.Brand, p.Origin, p.Quality, Unit = unit, p.Category,
            CaseSize = caseSize, OrderStep = Step(p.OrderStep, caseSize), p.Loose, p.Weighed,
            NetPrice = price.MicroEuros, NetPer = price.Per, p.Markup, p.VatClass, Vat = rate.BasisPoints,
            Price = Price.Unit(price, new Percentage(p.Markup), rate),
            // Nobody takes a part of a crate home: the deposit of what is sold in parts stays between co-op and supplier.
            Deposit = p.PartUnit is null ? p.Deposit : Money.Zero,
            p.Contains, p.Without, p.Ingredients, IsNew = isNew,
        };
    }

    // A case must come out in whole steps. A list may bring a 4.5 kg case for a product that was ordered by the kilo:
    // then the step becomes the largest that fits both (0.5), instead of the whole month not opening.
    private static Quantity Step(Quantity step, Quantity caseSize)
    {
        var (a, b) = (caseSize.Thousandths, step.Thousandths);
        while (b != 0) (a, b) = (b, a % b);
        return caseSize.IsMultipleOf(step) ? step : new Quantity(a);
    }
}
