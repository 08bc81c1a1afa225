using System.Text;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Order.Own;
using FoodCoop.Features.PickupDay;
using FoodCoop.Platform;
using FoodCoop.Platform.Pdf;
using FoodCoop.Platform.Web;
using FoodCoop.Tests.Features.Ledger;
using FoodCoop.Tests.Features.PickupDay;
using FoodCoop.Tests.Platform.Pdf;
using FsCheck;
using FsCheck.Fluent;
using PdfSharp.Pdf.IO;

namespace FoodCoop.Tests.Features.Order.Own;

public sealed class OwnOrderTests
{
    private static readonly PaperStamp Stamp = new("Vokomo", "november 2026", "Ophalen vrijdag 27 november, 18:00–20:00", Laid.PrintedAt, "Afgerekend: dit is wat je meenam.");

    private static OwnOrder Of(TestCoop coop, int member) => coop.Read(db => OwnOrder.Of(
        db, Cycle.ByCode(db, "2026-11")!, db.One<Id<Member>>("select id from member where number = @member", new { member })))!;

    private static async Task<string[]> Csv(TestCoop coop, string who, string code = "2026-11") =>
        Encoding.UTF8.GetString(await coop.As(who).Bytes($"/order/{code}/order.csv")).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public void After_settling_the_paper_says_what_was_asked_allocated_delivered_and_taken()
    {
        var paper = OwnOrderPdf.Lay(Of(ChargeScene.Charged(), 114), Stamp, Texts.For(Laid.Dutch));
        Laid.AssertOrderly(paper);
        var texts = Laid.Texts(paper);
        Assert.All(
            ["Mijn bestelling voor november 2026", "114 · Amara", "Gevraagd", "Toegewezen", "Geleverd", "Meegenomen", "Kaas", "0,5", "2,85", "1,43", "Linzen", "4", "3", "2,27", "6,81",
                "Zeep", "0,4", "0,333", "0,66", "€\u00A08,90", "Statiegeld 3 × €\u00A00,10", "€\u00A00,30", "Totaal", "€\u00A09,20",
                "waarvan 9\u00A0% btw, over €\u00A08,24", "€\u00A00,68", "waarvan 21\u00A0% btw, over €\u00A00,66", "€\u00A00,11", "blad 1 van 1"],
            expected => Assert.Contains(expected, texts));
        Assert.Contains(texts, t => t.StartsWith("Vokomo · Mijn bestelling voor november 2026 · 114 · Amara · afgedrukt", StringComparison.Ordinal));
    }

