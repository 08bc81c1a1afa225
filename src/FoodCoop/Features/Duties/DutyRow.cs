using FoodCoop.Features.Shifts;

namespace FoodCoop.Features.Duties;

/// <summary>A kind of work, as a coordinator keeps it.</summary>
/// <param name="Effort">1 light, 2 middling, 3 heavy.</param>
/// <param name="Lifting">Not for people who may not lift.</param>
/// <param name="AtHome">Any time in the month.</param>
/// <param name="Experienced">One spot in each shift asks for somebody who has done it before.</param>
public sealed record DutyRow(
    Id<Duty> Id, string NameNl, string NameEn, string InstructionsNl, string InstructionsEn, int Effort, bool Lifting, bool AtHome, bool Experienced, DateTimeOffset? EndedAt)
{
    private const string Columns = """
        select id, name_nl, name_en, instructions_nl, instructions_en, effort, lifting, at_home, experienced, ended_at
        from duty
        """;

    private const string SelectOne = Columns + " where id = @id";
    private const string SelectAll = Columns + " where ended_at is null order by walk, id";

    public static DutyRow? Find(Db db, Id<Duty> id) => db.Find<DutyRow>(SelectOne, new { id });

    /// <summary>Those that have not been ended, in the order of the day.</summary>
    public static List<DutyRow> All(Db db) => db.Query<DutyRow>(SelectAll);

    public string Name(string language) => language == "nl" ? NameNl : NameEn;
}

/// <summary>What the template has of a duty on each pickup day.</summary>
/// <param name="Begins">Minutes after the pickup begins; negative: before.</param>
public sealed record SessionRow(Id<DutySession> Id, Id<Duty> DutyId, int Begins, int Minutes, string Place, int Fewest, int Usual, int Most)
{
    private const string Columns = "select id, duty_id, begins, minutes, place, fewest, usual, most from duty_session";
    private const string SelectOne = Columns + " where id = @id and ended_at is null";
    private const string SelectAll = Columns + " where ended_at is null order by begins, id";

    public static SessionRow? Find(Db db, Id<DutySession> id) => db.Find<SessionRow>(SelectOne, new { id });

    public static List<SessionRow> All(Db db) => db.Query<SessionRow>(SelectAll);
}

/// <summary>A skill of the co-op's own list.</summary>
/// <param name="People">Who has it, of those who are members now.</param>
public sealed record SkillRow(Id<Skill> Id, string NameNl, string NameEn, int People)
{
    private const string SelectAll = """
        select k.id, k.name_nl, k.name_en,
          (select count(*) from person_skill h join person p on p.id = h.person_id where h.skill_id = k.id and p.left_on is null) as people
        from skill k
        where k.ended_at is null
        order by k.name_nl
        """;

    public static List<SkillRow> All(Db db) => db.Query<SkillRow>(SelectAll);

    public string Name(string language) => language == "nl" ? NameNl : NameEn;
}

/// <summary>Somebody who has a login, to be chosen from.</summary>
public sealed record ChosenPerson(Id<Platform.Web.Person> Id, string Name, int Number);
