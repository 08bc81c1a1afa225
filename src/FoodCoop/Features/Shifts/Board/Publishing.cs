using FoodCoop.Features.Shifts.Exchange;

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
        var news = new ShiftNews(db, coop, now);
        foreach (var spot in gone) Spots.Leave(db, spot.Id, come.Exists(c => c.MemberId == spot.MemberId) ? "moved" : "freed", now, by, isTold: true);
        var given = come.ConvertAll(c => (c.MemberId, Id: db.Insert<Spot>(InsertSpot, new { c.ShiftId, c.MemberId, c.SkillId, how = How(c), now, taker = c.Fixed ? by : (Id<Person>?)null })));
        foreach (var s in stay) db.Execute(UpdateHow, new { s.ShiftId, s.MemberId, how = How(s) });
        Draft.End(db, rotation.Id);
        db.Execute(UpdatePublished, new { rotation = rotation.Id, now, by });
        foreach (var shift in come.Select(c => c.ShiftId).Distinct()) Vacancy.WithdrawFilled(db, shift, now);

        var others = gone.Select(g => g.ShiftId).Concat(come.Select(c => c.ShiftId)).ToHashSet(); // in these the people are others now
        var stayed = live.Except(gone).Where(l => others.Contains(l.ShiftId)).ToLookup(l => l.MemberId, l => l.Id);
        var (lost, got) = (gone.ToLookup(g => g.MemberId, g => g.Id), given.ToLookup(g => g.MemberId, g => g.Id));
        var members = gone.Select(g => g.MemberId).Concat(given.Select(g => g.MemberId)).Concat(stayed.Select(s => s.Key)).Distinct();
        return new Outcome(come.Count, gone.Count, members.Sum(m => news.Tell(rotation.FirstCode, m, [.. lost[m]], [.. got[m]], [.. stayed[m]])));
    }

    private static string How(DraftSpot spot) => spot.Fixed ? "hand" : "plan";
}
