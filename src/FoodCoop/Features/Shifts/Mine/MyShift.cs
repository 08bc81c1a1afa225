using FoodCoop.Features.Shifts.Exchange;

namespace FoodCoop.Features.Shifts.Mine;

/// <summary>A spot that a member has in a shift that is still to come or under way.</summary>
/// <param name="PersonId">Who of the household comes; null: any of them.</param>
/// <param name="LookingAt">Since when somebody is looked for who takes it over.</param>
/// <param name="SwapId">The swap that is offered for it.</param>
public sealed record MyShift(
    Id<Spot> Id, Id<ShiftDay> ShiftId, Id<Duty> DutyId, string CycleCode, string NameNl, string NameEn, string InstructionsNl, string InstructionsEn,
    DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Place, Id<Person>? PersonId, string PersonName, DateTimeOffset? LookingAt, Id<Swap>? SwapId)
{
    private const string SelectOfMember = """
        select n.id, n.shift_id, s.duty_id, c.code as cycle_code, d.name_nl, d.name_en, d.instructions_nl, d.instructions_en,
          s.starts_at, s.ends_at, s.place, n.person_id, coalesce(p.name, '') as person_name, n.looking_at, w.id as swap_id
        from spot_now n
        join shift s on s.id = n.shift_id
        join duty d on d.id = s.duty_id
        join order_cycle c on c.id = s.cycle_id
        left join person p on p.id = n.person_id
        left join swap w on w.spot_id = n.id and w.closed_at is null
        where n.member_id = @member and s.cancelled_at is null and s.ends_at > @now
        order by s.starts_at, n.id
        """;

    /// <summary>Those still to come, the next first.</summary>
    public static List<MyShift> Of(Db db, Id<Member> member, DateTimeOffset now) => db.Query<MyShift>(SelectOfMember, new { member, now });

    public string Name(string language) => language == "nl" ? NameNl : NameEn;

    public string Instructions(string language) => language == "nl" ? InstructionsNl : InstructionsEn;

    public bool HasBegun(DateTimeOffset now) => StartsAt <= now;
}

/// <summary>Whom to phone about a duty: its coordinators, or all shift coordinators where it has none of its own.</summary>
public sealed record DutyContact(string Name, string Phone)
{
    private const string SelectOfDuty = """
        select p.name, p.phone
        from person p
        where p.left_on is null and (
          exists (select 1 from duty_coordinator c where c.duty_id = @duty and c.person_id = p.id)
          or exists (select 1 from person_role r where r.person_id = p.id and r.role = 'ShiftCoordinator')
            and not exists (
              select 1 from duty_coordinator c join person x on x.id = c.person_id where c.duty_id = @duty and x.left_on is null))
        order by p.name, p.id
        """;

    public static List<DutyContact> Of(Db db, Id<Duty> duty) => db.Query<DutyContact>(SelectOfDuty, new { duty });
}

/// <summary>One of the household who may come.</summary>
public sealed record Housemate(Id<Person> Id, string Name)
{
    private const string SelectOfMember = "select id, name from person where member_id = @member and left_on is null order by id";

    public static List<Housemate> Of(Db db, Id<Member> member) => db.Query<Housemate>(SelectOfMember, new { member });
}
