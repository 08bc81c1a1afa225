using FoodCoop.Features.Post;
using FoodCoop.Features.SignIn;
using Microsoft.AspNetCore.RateLimiting;

namespace FoodCoop.Features.WaitingList;

/// <summary>An applicant's own page, by the link in its mails: its place in the list, what it was offered, and the way out.</summary>
[AllowAnonymous, EnableRateLimiting(SignInServices.Limit)]
public sealed class PlaceModel(Db db, CoopContext coop, CoopDates dates) : CoopPage
{
    [FromRoute] public string Token { get; set; } = "";

    public Applicant Applicant { get; private set; } = null!;
    public int? Place { get; private set; }
    public string CoopName => coop.Settings(db).Name;

    /// <summary>A place is offered and may still be taken.</summary>
    public bool MayJoin => Applicant.State == ApplicantState.Offered && Applicant.ValidUntil > Now;

    protected internal override IActionResult? Load()
    {
        if (ApplicantLink.Find(db, Token) is not { } applicant) return NotFound();
        Applicant = applicant;
        Place = Applicant.Place(Applicant.All(db), applicant);
        return null;
    }

    public IActionResult OnPostAccept()
    {
        if (Load() is { } elsewhere) return elsewhere;
        if (Applicant.State == ApplicantState.Joined) return Done(Address, "WaitingList.Welcome", CoopName); // a second click
        var now = Now;
        ApplicantSteps.Join(db, Applicant, now, dates.DateOf(now));
        var settings = coop.Settings(db);
        MailLink.Send(db, now, settings, settings.HomeOf(Request), MailLink.PersonWith(db, Applicant.Email)!, LinkPurpose.Invite);
        return Done(Address, "WaitingList.Welcome", settings.Name);
    }

    public IActionResult OnPostDecline() => End(ApplicantState.Declined);

    public IActionResult OnPostWithdraw() => End(ApplicantState.Withdrawn);

    private IActionResult End(ApplicantState state)
    {
        if (Load() is { } elsewhere) return elsewhere;
        if (Applicant.State == ApplicantState.Joined)
        {
            var us = Mailing.ReplyTo(db, coop.Settings(db), ApplicantMail.Offered);
            throw new Refused("", us.Length > 0 ? "WaitingList.MemberAlready" : "WaitingList.MemberAlreadySay", CoopName, dates.Date(Applicant.At), us);
        }
        if (!Applicant.IsOnList) return Done(Address, "WaitingList.OffAlready"); // a second click, or the offer has ended meanwhile
        ApplicantSteps.End(db, Applicant, state, Now);
        return Done(Address, "WaitingList.ThankYou");
    }

    private string Address => "/join/" + Token;
}
