using FoodCoop.Features.Post;
using FoodCoop.Platform.Mail;

namespace FoodCoop.Features.Profile;

/// <summary>"Your address was changed" and "your password was changed": to the address that was known before, so that nobody loses an account without noticing.</summary>
public static class ChangedMail
{
    public static readonly MailKind Email = new("EmailChanged", Role.MembershipCoordinator, MayBeStopped: false, s => Compose(s, Email!, MailSample.Name, "amara@nieuw.example"));
    public static readonly MailKind Password = new("PasswordChanged", Role.MembershipCoordinator, MayBeStopped: false, s => Compose(s, Password!, MailSample.Name));

    /// <param name="address">As it was before.</param>
    /// <param name="detail">The new address.</param>
    public static void Write(Db db, DateTimeOffset now, CoopRow coop, MailKind kind, Id<Person> person, string name, string address, string language, string detail = "")
    {
        var words = Compose(new MailScene(coop, language), kind, name, detail);
        Outbox.Write(db, now, new MailDraft(
            $"{kind.Name}/person-{person}/{Instants.Text(now)}", kind.Name, person, address,
            words.Subject, words.Body.Text, words.Body.Html, Priority: 1, ReplyTo: Mailing.ReplyTo(db, coop, kind)));
    }

    private static MailWords Compose(MailScene scene, MailKind kind, string name, string detail = "")
    {
        var (t, coop) = (scene.T, scene.Coop.Name);
        return new MailWords(t[$"Profile.{kind.Title}MailSubject", coop], scene.Hello(name).Say(t[$"Profile.{kind.Title}MailText", coop, detail]));
    }
}
