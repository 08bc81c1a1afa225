using FoodCoop.Features.Shifts.Board;
using FoodCoop.Features.Shifts.Planning;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Shifts.Repair;

/// <summary>Whom to phone, with where they are now.</summary>
public sealed record Asked(string Name, string Phone, string From, string To);

/// <summary>
/// A drop-out, for the coordinator: who is free and could stand in, and the three cheapest chains of at most two moves, with who has
/// to be asked. Nothing moves by looking; who said yes on the phone is put there by hand.
/// </summary>
/// <remarks>Source: design, shifts.md section 4.</remarks>
[Authorize(Policy = Role.ShiftCoordinator)]
public sealed class OneModel(Db db, CoopContext coop, Viewer viewer, CoopDates dates) : TablePage
{
    private const string SelectPhones = """
        select m.id, m.name, coalesce((select p.phone from person p where p.member_id = m.id and p.left_on is null and p.phone <> '' order by p.id limit 1), '') as phone
        from member m
        where m.left_on is null
        """;

    private const string SelectRotationCode = """
        select min(c.code)
        from rotation_day d
        join order_cycle c on c.id = d.cycle_id
        where d.rotation_id = (select rotation_id from rotation_day where cycle_id = @cycle)
        """;

    private const string SelectHelpers = "select distinct member_id from person where likes_to_help = 1 and left_on is null";

    private const int Shown = 8;

    [FromRoute(Name = "spot")]
    public string Number { get; set; } = "";

    public SpotRow Spot { get; private set; } = null!;
    public Shift Shift { get; private set; } = null!;
    /// <summary>Of the rotation, by which its board is found.</summary>
    public string RotationCode { get; private set; } = "";
    public RepairOffer? Offer { get; private set; }
    public IReadOnlyList<RepairChain> Volunteers => [.. (Offer?.Volunteers ?? []).Take(Shown)];
    private Dictionary<string, PhoneRow> Phones { get; set; } = [];
    private RosterBoard? Board { get; set; }

    public sealed record PhoneRow(Id<Member> Id, string Name, string Phone);

    protected internal override IActionResult? Load()
    {
        if (!Id<Spot>.TryParse(Number, null, out var id) || Spots.Find(db, id) is not { } spot) return NotFound();
        (Spot, Shift) = (spot, Shift.Find(db, spot.ShiftId)!);
        var now = Now;
        if (Shift.HasBegun(now) || Shift.IsCancelled || RotationRow.ByCode(db, db.Find<string>(SelectRotationCode, new { cycle = Shift.CycleId })) is not { } rotation) return null;
        RotationCode = rotation.FirstCode;
        var board = Board = RosterInput.Load(db, rotation, CoopZone.Of(coop.Settings(db).Zone), now);
        Phones = db.Query<PhoneRow>(SelectPhones).ToDictionary(p => p.Id.ToString(), StringComparer.Ordinal);
        var plan = board.Figures();
        var (member, shift) = (spot.MemberId.ToString(), spot.ShiftId.ToString());
        // who is in the plan by being there may be asked to move, though the plan itself would leave it
        plan = plan with { Spots = [.. plan.Spots.Select(s => board.Spots.Any(b => b.IsOwn && b.MemberId.ToString() == s.Member && b.ShiftId.ToString() == s.Shift) ? s : s with { Origin = SpotOrigin.Published })] };
        if (!plan.Spots.Any(s => s.Member == member && s.Shift == shift)) return null;
        var needing = board.Without().Select(m => m.Id).Concat(db.Query<Id<Member>>(SelectHelpers)).Distinct().Select(m => m.ToString()).ToList();
        Offer = Planner.Repair(board.Input, plan, member, shift, needing);
        return null;
    }

    /// <summary>One line for each who has to be asked: volunteers first, then the chains as they stand on the page.</summary>
    protected internal override IEnumerable<PageTable> Tables(Texts t)
    {
        if (Offer is null) yield break;
        var ways = Volunteers.Select(c => (Kind: t["Repair.Volunteers"], Chain: c)).Concat(Offer.Chains.Select(c => (Kind: t["Repair.Chains"], Chain: c)));
        yield return PageTable.Of("repair", t["Repair.InsteadOf", Spot.Name, dates.Date(Shift.StartsAt)], ways.SelectMany((w, way) => Asks(w.Chain).Select(ask => (Way: way + 1, w.Kind, w.Chain, Ask: ask))),
            (t["Repair.Way"], r => r.Way),
            (t["Repair.Kind"], r => r.Kind),
            (t["Repair.Name"], r => r.Ask.Name),
            (t["Repair.Phone"], r => r.Ask.Phone),
            (t["Repair.FromShift"], r => r.Ask.From),
            (t["Repair.ToShift"], r => r.Ask.To),
            (t["Repair.Costs"], r => PlanWords.Difference(r.Chain.Difference, t)));
    }

    /// <summary>Who has to be asked, in the order of the moves.</summary>
    public IEnumerable<Asked> Asks(RepairChain chain) => chain.Moves.Select(m =>
        new Asked(Phones.GetValueOrDefault(m.Member)?.Name ?? "", Phones.GetValueOrDefault(m.Member)?.Phone ?? "", NameOf(m.From), NameOf(m.To)));

    private string NameOf(string? shift) => Board?.Shifts.FirstOrDefault(s => s.Id.ToString() == shift) is { } s
        ? $"{s.Name(viewer.Language)}, {dates.Day(dates.DateOf(s.StartsAt))}"
        : "";
}
