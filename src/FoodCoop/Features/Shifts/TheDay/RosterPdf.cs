using System.Globalization;
using FoodCoop.Features.PickupDay;
using FoodCoop.Platform.Pdf;

namespace FoodCoop.Features.Shifts.TheDay;

/// <summary>
/// The day's roster on paper: each shift with its people, their phones, and a box to sign; free lines for who comes besides. Whose first
/// time it is stands there in words, with who of the same shift has done it before.
/// </summary>
public static class RosterPdf
{
    private const double RowHeight = 27, SignWidth = 104, SignHeight = 21;
    private const double NumberAt = Paper.Left, NameAt = NumberAt + 38, PhoneAt = NameAt + 156, NoteAt = PhoneAt + 78;
    private const double SignAt = Paper.Right - SignWidth;
    private static readonly Style Number = Style.Bold(11);
    private static readonly Style Name = Style.Regular(12.5);
    private static readonly Style Small = Style.Regular(10);
    private static readonly Style Note = Style.Regular(9);
    private static readonly Style Head = Style.Bold(8.5);

    /// <summary>The PDF. The same roster gives the same bytes.</summary>
    public static byte[] Of(PaperStamp stamp, IReadOnlyList<DayShift> shifts, CoopDates dates, CultureInfo culture) => Lay(stamp, shifts, dates, culture).ToPdf();

    internal static Paper Lay(PaperStamp stamp, IReadOnlyList<DayShift> shifts, CoopDates dates, CultureInfo culture)
    {
        var t = Texts.For(culture);
        var paper = new Paper(PaperWords.Joined(t["TheDay.Roster"], stamp.CycleName, stamp.CoopName), culture, stamp.PrintedAt, t["TheDay.FootNote"]);
        paper.Part(t["TheDay.Roster"], [PaperWords.Joined(stamp.CoopName, stamp.PickupText), PaperWords.Printed(stamp, culture)]);
        Heads(paper, t);
        if (shifts.Count == 0) paper.Sheet.TextLeft(Paper.Left, paper.Y + 24, t["TheDay.NoShifts"], Name, Paper.Width);
        foreach (var day in shifts)
        {
            var rows = day.Shift.IsCancelled ? 0 : Math.Max(day.People.Count, day.Shift.Usual);
            paper.Bar(Title(day.Shift, t, dates), Math.Min(rows, 2) * RowHeight);
            for (var row = 0; row < rows; row++) Row(paper, day, row < day.People.Count ? day.People[row] : null, t);
        }
        return paper;
    }

    private static string Title(Shift shift, Texts t, CoopDates dates)
    {
        var name = shift.Name(t.Culture.TwoLetterISOLanguageName);
        var when = shift.AtHome ? t["TheDay.AtHome"] : $"{dates.Time(shift.StartsAt)}–{dates.Time(shift.EndsAt)}";
        return PaperWords.Joined(when, name, shift.Place, shift.IsCancelled ? t["TheDay.Cancelled"] : "");
    }

    private static void Heads(Paper paper, Texts t)
    {
        var baseline = paper.Y + 12;
        paper.Sheet.TextLeft(NumberAt, baseline, t["TheDay.Number"], Head, NameAt - NumberAt - 4);
        paper.Sheet.TextLeft(NameAt, baseline, t["TheDay.Name"], Head, PhoneAt - NameAt - 6);
        paper.Sheet.TextLeft(PhoneAt, baseline, t["TheDay.Phone"], Head, NoteAt - PhoneAt - 6);
        paper.Sheet.TextLeft(NoteAt, baseline, t["TheDay.Skill"], Head, SignAt - NoteAt - 6);
        paper.Sheet.TextLeft(SignAt, baseline, t["TheDay.Sign"], Head, SignWidth);
        paper.Y += 16;
    }

    private static void Row(Paper paper, DayShift day, SpotRow? spot, Texts t)
    {
        paper.Keep(RowHeight);
        var (sheet, baseline) = (paper.Sheet, paper.Y + 18);
        if (spot is null)
        {
            sheet.Rule(NameAt, paper.Y + RowHeight - 6, SignAt - 10, 0.5, dotted: true); // for who comes besides
        }
        else
        {
            sheet.TextLeft(NumberAt, baseline, spot.Number.ToString(t.Culture), Number, NameAt - NumberAt - 4);
            sheet.TextLeft(NameAt, baseline, spot.Name, Name, PhoneAt - NameAt - 6);
            sheet.TextLeft(PhoneAt, baseline, spot.Phone, Small, NoteAt - PhoneAt - 6);
            Notes(paper, Notes(day, spot, t));
        }
        sheet.Box(SignAt, paper.Y + 3, SignWidth, SignHeight, 0.7);
        paper.Y += RowHeight;
        sheet.Rule(Paper.Left, paper.Y, Paper.Right, 0.3);
    }

    // What matters on the day first, then what the spot is for and with whom.
    private static List<string> Notes(DayShift day, SpotRow spot, Texts t)
    {
        var sign = day.Signs[spot.Id];
        List<string> lines =
        [
            PaperWords.Joined(
                spot.LookingAt is null ? "" : t["TheDay.Looking"],
                !sign.IsFirstTime ? "" : day.Beside(spot) is { } beside ? t["TheDay.FirstTimeWith", beside.Name] : t["TheDay.FirstTime"],
                day.Guides(spot) ? t["TheDay.Guides"] : ""),
            PaperWords.Joined(t.Culture.TwoLetterISOLanguageName == "nl" ? spot.SkillNl : spot.SkillEn, sign.Partner.Length > 0 ? t["TheDay.With", sign.Partner] : ""),
        ];
        return lines.FindAll(l => l.Length > 0);
    }

    private static void Notes(Paper paper, List<string> lines)
    {
        for (var i = 0; i < lines.Count; i++)
            paper.Sheet.TextLeft(NoteAt, paper.Y + (lines.Count == 1 ? 18 : i == 0 ? 11.5 : 22), lines[i], lines.Count == 1 ? Small : Note, SignAt - NoteAt - 6);
    }
}
