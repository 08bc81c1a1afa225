using FoodCoop.Features.Post;
using FoodCoop.Platform.Mail;

namespace FoodCoop.Features.WaitingList;

/// <summary>The mails to applicants. They carry a link that lets their reader act for the applicant, so they are secret: shown to nobody, erased once sent.</summary>
/// <remarks>Source: design, domain.md sections 3 and 7.</remarks>
public static class ApplicantMail
{
    public static readonly MailKind Received = new("ApplicationReceived", Role.MembershipCoordinator, MayBeStopped: false,
        scene => ReceivedWords(scene, MailSample.Name, 12, scene.Link("/join/…")), Secret: true, ToMembers: false);

    public static readonly MailKind Offered = new("PlaceOffered", Role.MembershipCoordinator, MayBeStopped: false,
        scene => OfferedWords(scene, MailSample.Name, 2, MailSample.Cycle.ClosesAt, scene.Link("/join/…")), Secret: true, ToMembers: false);

    public static readonly MailKind Ends = new("OfferEnds", Role.MembershipCoordinator, MayBeStopped: false,
        scene => EndsWords(scene, MailSample.Name, MailSample.Cycle.ClosesAt, scene.Link("/join/…")), Secret: true, ToMembers: false);

    public static readonly MailKind Over = new("OfferOver", Role.MembershipCoordinator, MayBeStopped: false,
        scene => OverWords(scene, MailSample.Name), ToMembers: false);

    private const string SelectReplyTo = "select address from role_address where role = 'MembershipCoordinator'";

    /// <summary>"You are on the list", with the place. Asked again, it is sent again.</summary>
    public static void WriteReceived(Db db, CoopRow coop, DateTimeOffset now, Applicant a, int place, string home)
    {
        var scene = new MailScene(coop, a.Language);
        Write(db, coop, now, Received, $"applicant-{a.Id}/{now.ToUnixTimeSeconds()}", a, ReceivedWords(scene, a.Name, place, home + ApplicantLink.Make(db, a.Id, now)), null);
    }

    public static void WriteOffered(Db db, CoopRow coop, DateTimeOffset now, Applicant a)
    {
        var scene = new MailScene(coop, a.Language);
        Write(db, coop, now, Offered, About(a), a, OfferedWords(scene, a.Name, a.Seats, a.ValidUntil!.Value, scene.Link(ApplicantLink.Make(db, a.Id, now))), a.ValidUntil);
    }

    /// <summary>The one reminder of an offer.</summary>
    public static void WriteEnds(Db db, CoopRow coop, DateTimeOffset now, Applicant a)
    {
        var scene = new MailScene(coop, a.Language);
        Write(db, coop, now, Ends, About(a), a, EndsWords(scene, a.Name, a.ValidUntil!.Value, scene.Link(ApplicantLink.Make(db, a.Id, now))), a.ValidUntil);
    }

    public static void WriteOver(Db db, CoopRow coop, DateTimeOffset now, Applicant a) =>
        Write(db, coop, now, Over, About(a), a, OverWords(new MailScene(coop, a.Language), a.Name), null);

    /// <summary>An offer is a row: a second offer to the same applicant has mails of its own.</summary>
    public static string About(Applicant a) => $"offer-{a.EventId}";

    private static void Write(
        Db db, CoopRow coop, DateTimeOffset now, MailKind kind, string about, Applicant a, MailWords words, DateTimeOffset? usefulUntil) =>
        Outbox.Write(db, now, new MailDraft(
            $"{kind.Name}/{about}/applicant-{a.Id}", kind.Name, null, a.Email, words.Subject, words.Body.Text, words.Body.Html,
            UsefulUntil: usefulUntil, Secret: kind.Secret, ReplyTo: db.Find<string>(SelectReplyTo) ?? coop.MailAddress, Batch: $"{kind.Name}/{about}"));

    private static MailWords ReceivedWords(MailScene s, string name, int place, string? link) => new(
        s.T["WaitingList.ReceivedSubject", s.Coop.Name],
        s.Hello(name).Say(s.T["WaitingList.ReceivedText", s.Coop.Name, place]).Button(s.T["WaitingList.SeePlace"], link));

    private static MailWords OfferedWords(MailScene s, string name, int seats, DateTimeOffset until, string? link) => new(
        s.T["WaitingList.OfferedSubject", s.Coop.Name],
        Answer(s, s.Hello(name).Say(s.T.Count("WaitingList.OfferedText", seats, s.Coop.Name)).Sum(s.T["WaitingList.AnswerUntil", s.Dates.Moment(until)]), link));

    private static MailWords EndsWords(MailScene s, string name, DateTimeOffset until, string? link) => new(
        s.T["WaitingList.EndsSubject", s.Coop.Name, s.Dates.Day(s.Dates.DateOf(until))],
        Answer(s, s.Hello(name).Say(s.T["WaitingList.EndsText", s.Coop.Name]).Sum(s.T["WaitingList.AnswerUntil", s.Dates.Moment(until)]), link));

    private static MailWords OverWords(MailScene s, string name) => new(
        s.T["WaitingList.OverSubject", s.Coop.Name], s.Hello(name).Say(s.T["WaitingList.OverText", s.Coop.Name]));

    // Without an address on the web there is nothing to click: then a person answers.
    private static MailBody Answer(MailScene s, MailBody body, string? link) =>
        link is null ? body.Say(s.T["WaitingList.AnswerByMail"]) : body.Button(s.T["WaitingList.SeeOffer"], link);
}
