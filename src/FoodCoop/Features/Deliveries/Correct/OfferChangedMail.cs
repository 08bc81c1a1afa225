using System.Globalization;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Order;
using FoodCoop.Features.Post;
using FoodCoop.Platform.Mail;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Deliveries.Correct;

/// <summary>An offer as its reader knew it and as it is now, and what that does to the line in the reader's order.</summary>
/// <param name="WithdrawnWhy">The buyer's reason, where it is withdrawn.</param>
/// <param name="PriceWhy">The same, where its price is other than it was.</param>
public sealed record OfferNews(string Product, OfferNow Before, OfferNow Now, string WithdrawnWhy, string PriceWhy, Quantity Asked);

/// <summary>
/// An offer was withdrawn, is offered again, or has another price: to each person of a household that has it in its order, with both prices
/// and what the line would cost. It concerns their money, so it cannot be stopped. A mail that still waits when the offer is corrected
/// again is replaced by one that tells both at once, or by none where all is as it was.
/// </summary>
public static class OfferChangedMail
{
    public static readonly MailKind Kind = new("OfferChanged", Role.Buyer, MayBeStopped: false, Sample);

    private const string Since = "/since-";

    private const string SelectLines = "select member_id, asked, flex, changed_at from order_line where offer_id = @Id";

    private sealed record Line(Id<Member> MemberId, Quantity Asked, Quantity Flex, DateTimeOffset ChangedAt)
    {
        public bool IsEmpty => Asked.IsZero && Flex.IsZero;
    }

    /// <summary>Writes them in the running transaction, in which the correction was written down.</summary>
    public static void Write(Db db, Cycle cycle, CoopRow coop, OfferDemand offer, Id<OfferCorrection> correction, DateTimeOffset now)
    {
        var corrections = OfferCorrection.Of(db, offer.Id);
        var about = $"{cycle.Code}/offer-{offer.Id}";
        // of a reader whose earlier mail still waits: the first correction that it would have told of
        var untold = Mailing.Waiting(db, now, $"{Kind.Name}/{about}/*{Since}*/person-*")
            .Where(mail => Mailing.Withdraw(db, now, mail)).ToDictionary(mail => mail.PersonId, mail => First(mail.Key));
        var state = OfferNow.Of(db, offer.Id);
        var withdrawn = corrections.Find(c => c.Kind == CorrectionKind.Withdrawn);
        var price = corrections.Find(c => c.Kind == CorrectionKind.Price);
        var lines = db.Query<Line>(SelectLines, new { offer.Id }).ToDictionary(l => l.MemberId);
        var mailing = new Mailing(db, coop, now, Kind, about, CoopZone.Of(coop.Zone).ToUtc(cycle.PickupOn, cycle.PickupUntil));
        foreach (var reader in mailing.Readers())
        {
            if (!lines.TryGetValue(reader.MemberId, out var line)) continue;
            var first = untold.GetValueOrDefault(reader.Id, correction);
            var before = corrections.Find(c => c.Id == first)!.Before;
            // who took it out of the order because it could not come hears that it can
            var tookOut = before.Withdrawn && !state.Withdrawn && line.ChangedAt >= withdrawn!.At;
            if (before == state || line.IsEmpty && !tookOut) continue;
            mailing.Write(reader, $"{correction}{Since}{first}", Compose(mailing.Scene(reader), reader.Name, cycle,
                new OfferNews(ResultMail.Product(offer.Name, offer.Brand, offer.Unit), before, state, withdrawn?.Reason ?? "", price?.Reason ?? "", line.Asked)));
        }
    }

    private static Id<OfferCorrection> First(string key)
    {
        var from = key.IndexOf(Since, StringComparison.Ordinal) + Since.Length;
        return new(long.Parse(key.AsSpan(from, key.IndexOf('/', from) - from), CultureInfo.InvariantCulture));
    }

    public static MailWords Compose(MailScene scene, string name, Cycle cycle, OfferNews news)
    {
        var (t, dates) = (scene.T, scene.Dates);
        var month = dates.Month(cycle.Code);
        var (before, now) = (news.Before, news.Now);
        var body = scene.Hello(name);
        if (now.Withdrawn)
        {
            body.Say(t["Correct.MailWithdrawn", news.Product, month, news.WithdrawnWhy]);
            if (!news.Asked.IsZero) body.Say(t["Correct.MailNoneComes", Show(news.Asked), Money((before with { Withdrawn = false }).Worth(news.Asked))]);
        }
        else if (before.Withdrawn) body.Say(t["Correct.MailAgain", news.Product, month]);
        if (!now.Withdrawn)
        {
            if (now.Price != before.Price) body.Say(t["Correct.MailPrice", news.Product, Money(now.Price), Money(before.Price), news.PriceWhy]);
            if (now.Deposit != before.Deposit) body.Say(t["Correct.MailDeposit", news.Product, Money(now.Deposit), Money(before.Deposit), news.PriceWhy]);
            if (news.Asked.IsZero) body.Say(t["Correct.MailNotAsked"]);
            else if ((before with { Withdrawn = false }).Worth(news.Asked) is var was && was != now.Worth(news.Asked)) body.Say(t["Correct.MailLine", Show(news.Asked), Money(now.Worth(news.Asked)), Money(was)]);
            else body.Say(t["Correct.MailLineSame", Show(news.Asked), Money(now.Worth(news.Asked))]);
        }
        body.Say(t[now.Withdrawn ? "Correct.MailElse" : "Correct.MailUntil", dates.Moment(cycle.ClosesAt)])
            .Button(t["Behalf.MailLink"], scene.Link("/order/" + cycle.Code));
        return new MailWords(t[now.Withdrawn ? "Correct.SubjectWithdrawn" : before.Withdrawn ? "Correct.SubjectAgain" : "Correct.SubjectPrice", news.Product, month], body);

        string Show(Quantity quantity) => quantity.ToString(t.Culture);
        string Money(Money money) => money.ToString(t.Culture);
    }

    private static MailWords Sample(MailScene scene) => Compose(scene, MailSample.Name, MailSample.Cycle, new OfferNews(
        "Rode linzen (Graanhoeve), 500 g", new(false, new(290), default), new(false, new(320), default), "", scene.T["Correct.SampleReason"], new(3000)));
}
