using System.Globalization;

namespace FoodCoop.Features.Shifts.Mine;

/// <summary>A member's duty account in figures that can be said in words.</summary>
/// <param name="Done">Shifts done since the beginning.</param>
/// <param name="Balance">Below zero: owed; above: done ahead.</param>
/// <param name="Coming">Spots in shifts to come.</param>
/// <param name="Spots">Spots ever had.</param>
/// <param name="LikesToHelp">Hears of spots that fall vacant.</param>
/// <param name="HasDoneIt">Somebody of the household has done a shift, here or before.</param>
public sealed record DutyStanding(int Done, int Balance, int Coming, int Spots, bool LikesToHelp, bool HasDoneIt)
{
    private const string Select = """
        select
          (select count(*) from duty_entry e where e.member_id = @member and e.kind = 'done' and not exists (select 1 from duty_entry r where r.reverses_id = e.id)) as done,
          (select balance from duty_balance where member_id = @member) as balance,
          (select count(*) from spot_now n join shift s on s.id = n.shift_id where n.member_id = @member and s.cancelled_at is null and s.ends_at > @now) as coming,
          (select count(*) from spot where member_id = @member) as spots,
          (select likes_to_help from person where id = @person) as likes_to_help,
          exists (select 1 from experience where member_id = @member) as has_done_it
        """;

    public static DutyStanding Of(Db db, Id<Member> member, Id<Person> person, DateTimeOffset now) => db.One<DutyStanding>(Select, new { member, person, now });

    public int Owed => Math.Max(-Balance, 0);

    /// <summary>Nobody of the household has done a shift yet.</summary>
    public bool IsNew => !HasDoneIt;

    /// <summary>"You have done 3, owe 1."</summary>
    public string Words(Texts t) => string.Join(' ', new[]
    {
        t.Count("Mine.HaveDone", Done),
        Owed > 0 ? t.Count("Mine.Owe", Owed) : Balance > 0 ? t.Count("Mine.Ahead", Balance) : t["Mine.OweNone"],
        Owed > 0 && Coming >= Owed ? t["Mine.OwePlanned"] : Owed > Coming ? t["Mine.OweOpen"] : "",
    }.Where(w => w.Length > 0));

    /// <summary>A line of the account: what it was.</summary>
    public static string Line(DutyLine line, Texts t, CoopDates dates)
    {
        var language = t.Culture.TwoLetterISOLanguageName;
        var duty = language == "nl" ? line.DutyNl : line.DutyEn;
        var what = t["Mine.Line." + line.Kind];
        return line.ShiftAt is { } at && duty is not null ? string.Create(CultureInfo.InvariantCulture, $"{what}: {duty}, {dates.Date(at)}") : what;
    }
}
