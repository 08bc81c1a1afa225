using System.Text;
using FoodCoop.Platform.Mail;
using FoodCoop.Tests.Features.Cycles;
using FoodCoop.Tests.Features.Post;
using static FoodCoop.Tests.Features.Deliveries.SupplierMailScene;

namespace FoodCoop.Tests.Features.Deliveries;

/// <summary>An order goes to its supplier by mail: what is in it, to whom, once, and when it is refused.</summary>
public sealed class SendOrderTests
{
    [Fact]
    public async Task A_buyer_looks_at_the_mail_and_sends_it_and_the_order_counts_as_sent()
    {
        var coop = Closed();
        var bart = coop.As("Bart");
        var page = await bart.Get(MinimumScene.Buying);
        Assert.Equal(ToMolen, page.Html.QuerySelector("[data-supplier='1'] a.mail")!.GetAttribute("href"));
        Assert.NotNull(page.Html.QuerySelector(Form(Molen, "sent"))); // another way is still a way
        page = await bart.Get(ToMolen);
        Assert.Contains("molen@proef.example", page["#mail"], StringComparison.Ordinal);
        Assert.Contains("inkoop@proef.example", page["#mail"], StringComparison.Ordinal);
        Assert.Contains("Hierbij onze bestelling voor november 2026.", page[".mail-text"], StringComparison.Ordinal);
        Assert.Empty(coop.ToSuppliers()); // looking writes nothing

        page = await bart.Submit(page, "form.send");
        Assert.Equal(MinimumScene.Buying, page.Path);
        Assert.Contains("wordt verstuurd per mail naar molen@proef.example", page.Card(Molen), StringComparison.Ordinal);
        Assert.Contains("door Bart", page.Card(Molen), StringComparison.Ordinal);
        Assert.Equal(["De Molen"], coop.CountsAsSent());
        var mail = Assert.Single(coop.ToSuppliers());
        Assert.Equal(("supplier-order/2026-11/1/1/supplier-1", "supplier-order", "molen@proef.example", "inkoop@proef.example", "2026-11-27T17:00:00.000Z"),
            (mail.Key, mail.Kind, mail.Address, mail.ReplyTo, mail.UsefulUntil));
        Assert.Equal("""
            Bestelling 2026-11: De Proefkrat, klant K-12
            Dag De Molen,

            Hierbij onze bestelling voor november 2026.

            - Bestelnummer: 2026-11
            - Ons klantnummer: K-12
            - Graag leveren op: vrijdag 27 november
            - Afleveradres
              De Proefkrat, Proefweg 1, 1000 AA Amsterdam
            - Omvang: 1 regel, 1 colli
            - Totaal exclusief btw en statiegeld: € 12,00

            In de bijlagen: de bestelling als pdf, en dezelfde als csv voor een rekenblad.

            Is iets niet leverbaar, of komt de dag niet uit? Graag een antwoord op deze mail: dat komt bij onze inkopers.

            De Proefkrat

            """.ReplaceLineEndings("\n"), mail.Plain);

        Assert.Contains("molen@proef.example", await coop.Send());
        page = await bart.Get(MinimumScene.Buying);
        Assert.Contains("verstuurd per mail naar molen@proef.example", page.Card(Molen), StringComparison.Ordinal);
        Assert.Equal("left", page.Html.QuerySelector("[data-supplier='1'] .post")!.GetAttribute("data-post"));
        coop.Sound();
    }

