using FoodCoop.Features.Catalogue;
using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Order;

/// <summary>All that a member may know of one offer, with what the member asks of it.</summary>
/// <param name="WithdrawnWhy">The buyer's reason; "" for what is offered.</param>
/// <param name="CorrectedAt">When its price or deposit was last put right; null: it never was.</param>
public sealed record ProductRow(
    Id<Offer> Id, Id<Product> ProductId, string Name, string Brand, string Supplier, string Origin, string Quality, string Unit, string Category,
    Quantity CaseSize, Quantity OrderStep, bool Loose, bool Weighed, Money Price, Money Deposit,
    string Contains, string Without, string Ingredients, bool IsNew, bool Withdrawn,
    Quantity Asked, Quantity Flex, string Note, int Version, string Entered, Quantity AllAsked, Quantity AllFlex, bool IsFavourite,
    string WithdrawnWhy, DateTimeOffset? CorrectedAt, string CorrectedWhy, Money? PriceBefore, Money? DepositBefore)
{
    private const string Select = """
        select o.id, o.product_id, o.name, o.brand, s.name as supplier, o.origin, o.quality, o.unit, o.category, o.case_size, o.order_step,
          o.loose, o.weighed, o.price, o.deposit, o.contains, o.without, o.ingredients, o.is_new, o.withdrawn_at is not null as withdrawn,
          coalesce(l.asked, 0) as asked, coalesce(l.flex, 0) as flex, coalesce(l.note, '') as note, coalesce(l.version, 0) as version,
          coalesce((select e.name from order_line_entered e where e.order_line_id = l.id), '') as entered,
          (select coalesce(sum(x.asked), 0) from order_line x where x.offer_id = o.id) as all_asked,
          (select coalesce(sum(x.flex), 0) from order_line x where x.offer_id = o.id) as all_flex,
          exists (select 1 from favourite v where v.product_id = o.product_id and v.person_id = @person) as is_favourite,
          coalesce(w.reason, '') as withdrawn_why, p.at as corrected_at, coalesce(p.reason, '') as corrected_why, p.price_before, p.deposit_before
        from offer o
        join supplier s on s.id = o.supplier_id
        left join offer_correction w on o.withdrawn_at is not null and w.id = (select max(x.id) from offer_correction x where x.offer_id = o.id and x.kind = 'Withdrawn')
        left join offer_correction p on p.id = (select max(x.id) from offer_correction x where x.offer_id = o.id and x.kind = 'Price')
        left join order_line l on l.offer_id = o.id and l.member_id = @member
        where o.id = @offer and o.cycle_id = @cycle
        """;

    /// <summary>Null when the cycle has no such offer.</summary>
    public static ProductRow? Of(Db db, Id<OrderCycle> cycle, Id<Offer> offer, Id<Member> member, Id<Person> person) =>
        db.Find<ProductRow>(Select, new { offer, cycle, member, person });

    public CaseFill Fill => CaseFill.Of(AllAsked, AllFlex, CaseSize, Loose, Withdrawn);

    public string Suffix => UnitPrice.Suffix(Unit);
}
