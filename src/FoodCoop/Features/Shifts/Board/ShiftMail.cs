using FoodCoop.Features.Post;
using FoodCoop.Platform.Mail;

namespace FoodCoop.Features.Shifts.Board;

/// <summary>What a mail about a spot says of its shift.</summary>
/// <param name="With">Who else is in it.</param>
/// <param name="Coordinators">Whom to ask, with their phone numbers.</param>
public sealed record ShiftTold(Shift Shift, string InstructionsNl, string InstructionsEn, IReadOnlyList<string> With, IReadOnlyList<string> Coordinators)
{
    public string Instructions(string language) => language == "nl" ? InstructionsNl : InstructionsEn;
}

/// <summary>"Your shift" at publishing, and "your shift has changed" when it is published again. Nobody can switch these off: it is their own shift.</summary>
/// <remarks>Source: design, domain.md section 7: to the person, with the calendar file.</remarks>
public static class ShiftMail
{
    public static readonly MailKind Assigned = new("ShiftAssigned", Role.ShiftCoordinator, MayBeStopped: false, SampleAssigned);
    public static readonly MailKind Changed = new("ShiftChanged", Role.ShiftCoordinator, MayBeStopped: false, SampleChanged);

    public static MailWords ComposeAssigned(MailScene scene, string name, ShiftTold told)
    {
        var (t, shift) = (scene.T, told.Shift);
        var body = Tell(scene, scene.Hello(name).Say(t["Board.MailAssigned"]), told);
        return new MailWords(t["Board.MailAssignedSubject", shift.Name(scene.Language), scene.Dates.Day(scene.Dates.DateOf(shift.StartsAt))], body);
    }

    /// <param name="now">The new shift; null when there is none any more.</param>
    public static MailWords ComposeChanged(MailScene scene, string name, Shift before, ShiftTold? now)
    {
        var (t, day) = (scene.T, scene.Dates.Day(scene.Dates.DateOf(before.StartsAt)));
        var body = scene.Hello(name).Say(t["Board.MailNotAnyMore", before.Name(scene.Language), day]);
        if (now is null) return new MailWords(t["Board.MailFreedSubject", before.Name(scene.Language), day], body.Say(t["Board.MailFreed"]).Button(t["Board.MailLink"], scene.Link("/shifts")));
        return new MailWords(t["Board.MailChangedSubject", now.Shift.Name(scene.Language), scene.Dates.Day(scene.Dates.DateOf(now.Shift.StartsAt))], Tell(scene, body.Say(t["Board.MailInstead"]), now));
    }

    private static MailBody Tell(MailScene scene, MailBody body, ShiftTold told)
    {
        var (t, shift, dates) = (scene.T, told.Shift, scene.Dates);
        body.Sum($"{shift.Name(scene.Language)}, {dates.Moment(shift.StartsAt)}–{dates.Time(shift.EndsAt)}");
        if (shift.Place.Length > 0) body.Say(t["Board.MailPlace", shift.Place]);
        body.Say(told.With.Count > 0 ? t["Board.MailWith", string.Join(", ", told.With)] : t["Board.MailAlone"]);
        if (told.Instructions(scene.Language) is { Length: > 0 } instructions) body.Heading(t["Board.MailWhat"]).Say(instructions);
        if (told.Coordinators.Count > 0) body.Say(t["Board.MailCoordinator", string.Join(", ", told.Coordinators)]);
        return body.Say(t["Board.MailCannot"]).Button(t["Board.MailLink"], scene.Link("/shifts"));
    }

    private static MailWords SampleAssigned(MailScene scene) => ComposeAssigned(scene, MailSample.Name, Sample("Kassa", "Checkout", 17));

    private static MailWords SampleChanged(MailScene scene) => ComposeChanged(scene, MailSample.Name, Sample("Kassa", "Checkout", 17).Shift, Sample("Lossen", "Unloading", 15));

    private static ShiftTold Sample(string nl, string en, int hour)
    {
        var at = new DateTimeOffset(2026, 11, 27, hour, 0, 0, TimeSpan.Zero);
        return new(new Shift(new(1), new(1), "2026-11", new(1), nl, en, 1, false, false, at, at.AddHours(2), "De Loods", 1, 2, 3, null, "", 2),
            "Zet de laptop klaar en reken af aan de hand van de paklijst.", "Put the laptop ready and fix the amounts by the packing slip.", ["Bart"], ["Elif (06-00000150)"]);
    }
}
