using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FoodCoop.Features.Shifts.Planning;
using FoodCoop.Features.Shifts.TheDay;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Shifts.Board;

/// <summary>The board of one rotation: who is where, what is short; wishes, planning, moving by hand, publishing.</summary>
[Authorize(Policy = Role.ShiftCoordinator), BeginsLate]
public sealed partial class OneModel(Db db, Viewer viewer, CoopContext context, CoopDates dates) : TablePage
{
    private const string UpdateWishes = "update rotation set wishes_opened_at = coalesce(wishes_opened_at, @Now), wishes_until = @until where id = @rotation";
    private const string InsertAgreed = """
        insert into wish_cannot (rotation_id, member_id, cycle_id, agreed_by)
        select @rotation, @member, cycle_id, @by from rotation_day where rotation_id = @rotation
        on conflict (rotation_id, member_id, cycle_id) do update
        set agreed_by = excluded.agreed_by
        """;

    private const string InsertPlan = "insert into plan (rotation_id, seed, input, figures, made_at, made_by) values (@rotation, @seed, @input, @figures, @Now, @by)";
    private const string SelectSkillNames = "select id, name_nl, name_en from skill";
    private const string CountAnswers = "select count(*) from wish where rotation_id = @rotation";

    private sealed record SkillRow(Id<Skill> Id, string NameNl, string NameEn);

    private List<SkillRow> skills = [];

    [FromRoute] public string Code { get; set; } = "";
    [BindProperty] public DateOnly? Until { get; set; }
    /// <summary>A member's number or name, to be put into a shift.</summary>
    [BindProperty] public string? Somebody { get; set; }
    /// <summary>A member's number or name, who can come on neither day.</summary>
    [BindProperty] public string? NeitherDay { get; set; }
    /// <summary>Member and the shift where the page showed it: <c>114-7</c>; <c>114-0</c> for without a spot.</summary>
    [BindProperty] public string? Who { get; set; }
    /// <summary>The shift of the list above the board; the buttons of the shifts themselves say <c>to</c>.</summary>
    [BindProperty] public long? Chosen { get; set; }
    [BindProperty] public bool MovePublished { get; set; }

    public RosterBoard Board { get; private set; } = null!;
    public RosterPlan Figures { get; private set; } = null!;
    public KeptPlan? Kept { get; private set; }
    public int Answers { get; private set; }
    public List<UnmarkedDay> Unmarked { get; private set; } = [];
    public CoopDates Dates => dates;
    public bool IsOver => Board.Rotation.SecondOn < Zone.DateAt(Now);
    private CoopZone Zone => CoopZone.Of(context.Settings(db).Zone);

