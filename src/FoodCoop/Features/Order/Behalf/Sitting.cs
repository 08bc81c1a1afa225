using FoodCoop.Features.Cycles;
using FoodCoop.Platform.Jobs;

namespace FoodCoop.Features.Order.Behalf;

/// <summary>Marks rows of the table order_sitting.</summary>
public sealed class OrderSitting : IEntity;

/// <summary>A line as it stood before it was changed on its member's behalf.</summary>
public sealed record LineBefore(Id<Offer> Offer, Quantity Asked, Quantity Flex, string Note);

/// <summary>How a sitting ended: how many products are other than before, and how many mails say so.</summary>
public sealed record SittingEnd(int Products, int Mails);

/// <summary>
/// What one buyer changes in one member's order in one go, while ordering is open. It begins with the first change, and ends when the buyer
/// says so, a while after the last change, or when ordering closes: then the household is told in one mail, if something is other than it was.
/// </summary>
/// <remarks>Source: docs/decisions/0015-ordering-for-others.md. Ending it, the mails and the row that says so are one transaction.</remarks>
/// <param name="Buyer">The buyer's name.</param>
public sealed record Sitting(Id<OrderSitting> Id, Id<OrderCycle> CycleId, Id<Member> MemberId, Id<Person> PersonId, string Buyer)
{
    /// <summary>So long after the last change a sitting is over, whatever became of the buyer's page.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(15);

    private const string Insert = """
        insert into order_sitting (cycle_id, member_id, person_id, began_at)
        values (@Id, @member, @person, @now)
        """;

    private const string InsertLine = """
        insert into order_sitting_line (order_sitting_id, order_line_id, asked, flex, note)
        select @sitting, id, @Asked, @Flex, @Note
        from order_line
        where offer_id = @Offer and member_id = @member
        """;

    private const string Columns = """
        select s.id, s.cycle_id, s.member_id, s.person_id, p.name as buyer
        from order_sitting s
        join person p on p.id = s.person_id
        """;

    private const string SelectOpen = Columns + " where s.member_id = @member and s.person_id = @person and s.cycle_id = @cycle and s.ended_at is null";

    private const string SelectDue = Columns + """
         join order_sitting_last t on t.order_sitting_id = s.id
         where s.ended_at is null and t.at <= @before
         order by s.id
        """;

    private const string SelectOfCycle = Columns + " where s.cycle_id = @Id and s.ended_at is null order by s.id";

    private const string SelectTold = Columns + " where s.cycle_id = @Id and s.mails > 0 order by s.id";

    private const string CountNews = "select count(*) from order_sitting_news where order_sitting_id = @Id";

    private const string UpdateEnded = "update order_sitting set ended_at = @now, products = @products, mails = @mails where id = @Id and ended_at is null";

    /// <summary>Keeps what a line was, in the transaction that has just changed it.</summary>
    /// <param name="open">The sitting that is under way; null: this is its first change.</param>
    public static void Note(Db db, Cycle cycle, Id<Member> member, Id<Person> person, Id<OrderSitting>? open, LineBefore before, DateTimeOffset now)
    {
        var sitting = open ?? db.Insert<OrderSitting>(Insert, new { cycle.Id, member, person, now });
        db.Execute(InsertLine, new { sitting, member, before.Offer, before.Asked, before.Flex, before.Note });
    }

    /// <summary>This buyer's, for this member and month; null when nothing has been changed since the last one ended.</summary>
    public static Sitting? Open(Db db, Id<OrderCycle> cycle, Id<Member> member, Id<Person> person) =>
        db.Find<Sitting>(SelectOpen, new { cycle, member, person });

    /// <summary>Ends it and tells the household, once.</summary>
    /// <param name="cycle">Its month, as read in this same transaction.</param>
    public SittingEnd End(Db db, Cycle cycle, CoopRow coop, DateTimeOffset now)
    {
        var products = db.One<int>(CountNews, new { Id });
        var mails = products > 0 ? OrderedForYouMail.Write(db, this, cycle, coop, now) : 0;
        db.Execute(UpdateEnded, new { Id, now, products, mails });
        return new SittingEnd(products, mails);
    }

    /// <summary>Ordering closes: all that are under way end.</summary>
    public static void AtClosing(Db db, Cycle cycle, CoopRow coop, DateTimeOffset now)
    {
        foreach (var sitting in db.Query<Sitting>(SelectOfCycle, new { cycle.Id })) sitting.End(db, cycle, coop, now);
    }

    /// <summary>Mails about sittings that still wait say how things stand now: the month's moments have changed.</summary>
    public static void TellAnew(Db db, Cycle cycle, CoopRow coop, DateTimeOffset now)
    {
        foreach (var sitting in db.Query<Sitting>(SelectTold, new { cycle.Id })) OrderedForYouMail.WriteAnew(db, sitting, cycle, coop, now);
    }

    /// <summary>Ends those that have been quiet for long enough; says how many.</summary>
    public static Task<string> Run(CoopFile file, DateTimeOffset now, CancellationToken stopping = default)
    {
        return WhenDue.Write(file, (db, _) => Due(db).Count > 0, (db, coop) => [WhenDue.Count("sittings", EndDue(db, coop))], stopping);

        List<Sitting> Due(Db db) => db.Query<Sitting>(SelectDue, new { before = now - Quiet });

        int EndDue(Db db, CoopRow coop)
        {
            var due = Due(db);
            foreach (var sitting in due) sitting.End(db, Cycle.One(db, sitting.CycleId), coop, now);
            return due.Count;
        }
    }
}
