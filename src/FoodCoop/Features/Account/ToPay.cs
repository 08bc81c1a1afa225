namespace FoodCoop.Features.Account;

/// <summary>A statement that nobody has said to be paid yet, for the card on the start page.</summary>
/// <param name="Cycle">The cycle's code; "I have paid" is a POST of it as <c>cycle</c> to <c>/account?handler=Paid</c>.</param>
public sealed record ToPay(string Cycle, Money Amount, DateOnly DueOn, string Reference)
{
    private const string SelectOpen = """
        select c.code as cycle, s.amount, s.due_on, s.reference
        from statement_now s
        join order_cycle c on c.id = s.cycle_id
        where s.member_id = @member and s.said_id is null and not s.withdrawn
        order by s.due_on, s.id
        """;

    /// <summary>The open statements of a member, the most urgent first.</summary>
    public static List<ToPay> Of(Db db, Id<Member> member) => db.Query<ToPay>(SelectOpen, new { member });
}
