using FoodCoop.Features.Shifts.Mine;

namespace FoodCoop.Features.Shifts.Exchange;

/// <summary>A spot of another member in a shift to come.</summary>
public sealed record OtherSpot(Id<ShiftDay> ShiftId, string NameNl, string NameEn, DateTimeOffset StartsAt, DateTimeOffset EndsAt, Id<Member> MemberId, string Name);

/// <summary>"I can't be there": a swap, a stand-in, another spot for me. Until somebody says yes the spot stays where it is.</summary>
[Authorize(Policy = Role.Member)]
public sealed class CannotModel(Db db, Viewer viewer, CoopContext coop) : CoopPage
{
    private const string SelectOthers = """
        select s.id as shift_id, d.name_nl, d.name_en, s.starts_at, s.ends_at, n.member_id, coalesce(p.name, m.name) as name
        from spot_now n
        join shift s on s.id = n.shift_id
        join duty d on d.id = s.duty_id
        join member m on m.id = n.member_id
        left join person p on p.id = n.person_id
        where s.cancelled_at is null and s.starts_at > @now and s.id <> @shift
          and not exists (select 1 from spot_now z where z.shift_id = s.id and z.member_id = @member)
          and not exists (select 1 from spot_now z where z.shift_id = @shift and z.member_id = n.member_id)
        order by s.starts_at, d.walk, s.id, name
        """;

    private const string SelectFor = "select f.shift_id from swap_for f join swap w on w.id = f.swap_id where w.spot_id = @spot and w.closed_at is null";

    [FromRoute(Name = "spot")]
    public string Number { get; set; } = "";

    public SpotRow Spot { get; private set; } = null!;
    public Shift Shift { get; private set; } = null!;
    public List<OtherSpot> Others { get; private set; } = [];
    public List<Id<ShiftDay>> Ticked { get; private set; } = [];
    public List<OpenShift> Open { get; private set; } = [];
    public List<DutyContact> Contacts { get; private set; } = [];
    public bool IsSoon => Shift.StartsAt - Now < TimeSpan.FromHours(48);

    /// <summary>Its shift can do without.</summary>
    public bool CanSpare => Shift.Taken - 1 >= Shift.Fewest;

    private string Here => $"/shifts/cannot/{Spot.Id}";

    protected internal override IActionResult? Load()
    {
        if (!Id<Spot>.TryParse(Number, null, out var id) || Spots.Find(db, id) is not { } spot || spot.MemberId != viewer.MemberId) return NotFound();
        Spot = spot;
        Shift = Shift.Find(db, spot.ShiftId)!;
        Others = db.Query<OtherSpot>(SelectOthers, new { now = Now, shift = Shift.Id, member = viewer.MemberId });
        Ticked = db.Query<Id<ShiftDay>>(SelectFor, new { spot = id });
        Open = OpenShift.For(db, viewer.MemberId, Now).FindAll(o => o.Free > 0);
        Contacts = DutyContact.Of(db, Shift.DutyId);
        return null;
    }

    public IActionResult OnPostSwap(List<Id<ShiftDay>> shifts, Id<Member>? to)
    {
        if (Load() is { } elsewhere) return elsewhere;
        Swaps.Offer(db, coop.Settings(db), Spot.Id, viewer.MemberId, to, shifts, Now, viewer.PersonId);
        return Done(Here, "Exchange.Offered");
    }

    public IActionResult OnPostLook()
    {
        if (Load() is { } elsewhere) return elsewhere;
        StandIn.LookFor(db, coop.Settings(db), Spot.Id, viewer.MemberId, Now);
        return Done(Here, IsSoon ? "Exchange.LookingSoon" : "Exchange.LookingNow");
    }

    public IActionResult OnPostUndo()
    {
        if (Load() is { } elsewhere) return elsewhere;
        StandIn.Undo(db, Spot.Id, viewer.MemberId, Now);
        return Done("/shifts", "Exchange.Undone");
    }

    public IActionResult OnPostMove(Id<ShiftDay> to)
    {
        if (Load() is { } elsewhere) return elsewhere;
        var shift = StandIn.Move(db, coop.Settings(db), Spot.Id, to, viewer.MemberId, viewer.PersonId, Now);
        return Done("/shifts", "Exchange.Moved", shift.Name(viewer.Language));
    }
}
