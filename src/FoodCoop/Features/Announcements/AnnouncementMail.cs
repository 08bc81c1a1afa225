using FoodCoop.Features.Post;
using FoodCoop.Platform.Mail;

namespace FoodCoop.Features.Announcements;

/// <summary>What a coordinator writes, as it was written; each mail has one reader, and answers go to the coordinator's role.</summary>
public static class AnnouncementMail
{
    public static readonly MailKind Kind = new("Announcement", Role.Admin, MayBeStopped: true, Sample);

    /// <summary>To one member only: a letter to it, which it cannot have switched off.</summary>
    public static readonly MailKind Personal = new("PersonalMessage", Role.Admin, MayBeStopped: false, SampleToOne);

    public static MailWords Compose(MailScene scene, string subject, string text, string writer, string role) =>
        new(subject, new MailBody(scene.Language, scene.Coop.Name, scene.Coop.AccentHue)
            .Say(text)
            .Say(scene.T["Announcements.WrittenBy", writer, scene.T["Coop.Role." + role]]));

    private static MailWords SampleToOne(MailScene scene) =>
        Compose(scene, scene.T["Announcements.SampleOneSubject"], scene.T["Announcements.SampleOneText", MailSample.Name], "Elif", Role.ShiftCoordinator);

    private static MailWords Sample(MailScene scene) =>
        Compose(scene, scene.T["Announcements.SampleSubject"], scene.T["Announcements.SampleText"], "Elif", Role.ShiftCoordinator);
}
