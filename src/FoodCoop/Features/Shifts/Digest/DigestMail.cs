using FoodCoop.Features.Post;
using FoodCoop.Features.Shifts.Exchange;
using FoodCoop.Features.Shifts.TheDay;
using FoodCoop.Platform.Mail;

namespace FoodCoop.Features.Shifts.Digest;

/// <summary>"What is open in the roster": each matter with the way to it.</summary>
public static class DigestMail
{
    public static readonly MailKind Kind = new("ShiftDigest", Role.ShiftCoordinator, MayBeStopped: true, Sample);

    /// <summary>More of one kind are counted and not named: the page has them all.</summary>
    private const int MostNamed = 12;

    /// <param name="seesRoster">Whether its reader has the role that the roster asks for; else it coordinates a few duties.</param>
    public static MailWords Compose(MailScene scene, string name, OpenMatters open, bool seesRoster)
    {
        var (t, dates) = (scene.T, scene.Dates);
        List<string> told = [];
        var body = scene.Hello(name).Say(t["Digest.Intro"]);
        void Part<T>(string key, IReadOnlyCollection<T> matters, Func<T, MailItem> item)
        {
            if (matters.Count == 0) return;
            told.Add(t.Count($"Digest.{key}", matters.Count));
            List<MailItem> items = [.. matters.Take(MostNamed).Select(item)];
            if (matters.Count > MostNamed) items.Add(new(t.Count("Digest.AndMore", matters.Count - MostNamed)));
            body.Heading(t.Count($"Digest.{key}", matters.Count)).List(items);
        }

        Part("Looking", open.Looking, l => new(t["Digest.LookingWho", l.Who, l.Name(scene.Language)], "", Under(When(dates, l.StartsAt, l.EndsAt), scene.Link($"/shifts/{l.ShiftId}"))));
        Part("Short", open.Short, s => new(s.Name(scene.Language), "", Under(Missing(s), When(dates, s.StartsAt, s.EndsAt), scene.Link($"/shifts/{s.Id}"))));
        Part("Unmarked", open.Unmarked, u => new(t.Count("TheDay.Unmarked", u.Shifts, dates.Day(u.PickupOn)), "", Under(scene.Link($"/roster/day/{u.Code}"))));
        Part("Rotations", open.Rotations, r => new(
            t["Digest.Rotation", dates.Day(r.Rotation.FirstOn), dates.Date(r.Rotation.SecondOn)], "", Under(Say(r), scene.Link($"/roster/{r.Rotation.FirstCode}"))));
        Part("Owing", open.Owing, o => new(t["Cycles.NameAndNumber", o.Name, o.Number], t.Count("Digest.Owes", o.Owes), Under(scene.Link($"/roster/exemptions/{o.Number}"))));
        body.Button(t[seesRoster ? "Digest.ToRoster" : "Digest.ToShifts"], scene.Link(seesRoster ? "/roster" : "/shifts"));
        return new MailWords(t["Digest.Subject", string.Join(", ", told)], body);

        string Missing(ShortShift s) => string.Join("; ", new[]
        {
            s.Short > 0 ? t.Count("Digest.Missing", s.Short) : "", s.Lacks(scene.Language) is { Length: > 0 } skill ? t["Digest.Lacks", skill] : "",
        }.Where(w => w.Length > 0));

        string Say(RotationMatter r) => r.What switch
        {
            "WishesEnd" => t.Count("Digest.WishesEnd", r.Answers, dates.Day(dates.DateOf(r.Rotation.WishesUntil!.Value.AddMinutes(-1)))),
            "NotTold" => t["Digest.NotTold"],
            _ => t[$"Digest.{r.What}", dates.Day(dates.DateOf(r.Rotation.StartsAt))],
        };
    }

    private static string When(CoopDates dates, DateTimeOffset from, DateTimeOffset until) => $"{dates.Moment(from)}–{dates.Time(until)}";

    private static string Under(params IEnumerable<string?> lines) => string.Join('\n', lines.OfType<string>().Where(l => l.Length > 0));

    private static MailWords Sample(MailScene scene)
    {
        var shift = ShiftFacts.Sample;
        var at = shift.StartsAt;
        var rotation = new RotationRow(
            new(1), at.AddDays(4), 1, null, null, null, null, null, null, new(1), "2026-12", new(2026, 12, 25), new(2), "2027-01", new(2027, 1, 29));
        return Compose(scene, MailSample.Name, new OpenMatters(
            [new(shift.Id, new(1), shift.NameNl, shift.NameEn, at, shift.EndsAt, 2, "", "")],
            [new(new(1), shift.Id, new(1), shift.NameNl, shift.NameEn, at, shift.EndsAt, "Bart")],
            [new UnmarkedDay("2026-11", new(2026, 11, 27), 5, 23)],
            [new RotationMatter(rotation, "NotPlanned", 0)],
            [new OwingMember(88, "Çağla", 2)]), seesRoster: true);
    }
}
