using FoodCoop.Features.Post;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Mail;
using FoodCoop.Platform.Web;

namespace FoodCoop.Features.Shifts.Board;

/// <summary>The draft becomes spots, and each person it concerns is told: in the caller's one transaction, so that it happens once or not at all.</summary>
/// <remarks>Source: design, shifts.md section 3.4.</remarks>
public static class Publishing
{
    private const string UpdatePublished = "update rotation set published_at = coalesce(published_at, @now), published_by = coalesce(published_by, @by) where id = @rotation";

    private const string InsertSpot = """
        insert into spot (shift_id, member_id, skill_id, how, taken_at, taken_by)
        values (@ShiftId, @MemberId, @SkillId, @how, @now, @taker)
        """;

    private const string UpdateHow = "update spot set how = @how where shift_id = @ShiftId and member_id = @MemberId and left_at is null and how in ('plan', 'hand')";

    private const string SelectWords = """
        select s.id, s.sequence, d.instructions_nl, d.instructions_en
        from shift s
        join rotation_day y on y.cycle_id = s.cycle_id
        join duty d on d.id = s.duty_id
        where y.rotation_id = @rotation
        """;

    // Those of the duty; where it has none, everyone whose role it is.
    private const string SelectCoordinators = """
        select d.duty_id, p.name, p.phone
        from duty_coordinator d
        join person p on p.id = d.person_id
        where p.left_on is null
        union all
        select y.id as duty_id, p.name, p.phone
        from duty y
        join person_role r on r.role = 'ShiftCoordinator'
        join person p on p.id = r.person_id
        where p.left_on is null and not exists (select 1 from duty_coordinator d where d.duty_id = y.id)
        order by 1, 2
        """;

    private sealed record Words(Id<ShiftDay> Id, int Sequence, string InstructionsNl, string InstructionsEn);

    private sealed record Coordinator(Id<Duty> DutyId, string Name, string Phone);

    /// <summary>What publishing did.</summary>
    /// <param name="Changed">Members whose published spot is another now, or gone.</param>
    public sealed record Outcome(int Assigned, int Changed, int Mails);

    /// <exception cref="Refused">There is no draft, or a shift in it has become full.</exception>
    public static Outcome Publish(Db db, RosterBoard board, CoopRow coop, DateTimeOffset now, Id<Person> by)
    {
        var rotation = board.Rotation;
        if (!rotation.IsDrafted) throw new Refused("", "Board.NothingToPublish");
        var live = board.Live.Where(l => !l.IsOwn).ToList();
        var gone = live.Where(l => !board.Draft.Any(d => d.MemberId == l.MemberId && d.ShiftId == l.ShiftId)).ToList();
        var stay = board.Draft.Where(d => live.Exists(l => l.MemberId == d.MemberId && l.ShiftId == d.ShiftId)).ToList();
        var come = board.Draft.Except(stay).ToList();
        foreach (var full in board.Shifts.Where(s => come.Exists(c => c.ShiftId == s.Id) && board.Spots.Count(p => p.ShiftId == s.Id) > s.Most))
            throw new Refused("", "Board.TooFull", full.Name(new Texts().Culture.TwoLetterISOLanguageName), full.Most);
        foreach (var spot in gone) Spots.Leave(db, spot.Id, come.Exists(c => c.MemberId == spot.MemberId) ? "moved" : "freed", now, by);
        foreach (var c in come) db.Execute(InsertSpot, new { c.ShiftId, c.MemberId, c.SkillId, how = How(c), now, taker = c.Fixed ? by : (Id<Person>?)null });
        foreach (var s in stay) db.Execute(UpdateHow, new { s.ShiftId, s.MemberId, how = How(s) });
        Draft.End(db, rotation.Id);
        db.Execute(UpdatePublished, new { rotation = rotation.Id, now, by });
        return new Outcome(come.Count, gone.Count, Tell(db, board, coop, come, gone, now));
    }

    private static string How(DraftSpot spot) => spot.Fixed ? "hand" : "plan";

    private static int Tell(Db db, RosterBoard board, CoopRow coop, List<DraftSpot> come, List<LiveSpot> gone, DateTimeOffset now)
    {
        var about = new { rotation = board.Rotation.Id };
        var words = db.Query<Words>(SelectWords, about).ToDictionary(w => w.Id);
        var coordinators = db.Query<Coordinator>(SelectCoordinators).ToLookup(c => c.DutyId, c => c.Phone.Length > 0 ? $"{c.Name} ({c.Phone})" : c.Name);
        var shifts = board.Shifts.ToDictionary(s => s.Id);
        var people = board.Spots.ToLookup(s => s.ShiftId, s => s.MemberId);
        ShiftTold Told(Id<ShiftDay> shift, Id<Member> member) => new(
            shifts[shift], words[shift].InstructionsNl, words[shift].InstructionsEn,
            [.. people[shift].Where(m => m != member && board.ById.ContainsKey(m)).Select(m => board.ById[m].Name)], [.. coordinators[shifts[shift].DutyId]], words[shift].Sequence);

        var readers = new Mailing(db, coop, now, ShiftMail.Assigned, "").Readers().ToLookup(r => r.MemberId);
        // Who loses one spot and gets another is told once, of both.
        var changed = gone.Select(g => (Before: g, After: come.Find(c => c.MemberId == g.MemberId))).DistinctBy(c => c.Before.MemberId).ToList();
        var mails = 0;
        foreach (var (before, after) in changed)
        {
            var was = Told(before.ShiftId, before.MemberId);
            var mailing = new Mailing(db, coop, now, ShiftMail.Changed, $"{board.Rotation.FirstCode}/spot-{before.Id}", was.Shift.StartsAt);
            foreach (var reader in readers[before.MemberId])
            {
                var scene = mailing.Scene(reader);
                var file = ShiftMail.File(scene, was, now, gone: true);
                if (after is null) mails += Count(mailing.Write(reader, ShiftMail.ComposeChanged(scene, reader.Name, was.Shift, null), file));
                else
                {
                    var told = Told(after.ShiftId, after.MemberId);
                    mails += Count(mailing.Write(reader, ShiftMail.ComposeChanged(scene, reader.Name, was.Shift, told), ShiftMail.File(scene, told, now), file));
                }
            }
        }
        foreach (var spot in come.Where(c => !changed.Exists(g => g.After == c)))
        {
            var told = Told(spot.ShiftId, spot.MemberId);
            var mailing = new Mailing(db, coop, now, ShiftMail.Assigned, $"{board.Rotation.FirstCode}/shift-{spot.ShiftId}-{now.ToUnixTimeSeconds()}", told.Shift.StartsAt);
            foreach (var reader in readers[spot.MemberId])
                mails += Count(mailing.Write(reader, ShiftMail.ComposeAssigned(mailing.Scene(reader), reader.Name, told), ShiftMail.File(mailing.Scene(reader), told, now)));
        }
        return mails;
    }

    private static int Count(bool written) => written ? 1 : 0;
}
