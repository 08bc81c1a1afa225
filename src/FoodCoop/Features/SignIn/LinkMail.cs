using FoodCoop.Features.Post;

namespace FoodCoop.Features.SignIn;

/// <summary>The mails that carry a link which lets its reader in. Their bodies are shown to nobody and erased once sent.</summary>
/// <remarks>Source: design, domain.md section 7.</remarks>
public static class LinkMail
{
    public static readonly MailKind SignIn = new("SignIn", Role.MembershipCoordinator, MayBeStopped: false, s => Sample(s, SignIn!), Secret: true);
    public static readonly MailKind Reset = new("Reset", Role.MembershipCoordinator, MayBeStopped: false, s => Sample(s, Reset!), Secret: true);
    public static readonly MailKind Invite = new("Invite", Role.MembershipCoordinator, MayBeStopped: false, s => Sample(s, Invite!), Secret: true);

    /// <summary>The mail of a link's purpose.</summary>
    public static MailKind Of(string purpose) => purpose switch { LinkPurpose.Reset => Reset, LinkPurpose.Invite => Invite, _ => SignIn };

    /// <summary>Where its link leads; the token follows.</summary>
    public static string Path(MailKind kind) => kind == Reset ? "/sign-in/reset/" : "/sign-in/link/";

    public static MailWords Compose(MailScene scene, MailKind kind, string name, string address, DateTimeOffset expires)
    {
        var (t, coop) = (scene.T, scene.Coop.Name);
        return new MailWords(t[$"SignIn.{kind.Title}MailSubject", coop], scene.Hello(name)
            .Say(t[$"SignIn.{kind.Title}MailIntro", coop])
            .Button(t[$"SignIn.{kind.Title}MailButton"], address)
            .Say(t[$"SignIn.{kind.Title}MailAfter", scene.Dates.Moment(expires)]));
    }

    // without a token: a sample must let nobody in
    private static MailWords Sample(MailScene scene, MailKind kind) => Compose(
        scene, kind, MailSample.Name, (scene.Coop.Home.Length > 0 ? scene.Coop.Home : "https://krat.example") + Path(kind) + "…", MailSample.Cycle.OpensAt.AddMinutes(20));
}