    [Fact]
    public async Task The_files_that_go_along_are_those_that_the_page_offers()
    {
        var coop = Closed();
        var bart = coop.As("Bart");
        await bart.Mail(ToMolen);
        var files = coop.Files(coop.ToSuppliers()[0].Id);
        Assert.Equal(["order-2026-11-de-molen.pdf application/pdf", "order-2026-11-de-molen.csv text/csv; charset=utf-8"], files.Select(f => $"{f.FileName} {f.MediaType}"));
        Assert.Equal("%PDF"u8.ToArray(), files[0].Content[..4]);
        Assert.Equal(1, PickupDay.PickupScene.Pages(files[0].Content));
        Assert.Equal(await bart.Bytes("/buying/2026-11/1/order.csv"), files[1].Content);
        Assert.Contains("Linzen;Linzen;;500 g;6;1;12,00;12,00", files[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_supplier_that_reads_English_and_takes_codes_gets_both()
    {
        var coop = Closed();
        coop.Write(db => db.Execute("update supplier set send_codes = 1 where id = 2"));
        await coop.As("Bart").Mail(ToZuid);
        var mail = Assert.Single(coop.ToSuppliers());
        Assert.Equal("Order 2026-11: De Proefkrat", mail.Subject); // no customer number there
        Assert.Contains("Hello Zuid,\n\nHere is our order for November 2026.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("- Please deliver on: Friday 27 November\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Total excluding VAT and deposits: € 24.00", mail.Plain, StringComparison.Ordinal);
        Assert.Contains("the bare codes with cases as text", mail.Text, StringComparison.Ordinal);
        var files = coop.Files(mail.Id);
        Assert.Equal(3, files.Count);
        Assert.StartsWith("\uFEFFCode;Product;Brand;Unit;In case;Cases;Case price;Sum\r\n", files[1].Text, StringComparison.Ordinal);
        Assert.Equal(("order-2026-11-zuid.txt", "Olijven\t2\r\n"), (files[2].FileName, files[2].Text));
    }

    [Fact]
    public async Task Without_an_address_of_the_buyers_answers_go_to_the_co_op_s_own()
    {
        var coop = Closed();
        coop.Write(db => db.Execute("delete from role_address"));
        await coop.As("Bart").Mail(ToMolen);
        Assert.Equal("krat@proef.example", coop.ToSuppliers()[0].ReplyTo);
    }

    [Fact]
    public async Task It_leaves_before_the_mails_to_members_that_wait()
    {
        var coop = Closed();
        coop.Write(db => db.Execute("update coop set mails_per_hour = 1"));
        await coop.As("Bart").Mail(ToMolen);
        Assert.Equal(["molen@proef.example"], await coop.Send());
    }

    [Fact]
    public async Task Two_buyers_at_once_send_one_mail()
    {
        var coop = Closed();
        coop.Write(db => db.Execute("insert into person_role (person_id, role, granted_at) select id, 'Buyer', created_at from person where name in ('Amara', 'Wei')"));
        var buyers = new[] { "Bart", "Amara", "Wei" }.Select(coop.As).ToList();
        var pages = await Task.WhenAll(buyers.Select(b => b.Get(ToMolen)));
        var answers = await Task.WhenAll(buyers.Zip(pages, (b, p) => b.Submit(p, "form.send")));
        Assert.All(answers, a => Assert.Equal(200, a.Status));
        Assert.Equal(["2026-11/1/1/supplier-1 waits"], coop.States());
        Assert.Equal(2, coop.Files(coop.ToSuppliers()[0].Id).Count);
        Assert.Equal(2, answers.Count(a => a.Source.Contains("er gaat niets dubbel", StringComparison.Ordinal) || a.Source.Contains("nothing goes twice", StringComparison.Ordinal)));
        coop.Sound();
    }

    [Fact]
    public async Task The_same_click_twice_sends_one_mail_and_says_so()
    {
        var coop = Closed();
        var bart = coop.As("Bart");
        var page = await bart.Get(ToMolen);
        await bart.Submit(page, "form.send");
        var again = await bart.Submit(page, "form.send");
        Assert.Equal((200, MinimumScene.Buying), (again.Status, again.Path));
        Assert.Contains("er gaat niets dubbel", again.Source, StringComparison.Ordinal);
        Assert.Single(coop.ToSuppliers());
        Assert.Contains("al geschreven", (await bart.Get(ToMolen))["#why-not"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_changed_since_it_was_shown_is_shown_again_before_it_goes()
    {
        var coop = Closed();
        var bart = coop.As("Bart");
        var page = await bart.Get(ToMolen);
        coop.Write(db => db.Execute("update offer_result set cases = 2 where cases = 1"));
        var refused = await bart.Submit(page, "form.send");
        Assert.Equal(422, refused.Status);
        Assert.Contains("intussen veranderd", refused.Text, StringComparison.Ordinal);
        Assert.Contains("1 regel, 2 colli", refused[".mail-text"], StringComparison.Ordinal);
        Assert.Empty(coop.ToSuppliers());
        Assert.Empty(coop.CountsAsSent());
        await bart.Submit(refused, "form.send");
        Assert.Contains(";2;12,00;24,00", coop.Files(coop.ToSuppliers()[0].Id)[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_address_the_page_says_so_and_leads_to_the_supplier()
    {
        var coop = Closed();
        var bart = coop.As("Bart");
        var open = await bart.Get(ToMolen);
        coop.Write(db => db.Execute("update supplier set email = '' where id = 1"));
        var page = await bart.Get(MinimumScene.Buying);
        Assert.Null(page.Html.QuerySelector("[data-supplier='1'] a.mail"));
        Assert.Contains("Van De Molen staat hier geen e-mailadres", page.Card(Molen), StringComparison.Ordinal);
        Assert.Equal("/buying/suppliers/1", page.Html.QuerySelector("[data-supplier='1'] .no-address a")!.GetAttribute("href"));
        Assert.NotNull(page.Html.QuerySelector(Form(Molen, "sent")));
        var refused = await bart.Submit(open, "form.send");
        Assert.Equal(422, refused.Status);
        Assert.Contains("Van De Molen staat hier geen e-mailadres", refused.Text, StringComparison.Ordinal);
        Assert.Empty(coop.ToSuppliers());
    }

    [Fact]
    public async Task Once_the_pickup_has_begun_no_order_goes_by_mail()
    {
        var coop = Closed();
        var bart = coop.As("Bart");
        var open = await bart.Get(ToMolen);
        TestClock.Set(new DateTimeOffset(2026, 11, 27, 17, 0, 0, TimeSpan.Zero));
        Assert.Null((await bart.Get(MinimumScene.Buying)).Html.QuerySelector("a.mail"));
        var refused = await bart.Submit(open, "form.send");
        Assert.Equal(422, refused.Status);
        Assert.Contains("zou te laat komen", refused.Text, StringComparison.Ordinal);
        Assert.Empty(coop.ToSuppliers());
    }

    [Fact]
    public async Task The_last_order_that_is_written_takes_the_month_on_and_below_the_minimum_is_ordered_anyway()
    {
        var coop = Closed();
        var bart = coop.As("Bart");
        await bart.Submit(await bart.Get(MinimumScene.Buying), Form(Molen, "sent"));
        Assert.Equal("Closed", MinimumScene.State(coop));
        var page = await bart.Mail(ToZuid);
        Assert.Equal("Ordered", MinimumScene.State(coop));
        Assert.Contains("Het was de laatste", page.Source, StringComparison.Ordinal);
        Assert.Contains("Zuid", MinimumScene.To(coop, "changes-since-closing", "Amara").Text, StringComparison.Ordinal); // now it is certain
        coop.Sound();
    }

    [Theory]
    [InlineData("Amara")]
    [InlineData("Wei")]
    [InlineData("Tomás")]
    public async Task Only_a_buyer_sees_and_sends_it(string who)
    {
        var coop = Closed();
        Assert.Equal(403, (await coop.As(who).Get(ToMolen)).Status);
        Assert.NotEqual(200, (await coop.As(who).Post(ToMolen, [])).Status);
        Assert.Empty(coop.ToSuppliers());
    }

    [Theory]
    [InlineData("/buying/2031-01/1/mail", 404)]
    [InlineData("/buying/2026-11/98765/mail", 404)]
    public async Task What_is_not_there_is_not_found(string path, int status) => Assert.Equal(status, (await Closed().As("Bart").Get(path)).Status);

    [Fact]
    public async Task Before_closing_there_is_nothing_to_mail()
    {
        var coop = new TestCoop();
        coop.Write(db => CycleScene.Plan(db, "Linzen"));
        CycleScene.Run(coop, CycleScene.Opens);
        coop.Write(db => db.Execute("update supplier set email = 'molen@proef.example'"));
        var page = await coop.As("Bart").Get(ToMolen);
        Assert.Contains("zodra de bestelronde gesloten is", page["#why-not"], StringComparison.Ordinal);
        Assert.Null(page.Html.QuerySelector("form.send"));
    }

    [Fact]
    public async Task As_a_message_it_has_its_files_and_no_way_to_stop_it()
    {
        var coop = Closed();
        await coop.As("Bart").Mail(ToMolen);
        List<string> seen = [];
        await MailRound.Run(coop.File, TestClock.Instance, new MailSettings("", 25, "", "", false, "post@server.example", ""), (message, _) =>
        {
            if (message.To[0].Address != "molen@proef.example") return Task.CompletedTask;
            Assert.Null(message.Headers["List-Unsubscribe"]);
            Assert.Null(message.Headers["Auto-Submitted"]); // a buyer sent it; order desks put aside what calls itself generated
            foreach (var file in message.Attachments)
            {
                using var content = new MemoryStream();
                file.ContentStream.CopyTo(content);
                seen.Add($"{file.Name} {file.ContentType.MediaType} {Encoding.UTF8.GetString(content.ToArray(), 0, 4)}");
            }
            return Task.CompletedTask;
        });
        Assert.Equal(["order-2026-11-de-molen.pdf application/pdf %PDF", "order-2026-11-de-molen.csv text/csv \uFEFFC"], seen);
    }
}
