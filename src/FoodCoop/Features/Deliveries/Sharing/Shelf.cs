namespace FoodCoop.Features.Deliveries.Sharing;

/// <summary>
/// The co-op's own shelf: a member that buyers order for, to complete a case. It takes no seat, owes no shift and gets no mail, and its goods
/// are charged to it without a statement, so that the charges add up to what was taken.
/// </summary>
/// <remarks>Source: design, domain.md section 3.</remarks>
public static class Shelf
{
    private const string Select = "select id from member where kind = 'shelf' and left_on is null order by id limit 1";

    // The highest free number: those of members are given from below.
    private const string Insert = """
        with recursive free (number) as (
          select 9999
          union all
          select number - 1 from free where number > 1 and exists (select 1 from member m where m.number = free.number))
        insert into member (number, name, seats, kind, joined_on)
        select min(number), @name, 0, 'shelf', @today from free
        """;

    /// <summary>The shelf; made when it is first needed, under its name in the co-op's language.</summary>
    public static Id<Platform.Web.Member> Of(Db db, CoopRow coop, DateTimeOffset now) =>
        db.Find<long?>(Select) is { } id ? new(id) : db.Insert<Platform.Web.Member>(Insert, new
        {
            name = Texts.For(coop.Language)["Sharing.Shelf"],
            today = new CoopDates(coop.TimeZone).DateOf(now),
        });
}
