using System.Text;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Post;
using FoodCoop.Platform.Mail;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Deliveries;

/// <summary>The mail that an order goes to its supplier with, and that which says that nothing is ordered: in the supplier's language, answers to the buyers.</summary>
/// <remarks>Source: design, domain.md sections 5 and 7.</remarks>
public static class SupplierOrderMail
{
    public static readonly MailKind Kind = new("SupplierOrder", Role.Buyer, MayBeStopped: false, Sample, ToMembers: false);
    public static readonly MailKind Nothing = new("SupplierNothing", Role.Buyer, MayBeStopped: false, NothingSample, ToMembers: false);

    /// <summary>Before the mails to members: a supplier's day is short, and the host's limit may hold two hundred others for hours.</summary>
    public const int Priority = 3;

    /// <summary>Once members are there to fetch it, an order helps nobody.</summary>
    public static DateTimeOffset UsefulUntil(Cycle cycle, CoopRow coop) => CoopZone.Of(coop.Zone).ToUtc(cycle.PickupOn, cycle.PickupFrom);

    /// <param name="codes">Whether the bare lines are among the files.</param>
    /// <param name="before">When an earlier order, which this one replaces, went out.</param>
    public static MailWords Words(MailScene scene, SupplierOrderPaper order, bool codes, DateTimeOffset? before)
    {
        var (t, month) = (scene.T, scene.Dates.Month(order.OrderNumber));
        var cases = order.Cases == Quantity.One ? t["Deliveries.CasesCount.One"] : t["Deliveries.CasesCount.Many", order.Cases.ToString(t.Culture)];
        var body = scene.Hello(order.SupplierName).Say(t["Deliveries.MailOrder", month]);
        if (before is { } then) body.Sum(t["Deliveries.MailReplaces", scene.Dates.Moment(then)]);
        List<MailItem> facts = [new(t["Deliveries.OrderNumber"], order.OrderNumber)];
        if (order.CustomerNumber.Length > 0) facts.Add(new(t["Deliveries.CustomerNumber"], order.CustomerNumber));
        if (order.DeliverOn is { } day) facts.Add(new(t["Deliveries.DeliverOn"], scene.Dates.Day(day)));
        facts.Add(new(t["Deliveries.DeliverTo"], Under: string.Join(", ", order.Address.Prepend(order.CoopName))));
        facts.Add(new(t["Deliveries.MailSize"], $"{t.Count("Deliveries.Lines", order.Lines.Count)}, {cases}"));
        facts.Add(new(t["Deliveries.Total"], order.Total.ToString(t.Culture)));
        body.List(facts).Say(order.Note).Say(t[codes ? "Deliveries.MailFilesCodes" : "Deliveries.MailFiles"]).Say(t["Deliveries.MailAnswer"]);
        return new MailWords(t[before is null ? "Deliveries.MailSubject" : "Deliveries.MailSubjectChanged", order.OrderNumber, Us(t, order)], body);
    }

    /// <param name="before">When an earlier order, which does not hold any more, went out.</param>
    public static MailWords NothingWords(MailScene scene, SupplierOrderPaper order, DateTimeOffset? before)
    {
        var (t, month) = (scene.T, scene.Dates.Month(order.OrderNumber));
        var body = scene.Hello(order.SupplierName).Say(t["Deliveries.MailNothing", month]);
        if (before is { } then) body.Sum(t["Deliveries.MailNothingReplaces", scene.Dates.Moment(then)]);
        if (order.CustomerNumber.Length > 0) body.List([new(t["Deliveries.CustomerNumber"], order.CustomerNumber)]);
        return new MailWords(t["Deliveries.MailNothingSubject", month, Us(t, order)], body);
    }

    /// <summary>What goes with an order: to print, for a spreadsheet, and where the supplier wants it the bare lines.</summary>
    /// <param name="name">A file's name by its ending: "order-2026-12-de-molen.pdf".</param>
    public static List<Letter.Attached> Files(SupplierOrderPaper order, string language, bool codes, Func<string, string> name)
    {
        var culture = Languages.Culture(language);
        List<Letter.Attached> files = [new(name("pdf"), FileAnswer.Pdf, SupplierOrderPdf.Of(order, culture)), new(name("csv"), FileAnswer.Csv, SupplierOrderFiles.Csv(order, culture))];
        if (codes) files.Add(new(name("txt"), FileAnswer.Text, Encoding.UTF8.GetBytes(SupplierOrderFiles.CodesOrNames(order.Lines))));
        return files;
    }

    /// <summary>Who we are to the supplier: the co-op's name, with its number where it has one.</summary>
    private static string Us(Texts t, SupplierOrderPaper order) =>
        order.CustomerNumber.Length > 0 ? t["Deliveries.MailUs", order.CoopName, order.CustomerNumber] : order.CoopName;

    private static MailWords Sample(MailScene scene) => Words(scene, SamplePaper(scene), codes: false, null);

    private static MailWords NothingSample(MailScene scene) => NothingWords(scene, SamplePaper(scene), null);

    internal const string SampleSupplier = "De Graanhoeve";

    private static SupplierOrderPaper SamplePaper(MailScene scene) => new(
        scene.Coop.Name, scene.Coop.Address.Length > 0 ? [scene.Coop.Address] : [], "40117", scene.Coop.MailAddress, SampleSupplier,
        MailSample.Cycle.Code, MailSample.Cycle.PickupOn, MailSample.Cycle.ClosesAt,
        [
            new("0101", "Rode linzen", "Graanhoeve", "500 g", new(6000), new(4000), 11.90m),
            new("0117", "Haverdrank", "De Molen", "1 l", new(6000), new(12000), 9.36m),
        ]);
}