    /// <summary>What the draft was when the page was shown: who publishes has seen it.</summary>
    public string Seen => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(';', Board.Spots.Select(s => $"{s.MemberId}-{s.ShiftId}-{s.Fixed}").Order(StringComparer.Ordinal)))))[..16];

    protected internal override IActionResult? Load()
    {
        if (Find() is not { } board) return NotFound();
        Board = board;
        Figures = board.Figures();
        Kept = KeptPlan.Last(db, board.Rotation.Id);
        skills = db.Query<SkillRow>(SelectSkillNames);
        Answers = db.One<int>(CountAnswers, new { rotation = board.Rotation.Id });
        if (board.Rotation.WishesUntil is { } until) Until ??= Zone.DateAt(until.AddMinutes(-1));
        Unmarked = UnmarkedDay.All(db, Zone.DateAt(Now), Now);
        return null;
    }

    /// <summary>A skill of the co-op's list that the planner names; null where it means that somebody has done the duty before.</summary>
    public string? SkillName(string skill) => skills.Find(s => s.Id.ToString() == skill) is not { } row ? null : viewer.Language == "nl" ? row.NameNl : row.NameEn;

    public async Task<IActionResult> OnPostWishes()
    {
        await db.BeginAsync();
        if (Find() is not { } board) return NotFound();
        var today = Zone.DateAt(Now);
        if (board.Rotation.IsPublished) throw new Refused(nameof(Until), "Board.WishesPublished");
        if (Until is not { } day || day < today || day >= board.Rotation.FirstOn)
        {
            ModelState.Wrong(nameof(Until), "Board.UntilWrong", dates.Date(today), dates.Date(board.Rotation.FirstOn.AddDays(-1)));
            return Again();
        }
        var until = Zone.ToUtc(day.AddDays(1), TimeOnly.MinValue);
        db.Execute(UpdateWishes, new { rotation = board.Rotation.Id, until, Now });
        var needing = board.Members.Where(m => board.Planned[m.Id.ToString()] is { NeedsSpot: true, Exempt: false }).Select(m => m.Id).ToHashSet();
        var mails = WishesOpenMail.Write(db, context.Settings(db), board.Rotation, until, needing, Now);
        return Done(Here, "Board.WishesOpened", dates.Day(day), mails);
    }

    /// <summary>Fills the rest: what is fixed stays. Worked out before the line at the writer, and again in it only when something has changed meanwhile.</summary>
    public async Task<IActionResult> OnPostPlan()
    {
        if (Find() is not { } before) return NotFound();
        var (input, seed) = (before.Input with { MovePublished = MovePublished }, before.Rotation.LotSeed);
        var (json, plan) = (RosterJson.Write(input), Planner.Plan(input, seed));
        await db.BeginAsync();
        var board = Find()!;
        if (RosterJson.Write(board.Input with { MovePublished = MovePublished }) is var now && now != json)
            (json, plan) = (now, Planner.Plan(board.Input with { MovePublished = MovePublished }, seed));
        var rotation = board.Rotation.Id;
        Draft.Begin(db, rotation, Now, viewer.PersonId);
        Draft.Replace(db, rotation, plan.Spots.Where(s => s.Origin != SpotOrigin.Fixed).Select(s => new DraftSpot(Id<Member>(s.Member), Id<ShiftDay>(s.Shift), SkillOf(s), false)), Now, viewer.PersonId);
        db.Execute(InsertPlan, new { rotation, seed, input = json, figures = RosterJson.Write(plan), Now, by = viewer.PersonId });
        return Done(Here, "Board.PlanMade", plan.Spots.Count, plan.Unfilled.Sum(u => u.Short), plan.Unplaced.Count);
    }

    /// <summary>Puts somebody into a shift, or (0) takes the spot away. By hand is fixed.</summary>
    public async Task<IActionResult> OnPostMove(long? to)
    {
        await db.BeginAsync();
        if (Find() is not { } board) return NotFound();
        if (Parse(Who) is not var (member, from)) throw new Refused("", "Board.PickSomebody");
        if (!board.ById.TryGetValue(member, out var person)) return NotFound();
        var shift = to ?? Chosen ?? throw new Refused("", "Board.PickShiftToo", person.Name);
        if (from.Value == shift) return LocalRedirect(Here);
        Put(board, person, from, shift);
        return Done(shift == 0 ? Here + "#without" : $"{Here}#shift-{shift}", shift == 0 ? "Board.Removed" : "Board.Moved", person.Name, shift == 0 ? "" : Name(board, new(shift)));
    }

    /// <summary>Adds a member by its number or name, whether it needs a spot or not.</summary>
    public async Task<IActionResult> OnPostAdd(long to)
    {
        await db.BeginAsync();
        if (Find() is not { } board) return NotFound();
        var person = Named(board, nameof(Somebody), Somebody);
        Put(board, person, default, to);
        return Done($"{Here}#shift-{to}", "Board.Moved", person.Name, Name(board, new(to)));
    }

    /// <summary>Agrees that a member can come on neither day: it is given only what can be done at home, or nothing.</summary>
    public async Task<IActionResult> OnPostAgree()
    {
        await db.BeginAsync();
        if (Find() is not { } board) return NotFound();
        var person = Named(board, nameof(NeitherDay), NeitherDay);
        db.Execute(InsertAgreed, new { rotation = board.Rotation.Id, member = person.Id, by = viewer.PersonId });
        return Done(Here, "Board.Agreed", person.Name);
    }

    /// <summary>Fixes a spot, so that planning the rest again leaves it; or lets it loose.</summary>
    public async Task<IActionResult> OnPostFix(string? spot)
    {
        await db.BeginAsync();
        if (Find() is not { } board || Parse(spot) is not var (member, shift) || !board.ById.TryGetValue(member, out var person)) return NotFound();
        if (board.Spots.FirstOrDefault(s => s.MemberId == member && s.ShiftId == shift && !s.IsOwn) is not { } here) throw new Refused("", "Board.MovedMeanwhile", person.Name);
        Draft.Begin(db, board.Rotation.Id, Now, viewer.PersonId);
        Draft.Put(db, board.Rotation.Id, new DraftSpot(member, shift, here.SkillId, !here.Fixed), Now, viewer.PersonId);
        return Done($"{Here}#shift-{shift}", here.Fixed ? "Board.Loose" : "Board.FixedNow", person.Name);
    }

    public async Task<IActionResult> OnPostPublish(string? seen)
    {
        await db.BeginAsync();
        if (Find() is not { } board) return NotFound();
        Board = board;
        if (!board.Rotation.IsDrafted) throw new Refused("", "Board.NothingToPublish");
        if (seen != Seen) throw new Refused("", "Board.ChangedSinceSeen");
        var did = Publishing.Publish(db, board, context.Settings(db), Now, viewer.PersonId);
        return Done(Here, "Board.PublishedNow", did.Assigned, did.Changed, did.Mails);
    }

    /// <summary>Throws the draft away: what has been published stands as it was. What somebody else has changed meanwhile is not thrown away unseen.</summary>
    public async Task<IActionResult> OnPostDiscard(string? seen)
    {
        await db.BeginAsync();
        if (Find() is not { } board) return NotFound();
        Board = board;
        if (seen != Seen) throw new Refused("", "Board.ChangedSinceSeen");
        Draft.End(db, board.Rotation.Id);
        return Done(Here, "Board.Discarded");
    }

    private void Put(RosterBoard board, RosterMember person, Id<ShiftDay> from, long to)
    {
        if (from.Value > 0 && !board.Spots.Any(s => s.MemberId == person.Id && s.ShiftId == from && !s.IsOwn)) throw new Refused("", "Board.MovedMeanwhile", person.Name);
        if (from.Value == 0 && to > 0 && board.Spots.Any(s => s.MemberId == person.Id && s.ShiftId.Value == to)) throw new Refused("", "Board.MovedMeanwhile", person.Name);
        var rotation = board.Rotation.Id;
        Draft.Begin(db, rotation, Now, viewer.PersonId);
        if (from.Value > 0) Draft.Remove(db, rotation, person.Id, from);
        if (to == 0) return;
        var shift = board.Shifts.FirstOrDefault(s => s.Id.Value == to && !s.IsCancelled && !s.HasBegun(Now)) ?? throw new Refused("", "Board.NoSuchShift");
        var there = board.Spots.Where(s => s.ShiftId == shift.Id).ToList();
        if (there.Exists(s => s.MemberId == person.Id)) throw new Refused("", "Board.InItAlready", person.Name);
        if (there.Count >= shift.Most) throw new Refused("", "Board.FullOf", Name(board, shift.Id), string.Join(", ", there.Where(s => board.ById.ContainsKey(s.MemberId)).Select(s => board.ById[s.MemberId].Name)));
        var skill = board.PlannedShifts[shift.Id.ToString()].Skills.Select(s => s.Skill).FirstOrDefault(k =>
            board.Planned[person.Id.ToString()].Skills.Contains(k) && !there.Exists(s => s.SkillId?.ToString() == k) && Platform.Id<Skill>.TryParse(k, null, out _));
        Draft.Put(db, rotation, new DraftSpot(person.Id, shift.Id, skill is null ? null : Platform.Id<Skill>.Parse(skill, null), true), Now, viewer.PersonId);
    }

    // By number, or by a name or a part of one that only one member has.
    private static RosterMember Named(RosterBoard board, string field, string? typed)
    {
        var text = (typed ?? "").Trim();
        if (text.Length == 0) throw new Refused(field, "Board.NumberOrName");
        var compare = CultureInfo.InvariantCulture.CompareInfo;
        List<RosterMember> found = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? [.. board.Members.Where(m => m.Number == number)]
            : [.. board.Members.Where(m => compare.IndexOf(m.Name, text, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0)];
        if (found.Count == 1) return found[0];
        throw found.Count == 0 ? new Refused(field, "Board.NoSuchMember", text) : new Refused(field, "Board.ManySuch", text, string.Join(", ", found.Take(5).Select(m => $"{m.Name} {m.Number}")));
    }

    private string Here => "/roster/" + Code;

    private RosterBoard? Find() => RotationRow.ByCode(db, Code) is { } rotation ? RosterInput.Load(db, rotation, Zone, Now) : null;

    private string Name(RosterBoard board, Id<ShiftDay> shift) => board.Shifts.First(s => s.Id == shift).Name(viewer.Language);

    private static Id<T> Id<T>(string id) where T : IEntity => Platform.Id<T>.Parse(id, CultureInfo.InvariantCulture);

    // "Has done it before" is no skill of the co-op's list.
    private static Id<Skill>? SkillOf(PlannedSpot s) => !s.Lacking && Platform.Id<Skill>.TryParse(s.Skill, null, out var skill) ? skill : null;

    private static (Id<Member> Member, Id<ShiftDay> Shift)? Parse(string? spot) =>
        spot?.Split('-') is [var m, var s] && Platform.Id<Member>.TryParse(m, null, out var member) && long.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var shift)
            ? (member, new Id<ShiftDay>(shift)) : null;
}