    [Fact]
    public void While_ordering_is_open_the_paper_says_what_is_asked_and_up_to_how_much_more()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        coop.Asks(coop.Offer("Linzen", price: 312), 2000, flex: 1000);
        var texts = Laid.Texts(OwnOrderPdf.Lay(Of(coop, 114), Stamp, Texts.For(Laid.English)));
        Assert.All(["Linzen · up to 1 more", "Asked", "2", "3.12", "6.24", "€\u00A06.24"], expected => Assert.Contains(expected, texts));
        Assert.DoesNotContain(texts, t => t is "Allocated" or "Delivered" or "Taken");
    }

    [Fact]
    public void The_note_for_whoever_packs_stands_under_its_product()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        coop.Asks(coop.Offer("Linzen"), 2000);
        coop.Write(db => db.Execute("update order_line set note = 'in een open zak, graag'"));
        var paper = OwnOrderPdf.Lay(Of(coop, 114), Stamp, Texts.For(Laid.Dutch));
        Laid.AssertOrderly(paper);
        Assert.Contains("in een open zak, graag", Laid.Texts(paper));
    }

    [Theory]
    [InlineData("Amara", "my-order-2026-11.pdf")]
    [InlineData("Bart", "mijn-bestelling-2026-11.pdf")]
    public async Task It_is_a_pdf_under_a_readable_name_that_no_cache_keeps(string who, string name)
    {
        using var answer = await PickupScene.In(CycleState.Delivered).As(who).Raw(new(HttpMethod.Get, "/order/2026-11/order.pdf"));
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(("inline", name), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileName));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        using var document = PdfReader.Open(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
        Assert.Equal(1, document.PageCount);
    }

    [Theory]
    [InlineData(CycleState.Open, 114)]
    [InlineData(CycleState.Closed, 114)]
    [InlineData(CycleState.Closed, 17)]
    [InlineData(CycleState.Delivered, 17)]
    [InlineData(CycleState.Delivered, 142)]
    public async Task The_total_is_that_of_the_screen_to_the_cent(CycleState state, int member)
    {
        var coop = PickupScene.In(state);
        if (state == CycleState.Open) TestClock.Set(coop.Cycle().OpensAt.AddDays(1));
        var total = Of(coop, member).Bill.Total;
        Assert.Equal(PickupScene.OrderTotal(coop, member), total.Cents);
        var who = member switch { 114 => "Amara", 17 => "Bart", _ => "Дмитро" };
        Assert.Contains(total.ToString(member == 17 ? Laid.Dutch : Laid.English).Replace('\u00A0', ' '), (await coop.As(who).Get("/order/2026-11")).Text);
        var columns = (await Csv(coop, who)).Select(l => l.Split(member == 17 ? ';' : ',')).ToList();
        if (columns.TrueForAll(c => c.Length == 18)) // Linzen; "groene" has a delimiter of its own
            Assert.Equal(total.Euros, columns.Skip(1).Sum(c => decimal.Parse(c[14], Laid.English) + decimal.Parse(c[16], Laid.English)));
    }

    [Fact]
    public void The_papers_total_is_order_total_whatever_the_amounts_and_prices() =>
        Prop.ForAll<int>(seed =>
        {
            var dice = new Random(seed);
            var coop = new TestCoop();
            coop.OpenCycle();
            foreach (var n in Enumerable.Range(1, 1 + dice.Next(12)))
            {
                var offer = coop.Offer($"Product {n}", step: 1, price: dice.Next(1, 5000), deposit: dice.Next(3) == 0 ? dice.Next(1, 60) : 0);
                coop.Asks(offer, dice.Next(0, 12_000), dice.Next(0, 3) * 1000);
                if (dice.Next(2) == 0) coop.Write(db => db.Execute("update order_line set allocated = @a, delivered = @d, taken = @t where offer_id = @offer",
                    new { offer, a = dice.Next(9000), d = dice.Next(2) == 0 ? dice.Next(9000) : (int?)null, t = dice.Next(3) == 0 ? dice.Next(9000) : (int?)null }));
            }
            var order = coop.Read(db => OwnOrder.Of(db, Cycle.ByCode(db, "2026-11")!, db.One<Id<Member>>("select id from member where number = 114")));
            var total = coop.Read(db => db.One<long>("select coalesce(sum(t.goods + t.deposit), 0) from order_total t join member m on m.id = t.member_id where m.number = 114"));
            Assert.Equal(total, order?.Bill.Total.Cents ?? 0);
            if (order is null) return;
            var paper = OwnOrderPdf.Lay(order, Stamp, Texts.For(Laid.Dutch));
            Laid.AssertOrderly(paper);
            Assert.Contains(new Money(total).ToString(Laid.Dutch), Laid.Texts(paper));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Turkish_and_polish_names_and_many_products_fill_orderly_pages()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        foreach (var n in Enumerable.Range(1, 70)) coop.Asks(coop.Offer($"Żółty ser İğdır çağıl {n}, extra lang gerijpt in de grotten", deposit: n % 3 == 0 ? 25 : 0), 1000, member: 88);
        var order = Of(coop, 88);
        var paper = OwnOrderPdf.Lay(order with { Member = new(88, "Çağla Yıldırım-Wąsowska") }, Stamp, Texts.For(Laid.Dutch));
        Laid.AssertOrderly(paper);
        var sheets = paper.Finish();
        Assert.True(sheets.Count > 1);
        Assert.All(sheets, (sheet, i) =>
        {
            Assert.Contains($"blad {i + 1} van {sheets.Count}", Laid.Texts(sheet));
            Assert.Contains("88 · Çağla Yıldırım-Wąsowska", Laid.Texts(sheet));
        });
        Assert.Equal(70, Laid.Texts(paper).Count(t => t.StartsWith("Żółty ser İğdır", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_csv_is_for_spreadsheets_of_the_readers_language_and_runs_no_formula()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        var offer = coop.Offer("=cmd|' /C calc'!A0", price: 312);
        foreach (var member in (int[])[114, 88]) coop.Asks(offer, 1500, member: member);
        coop.Write(db => db.Execute("update order_line set note = '+1; de rijpe'"));
        var english = await Csv(coop, "Amara");
        Assert.Equal("Month,Supplier,Code,Product,Brand,Unit,Category,Asked,Up to so many more,Allocated,Delivered,Taken,Price,VAT %,Amount,Deposit each,Deposit,Note,Entered by a buyer", english[0]);
        Assert.Equal("2026-11,De Testakker,'=cmd|' /C calc'!A0,'=cmd|' /C calc'!A0,,500 g,Granen,1.5,0,,,,3.12,9,4.68,0.00,0.00,'+1; de rijpe,", english[1]);
        var dutch = await Csv(coop, "Çağla");
        Assert.StartsWith("Maand;Leverancier;Code;Product;Merk;Eenheid", dutch[0], StringComparison.Ordinal);
        Assert.EndsWith(";1,5;0;;;;3,12;9;4,68;0,00;0,00;\"'+1; de rijpe\";", dutch[1], StringComparison.Ordinal);
        Assert.Equal([0xEF, 0xBB, 0xBF], (await coop.As("Amara").Bytes("/order/2026-11/order.csv"))[..3]);
    }

    [Fact]
    public void What_is_not_yet_certain_is_marked_and_summed()
    {
        var order = Of(Deliveries.MinimumScene.Closed(), 114);
        Assert.Equal([("Linzen", false), ("Olijven", true)], order.Lines.Select(l => (l.Name, l.IsUncertain)));
        var texts = Laid.Texts(OwnOrderPdf.Lay(order, Stamp, Texts.For(Laid.Dutch)));
        Assert.Contains("Olijven · nog niet zeker", texts);
        Assert.Contains("Daarvan nog niet zeker", texts);
        Assert.Equal(order.Lines[1].Sum + order.Lines[1].DepositSum, order.Uncertain);
    }

    [Theory]
    [InlineData("pdf")]
    [InlineData("csv")]
    public async Task Who_ordered_nothing_gets_a_sentence_and_nothing_of_others(string format)
    {
        var page = await ChargeScene.Charged().As("Wei").Get($"/order/2026-11/order.{format}");
        Assert.Equal(404, page.Status);
        Assert.Contains("There is no order of yours", page.Text);
        Assert.DoesNotContain("Linzen", page.Source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CycleState.Open)]
    [InlineData(CycleState.Closed)]
    public async Task The_order_page_leads_to_both_files_where_there_is_an_order(CycleState state)
    {
        var coop = PickupScene.In(state);
        if (state == CycleState.Open) TestClock.Set(coop.Cycle().OpensAt.AddDays(1));
        static IEnumerable<string?> Files(TestPage page) => page.Html.QuerySelectorAll("#around a[href*='/order.']").Select(a => a.GetAttribute("href"));
        Assert.Equal(["/order/2026-11/order.pdf", "/order/2026-11/order.csv"], Files(await coop.As("Amara").Get("/order/2026-11")));
        Assert.Empty(Files(await coop.As("Wei").Get("/order/2026-11")));
    }

    [Fact]
    public async Task Each_gets_their_own_lines_only()
    {
        var coop = ChargeScene.Charged();
        Assert.Equal(["Kaas", "Linzen", "Zeep"], (await Csv(coop, "Amara")).Skip(1).Select(l => l.Split(',')[3]));
        Assert.Equal(["Kaas"], (await Csv(coop, "Oksana")).Skip(1).Select(l => l.Split(';')[3]));
    }
}
