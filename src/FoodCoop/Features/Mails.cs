using FoodCoop.Features.Announcements;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Deliveries;
using FoodCoop.Features.Deliveries.Correct;
using FoodCoop.Features.Duties;
using FoodCoop.Features.Ledger;
using FoodCoop.Features.Order.Behalf;
using FoodCoop.Features.Post;
using FoodCoop.Features.WaitingList;
using FoodCoop.Features.Profile;
using FoodCoop.Features.Shifts.Digest;
using FoodCoop.Features.Shifts.Exchange;
using FoodCoop.Features.Shifts.TheDay;
using FoodCoop.Features.Shifts.Board;
using FoodCoop.Features.SignIn;

namespace FoodCoop.Features;

/// <summary>All mails that the program writes, in the order in which a month brings them.</summary>
public static class Mails
{
    public static readonly IReadOnlyList<MailKind> All =
    [
        OrderingOpen.Kind,
        LastCall.Kind,
        CasesShort.Kind,
        OrderedForYouMail.Kind,
        OfferChangedMail.Kind,
        ResultMail.Kind,
        ReopenedMail.Kind,
        SupplierOrderMail.Kind, SupplierOrderMail.Nothing,
        ChangesSinceClosingMail.Kind,
        PickupMovedMail.Kind,
        ShiftNotice.Cancelled, ShiftNotice.Moved, ShiftNotice.Freed,
        DeliveryChangesMail.Kind,
        PickupTomorrow.Kind,
        ShiftSoon.Kind,
        ExchangeMail.OfferedKind,
        ExchangeMail.SwappedKind,
        ExchangeMail.StandInKind,
        Vacancy.Kind,
        Vacancy.Soon,
        DigestMail.Kind,
        WishesOpenMail.Kind,
        ShiftMail.Assigned,
        ShiftMail.Changed,
        ApplicantMail.Received,
        ApplicantMail.Offered,
        ApplicantMail.Ends,
        ApplicantMail.Over,
        AnnouncementMail.Kind,
        AnnouncementMail.Personal,
        StatementMail.Kind,
        LinkMail.Invite, LinkMail.SignIn, LinkMail.Reset,
        ChangedMail.Email, ChangedMail.Password,
    ];
}
