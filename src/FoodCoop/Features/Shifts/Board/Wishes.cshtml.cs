using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Shifts.Board;

/// <summary>What one member has told of a rotation.</summary>
/// <param name="At">When it told it last; null: it has not, so anything is fine.</param>
/// <param name="Cannot">Days on which nobody of it can come.</param>
/// <param name="Agreed">A coordinator agreed that neither day is open.</param>
/// <param name="Likes">The dearest first.</param>
public sealed record ToldWishes(
    int Number, string Name, bool NeedsSpot, DateTimeOffset? At, string? By, IReadOnlyList<DateOnly> Cannot, bool Agreed, IReadOnlyList<Shift> Likes, IReadOnlyList<Shift> RatherNot, string? Partner)
{
    public bool HasTold => At is not null || Cannot.Count > 0;
}

/// <summary>All wishes for a rotation, as they were told.</summary>
[Authorize(Policy = Role.ShiftCoordinator)]
public sealed class WishesModel(Db db, Viewer viewer, CoopContext context, CoopDates dates) : TablePage
{
    private const string SelectTold = """
        select w.member_id, w.at, b.name as by, p.name as partner
        from wish w
        left join member p on p.id = w.partner_id
        left join person b on b.id = w.by_person_id
        where w.rotation_id = @rotation
        """;

    private const string SelectCannot = """
        select w.member_id, c.pickup_on, w.agreed_by is not null as agreed
        from wish_cannot w
        join order_cycle c on c.id = w.cycle_id
        where w.rotation_id = @rotation
        order by c.pickup_on
        """;

    private const string SelectLikes = "select member_id, shift_id, rank from wish_like where rotation_id = @rotation order by rank, shift_id";

    private sealed record Told(Id<Member> MemberId, DateTimeOffset At, string? By, string? Partner);

    private sealed record Cannot(Id<Member> MemberId, DateOnly PickupOn, bool Agreed);

    private sealed record Like(Id<Member> MemberId, Id<ShiftDay> ShiftId, int Rank);

    [FromRoute] public string Code { get; set; } = "";

    public RotationRow Rotation { get; private set; } = null!;

    /// <summary>Who has told something or needs a spot, by number.</summary>
    public IReadOnlyList<ToldWishes> All { get; private set; } = [];

    protected internal override IActionResult? Load()
    {
        if (RotationRow.ByCode(db, Code) is not { } rotation) return NotFound();
        Rotation = rotation;
        var board = RosterInput.Load(db, rotation, CoopZone.Of(context.Settings(db).Zone), Now);
        var about = new { rotation = rotation.Id };
        var told = db.Query<Told>(SelectTold, about).ToDictionary(w => w.MemberId);
        var cannot = db.Query<Cannot>(SelectCannot, about).ToLookup(c => c.MemberId);
        var likes = db.Query<Like>(SelectLikes, about).ToLookup(l => l.MemberId);
        var shifts = board.Shifts.ToDictionary(s => s.Id);
        All = [.. board.Members
            .Where(m => told.ContainsKey(m.Id) || cannot.Contains(m.Id) || board.Planned[m.Id.ToString()] is { NeedsSpot: true, Exempt: false })
            .Select(m => new ToldWishes(
                m.Number, m.Name, board.Planned[m.Id.ToString()] is { NeedsSpot: true, Exempt: false }, told.GetValueOrDefault(m.Id)?.At, told.GetValueOrDefault(m.Id)?.By,
                [.. cannot[m.Id].Select(c => c.PickupOn)], cannot[m.Id].Any(c => c.Agreed),
                Of(m.Id, liked: true), Of(m.Id, liked: false), told.GetValueOrDefault(m.Id)?.Partner))];
        return null;

        List<Shift> Of(Id<Member> member, bool liked) => [.. likes[member].Where(l => l.Rank > 0 == liked && shifts.ContainsKey(l.ShiftId)).Select(l => shifts[l.ShiftId])];
    }

    /// <summary>"Checkout, 25 December 2026".</summary>
    public string Words(Shift shift) => $"{shift.Name(viewer.Language)}, {dates.Date(shift.StartsAt)}";

    protected internal override IEnumerable<PageTable> Tables(Texts t)
    {
        yield return PageTable.Of("wishes", $"{t["Board.Answers"]} {Code}", All,
            (t["Board.Number"], w => w.Number),
            (t["Board.Member"], w => w.Name),
            (t["Board.NeedsSpot"], w => w.NeedsSpot),
            (t["Board.ToldAt"], w => w.At is { } at ? dates.DateOf(at) : null),
            (t["Board.ToldBy"], w => w.By),
            (t["Board.CannotOn"], w => string.Join(", ", w.Cannot.Select(dates.Date))),
            (t["Board.IsAgreed"], w => w.Agreed),
            (t["Board.Liked1"], w => w.Likes.Count > 0 ? Words(w.Likes[0]) : null),
            (t["Board.Liked2"], w => w.Likes.Count > 1 ? Words(w.Likes[1]) : null),
            (t["Board.Liked3"], w => w.Likes.Count > 2 ? Words(w.Likes[2]) : null),
            (t["Board.RatherNot"], w => string.Join("; ", w.RatherNot.Select(Words))),
            (t["Board.Partner"], w => w.Partner));
    }
}
