using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FoodCoop.Features.Shifts;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Duties;

/// <summary>What the template says of a session.</summary>
public sealed record SessionValues(int Begins, int Minutes, string Place, int Fewest, int Usual, int Most);

/// <summary>A coming shift that a change of its template touches.</summary>
/// <param name="To">Null: it is taken away, or cancelled where somebody has a spot in it.</param>
public sealed record TouchedShift(Shift Shift, ShiftValues? To, IReadOnlyList<SpotRow> Spots)
{
    public bool IsTooFull => To is not null && Spots.Count > To.Most;
    public bool IsMoved => To is not null && (To.StartsAt != Shift.StartsAt || To.EndsAt != Shift.EndsAt || To.Place != Shift.Place);
}

/// <summary>
/// A session of the template changed or ended: which coming shifts and which people it touches. It is shown first, and done as it was
/// shown or not at all. Shifts that were set by hand for their day stay as they are.
/// </summary>
/// <remarks>Source: design, shifts.md section 1.</remarks>
public sealed record TemplateChange(SessionRow Session, SessionValues? To, IReadOnlyList<TouchedShift> Touched)
{
    private const string SelectTouched = """
        select s.id, c.pickup_on, c.pickup_from
        from shift s
        join order_cycle c on c.id = s.cycle_id
        where s.session_id = @session and s.differs = 0 and s.cancelled_at is null and s.starts_at > @now
        order by s.starts_at
        """;

    private const string Update = """
        update duty_session
        set begins = @Begins, minutes = @Minutes, place = @Place, fewest = @Fewest, usual = @Usual, most = @Most
        where id = @Id
        """;

    private const string UpdateEnded = "update duty_session set ended_at = @now where id = @Id and ended_at is null";

    private sealed record Day(Id<ShiftDay> Id, DateOnly PickupOn, TimeOnly PickupFrom);

    /// <param name="to">Null: it is ended.</param>
    public static TemplateChange Of(Db db, CoopZone zone, SessionRow session, SessionValues? to, DateTimeOffset now)
    {
        List<TouchedShift> touched = [];
        foreach (var day in db.Query<Day>(SelectTouched, new { session = session.Id, now }))
        {
            ShiftValues? values = null;
            if (to is not null)
            {
                var (startsAt, endsAt) = Shifts.Session.Times(zone, day.PickupOn, day.PickupFrom, to.Begins, to.Minutes);
                values = new(startsAt, endsAt, to.Place, to.Fewest, to.Usual, to.Most);
            }
            touched.Add(new(Shift.Find(db, day.Id)!, values, Spots.OfShift(db, day.Id)));
        }
        return new(session, to, touched);
    }

    public int People => Touched.Sum(t => t.Spots.Count);

    /// <summary>What was shown, to be posted along with the confirmation: if anything is another by then, nothing is done.</summary>
    public string Shown
    {
        get
        {
            var words = string.Join('\n', Touched.Select(t => string.Create(CultureInfo.InvariantCulture,
                $"{t.Shift.Id} {t.Shift.StartsAt:O} {t.Shift.EndsAt:O} {t.Shift.Place} {t.Shift.Fewest} {t.Shift.Usual} {t.Shift.Most} {string.Join(',', t.Spots.Select(s => s.Id))}")));
            return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Session}\n{To}\n{words}")))[..24];
        }
    }

    /// <exception cref="Refused">More people have a spot in one of them than it would take.</exception>
    public void Check(CoopDates dates)
    {
        if (Touched.FirstOrDefault(t => t.IsTooFull) is { } full)
            throw new Refused("Numbers.Most", "Duties.MostBelow", dates.Moment(full.Shift.StartsAt), full.Spots.Count, ShiftChange.Names(full.Spots));
    }

    /// <summary>Writes it in the running transaction, and tells the people.</summary>
    /// <param name="reason">Of shifts that are cancelled because their session ends.</param>
    public void Write(Db db, CoopRow coop, string reason, DateTimeOffset now, Id<Person> by)
    {
        if (To is null) db.Execute(UpdateEnded, new { Session.Id, now });
        else db.Execute(Update, new { Session.Id, To.Begins, To.Minutes, To.Place, To.Fewest, To.Usual, To.Most });
        foreach (var touched in Touched)
        {
            if (touched.To is not null) ShiftChange.Write(db, coop, touched.Shift, touched.To, differs: false, now);
            else if (!ShiftChange.Drop(db, touched.Shift.Id)) ShiftChange.Cancel(db, coop, touched.Shift, reason, now, by);
        }
    }
}
