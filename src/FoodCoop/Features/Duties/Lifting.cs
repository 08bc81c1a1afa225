using FoodCoop.Features.Shifts;

namespace FoodCoop.Features.Duties;

/// <summary>A coming shift with lifting of somebody who may not.</summary>
public sealed record UnfitShift(string NameNl, string NameEn, DateTimeOffset StartsAt)
{
    public string Say(string language, CoopDates dates) => $"{(language == "nl" ? NameNl : NameEn)}, {dates.Moment(StartsAt)}";
}

/// <summary>
/// Who may not lift: said by the person or by a coordinator, seen by that person and by coordinators only. A household is given a shift with
/// lifting as long as one of its people may.
/// </summary>
/// <remarks>Source: design, shifts.md section 1 ("not for people who may not lift") and section 3 (a hard rule of the plan).</remarks>
public static class Lifting
{
    private const string UpdateMayNot = "update person set may_not_lift = @mayNot where id = @person and left_on is null";
    private const string SelectMayNot = "select may_not_lift from person where id = @person";

    private const string SelectAll = """
        select p.id, p.name, m.number
        from person p
        join member m on m.id = p.member_id
        where p.may_not_lift = 1 and p.left_on is null and m.left_on is null and m.kind = 'member'
        order by p.name
        """;

    private const string SelectUnfit = """
        select d.name_nl, d.name_en, s.starts_at
        from person me
        join spot_now n on n.member_id = me.member_id
        join shift s on s.id = n.shift_id and s.cancelled_at is null and s.starts_at > @now
        join duty d on d.id = s.duty_id and d.lifting = 1
        where me.id = @person and not exists (select 1 from person o where o.member_id = me.member_id and o.left_on is null and o.may_not_lift = 0)
        order by s.starts_at
        """;

    public static bool MayNot(Db db, Id<Person> person) => db.One<bool>(SelectMayNot, new { person });

    public static List<ChosenPerson> All(Db db) => db.Query<ChosenPerson>(SelectAll);

    /// <summary>Says that somebody may not lift, or may again; which of their coming shifts do not fit that.</summary>
    public static List<UnfitShift> Set(Db db, Id<Person> person, bool mayNot, DateTimeOffset now)
    {
        db.Execute(UpdateMayNot, new { person, mayNot });
        return db.Query<UnfitShift>(SelectUnfit, new { person, now });
    }
}
