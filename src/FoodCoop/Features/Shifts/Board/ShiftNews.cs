using System.Globalization;
using System.Text.RegularExpressions;
using FoodCoop.Features.Post;
using FoodCoop.Features.Shifts.Mine;
using FoodCoop.Features.Shifts.TheDay;
using FoodCoop.Platform.Mail;

namespace FoodCoop.Features.Shifts.Board;

/// <summary>
/// Tells people which shift is theirs, so that each reads one mail and that one is true. What still waits of an earlier publication does
/// not go; what is written in its place begins from what the person has really been told, which is not always what was published last.
/// </summary>
/// <remarks>
/// The keys say what a mail tells: <c>shift-assigned/2026-12/1764504000/to-17</c> (the spot 17), <c>shift-changed/…/from-5/to-17</c> (17
/// instead of 5), <c>shift-changed/…/from-5/to-0</c> (nothing instead). Make one before anything moves: it notes what waits.
/// </remarks>
public sealed partial class ShiftNews
{
    private const string SelectSpot = "select shift_id, member_id from spot where id = @spot";
    private const string SelectInstructions = "select instructions_nl as nl, instructions_en as en from duty where id = @DutyId";

    private readonly Db db;
    private readonly CoopRow coop;
    private readonly DateTimeOffset now;
    private readonly List<News> waiting;
    private readonly ILookup<Id<Member>, MailReader> readers;
    private readonly Dictionary<Id<ShiftDay>, Facts?> facts = [];

    private sealed record SpotOf(Id<ShiftDay> ShiftId, Id<Member> MemberId);

    private sealed record Instructions(string Nl, string En);

    private sealed record Facts(Shift Shift, Instructions Instructions, List<SpotRow> Spots, List<DutyContact> Contacts);

    /// <summary>What a mail that waits would tell its reader.</summary>
    /// <param name="Before">The spot that the reader knows of; null: of none.</param>
    /// <param name="After">The spot that it tells of; null: of none.</param>
    private sealed record News(Mailing.Unsent Mail, string Code, Id<Spot>? Before, Id<Spot>? After);

    public ShiftNews(Db db, CoopRow coop, DateTimeOffset now)
    {
        (this.db, this.coop, this.now) = (db, coop, now);
        waiting = [.. new[] { ShiftMail.Assigned, ShiftMail.Changed }.SelectMany(kind => Mailing.Waiting(db, now, $"{kind.Name}/*")).Select(Read).OfType<News>()];
        readers = new Mailing(db, coop, now, ShiftMail.Assigned, "").Readers().ToLookup(r => r.MemberId);
    }

    /// <summary>A member's spots after a publication, once all of them have been written; how many mails.</summary>
    /// <param name="code">The rotation's.</param>
    /// <param name="gone">Those it has no longer.</param>
    /// <param name="come">Those that are new.</param>
    /// <param name="stay">Those in shifts where something else has changed: who has not read of them yet reads of them as they are now.</param>
    public int Tell(string code, Id<Member> member, IReadOnlyList<Id<Spot>> gone, IReadOnlyList<Id<Spot>> come, IReadOnlyList<Id<Spot>> stay)
    {
        foreach (var untrue in waiting.Where(n => n.After is { } spot && gone.Contains(spot))) Mailing.Withdraw(db, now, untrue.Mail);
        return readers[member].Sum(reader =>
        {
            var mails = stay.Sum(spot => Anew(reader, spot));
            for (var i = 0; i < Math.Max(gone.Count, come.Count); i++)
            {
                Id<Spot>? from = i < gone.Count ? gone[i] : null, to = i < come.Count ? come[i] : null;
                // who was to read that a spot was taken away, and is given another, reads of both at once
                var unread = waiting.Find(n => n.Mail.PersonId == reader.Id && (from is null ? n.After is null && n.Code == code : n.After == from));
                if (unread is { After: null }) Mailing.Withdraw(db, now, unread.Mail);
                var known = unread is null ? from : unread.Before;
                if (to is null) mails += Write(reader, code, known ?? from, null);
                else if (known is not { } k || Of(k).ShiftId != Of(to.Value).ShiftId) mails += Write(reader, code, known, to);
            }
            return mails;
        });
    }

