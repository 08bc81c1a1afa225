namespace FoodCoop.Features.Order;

/// <summary>What another member asks of an offer.</summary>
public sealed record OtherLine(string Name, Quantity Asked, Quantity Flex);

/// <summary>
/// Who else asks for an offer, so that people can agree on filling a case. Members who keep their name to themselves are counted
/// together, without saying who they are.
/// </summary>
/// <param name="Named">By name.</param>
/// <param name="Hidden">How many do not show their name.</param>
/// <param name="HiddenAsked">What those ask together.</param>
public sealed record WhoOrdered(IReadOnlyList<OtherLine> Named, int Hidden, Quantity HiddenAsked)
{
    private sealed record Row(string Name, bool HidesName, Quantity Asked, Quantity Flex);

    private const string Select = """
        select m.name, m.hides_name, l.asked, l.flex
        from order_line l
        join member m on m.id = l.member_id
        where l.offer_id = @offer and l.member_id <> @member and (l.asked > 0 or l.flex > 0)
        order by m.name collate nocase, m.id
        """;

    public bool Any => Named.Count > 0 || Hidden > 0;

    public static WhoOrdered Of(Db db, Id<Offer> offer, Id<Member> member)
    {
        var rows = db.Query<Row>(Select, new { offer, member });
        List<Row> hidden = [.. rows.Where(r => r.HidesName)];
        return new WhoOrdered(
            [.. rows.Where(r => !r.HidesName).Select(r => new OtherLine(r.Name, r.Asked, r.Flex))], hidden.Count, Quantity.Sum(hidden.Select(r => r.Asked)));
    }
}
