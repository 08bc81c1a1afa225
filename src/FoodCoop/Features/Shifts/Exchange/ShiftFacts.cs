using FoodCoop.Features.Post;
using FoodCoop.Platform.Mail;

namespace FoodCoop.Features.Shifts.Exchange;

/// <summary>What mails say of a shift: what, when, where.</summary>
public sealed record ShiftFacts(Id<ShiftDay> Id, string NameNl, string NameEn, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Place)
{
    /// <summary>For the page that shows all mails.</summary>
    public static readonly ShiftFacts Sample = new(
        new(1), "Lossen", "Unloading", new(2026, 11, 27, 16, 0, 0, TimeSpan.Zero), new(2026, 11, 27, 17, 0, 0, TimeSpan.Zero), "De Loods");

    public static ShiftFacts Of(Shift shift) => new(shift.Id, shift.NameNl, shift.NameEn, shift.StartsAt, shift.EndsAt, shift.Place);

    public string Name(string language) => language == "nl" ? NameNl : NameEn;

    /// <summary>"Friday 27 November".</summary>
    public string Day(CoopDates dates) => dates.Day(dates.DateOf(StartsAt));

    /// <summary>"Friday 27 November, 17:00–18:00".</summary>
    public string When(CoopDates dates) => $"{dates.Moment(StartsAt)}–{dates.Time(EndsAt)}";

    public MailBody Tell(MailBody body, MailScene scene) => body.List([new MailItem(Name(scene.Language), "", Place.Length > 0 ? $"{When(scene.Dates)}, {Place}" : When(scene.Dates))]);
}