    /// <summary>Shifts are at another time or place: who has not read of them yet reads of them as they are now. Those are the persons to whom nothing else need be told.</summary>
    public HashSet<Id<Person>> Renew(IEnumerable<SpotRow> spots) =>
        [.. from spot in spots from reader in readers[spot.MemberId] where Anew(reader, spot.Id) > 0 select reader.Id];

    /// <summary>Who has left a spot, and not by a publication, reads no more that it is theirs; of one that was to take the place of another, only that the other is theirs no more.</summary>
    public static void Left(Db db, Id<Spot> spot, DateTimeOffset now)
    {
        if (!new[] { ShiftMail.Assigned, ShiftMail.Changed }.Any(kind => Mailing.Waiting(db, now, $"{kind.Name}/*/to-{spot}/person-*").Count > 0)) return;
        var news = new ShiftNews(db, db.One<CoopRow>(CoopRow.Select), now);
        foreach (var unread in news.waiting.Where(n => n.After == spot && Mailing.Withdraw(db, now, n.Mail) && n.Before is not null))
            foreach (var reader in news.readers[news.Of(spot).MemberId].Where(r => r.Id == unread.Mail.PersonId)) news.Write(reader, unread.Code, unread.Before, null);
    }

    private int Anew(MailReader reader, Id<Spot> spot)
    {
        if (waiting.Find(n => n.Mail.PersonId == reader.Id && n.After == spot) is not { } unread || !Mailing.Withdraw(db, now, unread.Mail)) return 0;
        return Write(reader, unread.Code, unread.Before, spot);
    }

    private int Write(MailReader reader, string code, Id<Spot>? before, Id<Spot>? after)
    {
        var was = before is { } from ? Look(Of(from).ShiftId)?.Shift : null; // null too where its pickup has been skipped since
        var told = after is { } to ? Told(to) : null;
        if (was is null && told is null) return 0;
        var part = was is null ? $"to-{after}" : $"from-{before}/to-{after?.ToString() ?? "0"}";
        var until = new[] { was, told?.Shift }.OfType<Shift>().Max(s => s.StartsAt);
        var mailing = new Mailing(db, coop, now, was is null ? ShiftMail.Assigned : ShiftMail.Changed, string.Create(CultureInfo.InvariantCulture, $"{code}/{now.ToUnixTimeSeconds()}"), until);
        var scene = mailing.Scene(reader);
        var words = was is null ? ShiftMail.ComposeAssigned(scene, reader.Name, told!) : ShiftMail.ComposeChanged(scene, reader.Name, was, told);
        var files = new[] { told?.Shift, was }.OfType<Shift>().Select(s => ShiftEvents.File(db, scene, s.Id, reader.MemberId, now));
        return mailing.Write(reader, part, words, [.. files]) ? 1 : 0;
    }

    private SpotOf Of(Id<Spot> spot) => db.One<SpotOf>(SelectSpot, new { spot });

    private ShiftTold? Told(Id<Spot> spot)
    {
        var (shiftId, member) = Of(spot);
        return Look(shiftId) is not var (shift, instructions, spots, contacts)
            ? null
            : new(shift, instructions.Nl, instructions.En, [.. spots.Where(s => s.MemberId != member).Select(s => s.Name)],
                [.. contacts.Select(c => c.Phone.Length > 0 ? $"{c.Name} ({c.Phone})" : c.Name)]);
    }

    private Facts? Look(Id<ShiftDay> id)
    {
        if (facts.TryGetValue(id, out var known)) return known;
        return facts[id] = Shift.Find(db, id) is { } shift
            ? new(shift, db.One<Instructions>(SelectInstructions, new { shift.DutyId }), Spots.OfShift(db, id), DutyContact.Of(db, shift.DutyId))
            : null;
    }

    private static News? Read(Mailing.Unsent mail)
    {
        var key = Key().Match(mail.Key);
        if (!key.Success) return null;
        return new(mail, key.Groups["code"].Value, Spot("from"), Spot("to"));

        Id<Spot>? Spot(string group) => long.TryParse(key.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? new(id) : null;
    }

    [GeneratedRegex("^[a-z-]+/(?<code>[^/]+)/[0-9]+/(from-(?<from>[0-9]+)/)?to-(?<to>[0-9]+)/person-[0-9]+$", RegexOptions.ExplicitCapture, Pattern.Patience)]
    private static partial Regex Key();
}
