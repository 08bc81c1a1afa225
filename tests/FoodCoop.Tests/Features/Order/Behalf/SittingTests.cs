using FoodCoop.Features.Cycles;
using FoodCoop.Features.Order;
using FoodCoop.Features.Order.Behalf;
using FoodCoop.Platform;
using static FoodCoop.Tests.Features.Order.Behalf.BehalfScene;

namespace FoodCoop.Tests.Features.Order.Behalf;

/// <summary>The household is told of what a buyer entered: in one mail a sitting, when it is over, however it ends.</summary>
public sealed class SittingTests
{
    [Fact]
    public async Task Done_tells_every_person_of_the_household_in_their_language_what_was_and_what_is()
    {
        var (coop, rice, lentils) = Shop();
        coop.Write(db => db.Execute("insert into role_address (role, address) values ('Buyer', 'inkoop@proef.example')"));
        coop.Ask(rice, "Oksana", 4);
        await coop.Tap("Bart", For(142), rice, "1", seen: 1, flex: "2");
        await coop.Tap("Bart", For(142), lentils, "3", seen: 0, note: "in een zakje");
        Assert.Empty(coop.Letters()); // not before it is over
        var after = await coop.Done("Bart", 142);
        Assert.Equal($"/buying/{Code}/for", after.Path);
        Assert.Contains("142 Дмитро: 2 gewijzigd. Het huishouden krijgt er een mail over.", after.Text, StringComparison.Ordinal);

        var letters = coop.Letters();
        Assert.Equal(["Дмитро", "Oksana"], letters.Select(l => l.Who));
        Assert.All(letters, l => Assert.Equal("inkoop@proef.example", l.ReplyTo));
        Assert.All(letters, l => Assert.Equal(new DateTimeOffset(2026, 11, 27, 19, 0, 0, TimeSpan.Zero), l.UsefulUntil)); // the end of the pickup
        Assert.Equal("Bart has changed your order for November 2026: €\u00A09.00", letters[0].Subject);
        Assert.Contains("- Rode linzen, 500 g: 0 → 3\n  Note: in een zakje\n- Zilvervliesrijst, 500 g: 4 → 1\n  Up to so many more if it fills the case: 0 → 2\n", letters[0].Text, StringComparison.Ordinal);
        Assert.Contains("You can change it yourself until Wednesday 18 November, 22:00; from Monday 16 November, 22:00 on only so that", letters[0].Text, StringComparison.Ordinal);
        Assert.Contains("Je hele bestelling zoals gevraagd: €\u00A09,00", letters[1].Text, StringComparison.Ordinal);
        Assert.Contains("Bart van de inkoop heeft dit ingevoerd", letters[1].Text, StringComparison.Ordinal);
        Assert.Equal([(true, 2, 2)], coop.Sittings());
        Assert.Empty(coop.Broken());
    }

    [Fact]
    public async Task Done_pressed_twice_and_a_job_that_comes_besides_write_one_mail()
    {
        var (coop, rice, _) = Shop();
        var bart = coop.As("Bart");
        var page = await bart.Get(For(114));
        await coop.Tap("Bart", For(114), rice, "1", seen: 0);
        await bart.Submit(page, "#done");
        Assert.Contains("er is niets veranderd wat nog niet gemeld is", (await bart.Submit(page, "#done")).Text, StringComparison.Ordinal);
        Assert.Equal("", await Sitting.Run(coop.File, TestClock.Start.AddHours(1)));
        Assert.Single(coop.Letters());
    }

    [Fact]
    public async Task A_quarter_of_an_hour_after_the_last_change_it_is_told_without_anybody_doing_anything()
    {
        var (coop, rice, lentils) = Shop();
        await coop.Tap("Bart", For(114), rice, "1", seen: 0);
        TestClock.Advance(TimeSpan.FromMinutes(10));
        await coop.Tap("Bart", For(114), lentils, "2", seen: 0);
        TestClock.Advance(TimeSpan.FromMinutes(4));
        await coop.Tap("Bart", For(114), lentils, "3", seen: 1);
        Assert.Equal("", await Run(coop, TimeSpan.FromMinutes(15) - TimeSpan.FromMilliseconds(1)));
        Assert.Equal("sittings 1", await Run(coop, TimeSpan.FromMilliseconds(1)));
        Assert.Equal("", await Run(coop, TimeSpan.FromHours(1)));
        Assert.Contains("- Rode linzen, 500 g: 0 → 3\n- Zilvervliesrijst, 500 g: 0 → 1\n", Assert.Single(coop.Letters()).Text, StringComparison.Ordinal);
        // what is changed after it is another sitting, from how it stood then
        await coop.Tap("Bart", For(114), lentils, "2", seen: 2);
        Assert.Equal("sittings 1", await Run(coop, TimeSpan.FromMinutes(15)));
        Assert.Contains("- Rode linzen, 500 g: 3 → 2\n\n", coop.Letters()[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_rounds_at_once_end_a_sitting_once()
    {
        var (coop, rice, _) = Shop();
        await coop.Tap("Bart", For(114), rice, "1", seen: 0);
        var later = TestClock.Start.AddMinutes(20);
        var did = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Sitting.Run(coop.File, later))));
        Assert.Equal("sittings 1", Assert.Single(did, d => d.Length > 0));
        Assert.Single(coop.Letters());
        Assert.Equal([(true, 1, 1)], coop.Sittings());
    }

    [Fact]
    public async Task Closing_ends_it_and_tells_what_was_asked_beside_what_comes()
    {
        var (coop, rice, _) = Shop();
        TestClock.Set(coop.Cycle().ClosesAt.AddMinutes(-1));
        await CycleClock.Run(coop.File, TestClock.Instance.GetUtcNow());
        await coop.Tap("Bart", For(114), rice, "6", seen: 0);
        TestClock.Set(coop.Cycle().ClosesAt);
        await CycleClock.Run(coop.File, TestClock.Instance.GetUtcNow());
        var letter = Assert.Single(coop.Letters());
        Assert.Contains("- Zilvervliesrijst, 500 g: 0 → 6\n", letter.Text, StringComparison.Ordinal);
        Assert.Contains("€\u00A018.00", letter.Subject, StringComparison.Ordinal);
        Assert.Contains("Ordering closed Wednesday 18 November, 22:00, so it can no longer be changed", letter.Text, StringComparison.Ordinal);
        Assert.Equal(1, coop.Read(db => db.One<int>("select count(*) from mail where kind = 'your-order'")));
        Assert.Contains("er is niets veranderd wat nog niet gemeld is", (await Finish(coop)).Text, StringComparison.Ordinal); // a page that was still open
        Assert.Empty(coop.Broken());

        static async Task<TestPage> Finish(TestCoop coop)
        {
            var bart = coop.As("Bart");
            var page = await bart.Get($"/order/{Code}");
            var token = page.Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            return await bart.Post(For(114) + "?handler=Done", [new("__RequestVerificationToken", token)]);
        }
    }

    [Fact]
    public async Task Done_pressed_after_the_deadline_and_before_the_clocks_round_says_that_it_is_closed()
    {
        var (coop, rice, _) = Shop();
        await CycleClock.Run(coop.File, coop.Cycle().FillAt);
        TestClock.Set(coop.Cycle().ClosesAt.AddSeconds(-1));
        await coop.Tap("Bart", For(114), rice, "6", seen: 0);
        TestClock.Set(coop.Cycle().ClosesAt);
        Assert.Contains("1 gewijzigd", (await coop.Done("Bart", 114)).Text, StringComparison.Ordinal);
        Assert.Contains("Ordering closed", Assert.Single(coop.Letters()).Text, StringComparison.Ordinal);
        await CycleClock.Run(coop.File, coop.Cycle().ClosesAt);
        Assert.Single(coop.Letters());
    }

    [Theory]
    [InlineData("delete from order_sitting_line")]
    [InlineData("update order_sitting set person_id = (select id from person where name = 'Wei')")]
    [InlineData("update order_sitting set mails = 2 where ended_at is not null")]
    [InlineData("insert into cycle_event (cycle_id, closing, state, at) select cycle_id, 1, 'Fill', began_at from order_sitting limit 1; insert into cycle_event (cycle_id, closing, state, at) select cycle_id, 1, 'Closed', began_at from order_sitting limit 1")]
    public async Task Verify_names_what_nobody_would_have_been_told(string damage)
    {
        var (coop, rice, lentils) = Shop();
        await coop.Tap("Bart", For(88), rice, "2", seen: 0);
        await coop.Tap("Bart", For(114), lentils, "2", seen: 0);
        await coop.Done("Bart", 114);
        Assert.Empty(coop.Broken());
        coop.Write(db => db.Execute(damage));
        Assert.Contains("Sittings", coop.Broken());
    }

    [Fact]
    public async Task Where_nothing_is_other_in_the_end_no_mail_goes()
    {
        var (coop, rice, lentils) = Shop();
        coop.Ask(rice, "Amara", 2);
        await coop.Tap("Bart", For(114), rice, "5", seen: 1);
        await coop.Tap("Bart", For(114), lentils, "1", seen: 0, note: "kort");
        await coop.Tap("Bart", For(114), lentils, "0", seen: 1); // the note stays with nothing
        await coop.Tap("Bart", For(114), rice, "2", seen: 2);
        Assert.Contains("niets is anders dan eerst, dus er gaat geen mail", (await coop.Done("Bart", 114)).Text, StringComparison.Ordinal);
        Assert.Empty(coop.Letters());
        Assert.Equal([(true, 0, 0)], coop.Sittings());
        Assert.Contains("niets anders dan eerst", (await coop.As("Bart").Get($"/buying/{Code}/for"))["#entered"]);
    }

    [Fact]
    public async Task Before_is_as_it_was_when_the_buyer_came_and_who_changed_it_since_is_named()
    {
        var (coop, rice, _) = Shop();
        coop.Ask(rice, "Amara", 2);
        await coop.Tap("Bart", For(114), rice, "5", seen: 1);
        coop.Ask(rice, "Amara", 4, seen: 2);
        await coop.Done("Bart", 114);
        Assert.Contains("- Zilvervliesrijst, 500 g: 2 → 4\n  Changed since by Amara\n", Assert.Single(coop.Letters()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_buyer_has_a_sitting_of_their_own()
    {
        var (coop, rice, lentils) = Shop();
        coop.IsBuyerToo("Ingrid");
        await coop.Tap("Bart", For(114), rice, "1", seen: 0);
        await coop.Tap("Ingrid", For(114), lentils, "2", seen: 0);
        await coop.Tap("Bart", For(88), rice, "1", seen: 0);
        await coop.Done("Ingrid", 114);
        var hers = Assert.Single(coop.Letters());
        Assert.StartsWith("Ingrid has changed", hers.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("Zilvervliesrijst", hers.Text, StringComparison.Ordinal);
        Assert.Contains("€\u00A07.00", hers.Subject, StringComparison.Ordinal); // the whole order
        Assert.Equal([(false, null, null), (true, 1, 1), (false, null, null)], coop.Sittings());
    }

    [Fact]
    public async Task The_shelf_is_ordered_for_and_gets_no_mail_and_who_has_no_address_is_named_to_the_buyer()
    {
        var (coop, rice, _) = Shop();
        var bart = coop.As("Bart");
        var form = await bart.Submit(await bart.Get($"/buying/{Code}/for"), "#shelf");
        Assert.Equal(For(9999), form.Path);
        await coop.Tap("Bart", For(9999), rice, "3", seen: 0);
        Assert.Equal("Klaar", form["#done button"]);
        Assert.Contains("Schap", (await coop.Done("Bart", 9999)).Text, StringComparison.Ordinal);
        Assert.Null((await bart.Get($"/buying/{Code}/for"))["#shelf"]); // there is one now

        coop.Write(db => db.Execute("update person set email = null where name = 'Amara'"));
        await coop.Tap("Bart", For(114), rice, "3", seen: 0);
        Assert.Contains("Niemand van dat huishouden heeft een mailadres", (await coop.Done("Bart", 114)).Text, StringComparison.Ordinal);
        Assert.Empty(coop.Letters());
        Assert.Empty(coop.Broken());
    }

    [Fact]
    public async Task It_cannot_be_switched_off()
    {
        var (coop, rice, _) = Shop();
        coop.Write(db => db.Execute("insert into mail_off (person_id, kind, at) select id, 'ordered-for-you', @Start from person where name = 'Amara'", new { TestClock.Start }));
        await coop.Tap("Bart", For(114), rice, "1", seen: 0);
        await coop.Done("Bart", 114);
        Assert.DoesNotContain("/mail/stop/", Assert.Single(coop.Letters()).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ordered-for-you", (await coop.As("Amara").Get("/account/mail")).Html.QuerySelectorAll("input[type=checkbox]").Select(i => i.GetAttribute("value")));
    }

    [Fact]
    public async Task A_mail_that_waits_while_the_dates_move_says_the_new_ones_and_one_that_has_left_stays()
    {
        var (coop, rice, lentils) = Shop();
        await coop.Tap("Bart", For(114), rice, "1", seen: 0);
        await coop.Done("Bart", 114);
        coop.Write(db => db.Execute("update mail set sent_at = @Start where kind = 'ordered-for-you'", new { TestClock.Start }));
        await coop.Tap("Bart", For(114), lentils, "1", seen: 0);
        await coop.Done("Bart", 114);
        var before = coop.Cycle();
        coop.Write(db => db.Execute("update order_cycle set closes_at = '2026-11-19T21:00:00.000Z'"));
        coop.Write(db => CyclePost.Rewrite(db, before, Cycle.One(db, before.Id), db.One<FoodCoop.Platform.Web.CoopRow>(FoodCoop.Platform.Web.CoopRow.Select), TestClock.Start));
        var letters = coop.Letters();
        Assert.Equal(3, letters.Count);
        Assert.Equal([false, true, false], letters.Select(l => l.SkippedAt is not null));
        Assert.Contains("until Thursday 19 November, 22:00", letters[2].Text, StringComparison.Ordinal);
        Assert.Empty(coop.Broken());
    }

    [Fact]
    public async Task The_list_of_the_month_says_for_whom_by_whom_and_whether_they_know()
    {
        var (coop, rice, lentils) = Shop();
        var bart = coop.As("Bart");
        Assert.Contains("Er is nog voor niemand besteld", (await bart.Get($"/buying/{Code}/for")).Text, StringComparison.Ordinal);
        coop.Ask(lentils, "Amara", 1);
        await coop.Tap("Bart", For(114), rice, "2", seen: 0);
        var row = (await bart.Get($"/buying/{Code}/for"))["#entered tbody tr"]!;
        Assert.Equal("114 Amara 1 € 8,00 Bart donderdag 12 november, 20:00 nog niet", Words(row));
        await coop.Done("Bart", 114);
        Assert.EndsWith("de mail is onderweg", Words((await bart.Get($"/buying/{Code}/for"))["#entered tbody tr"]!), StringComparison.Ordinal);
        coop.Write(db => db.Execute("update mail set sent_at = @Start where kind = 'ordered-for-you'", new { TestClock.Start }));
        Assert.EndsWith("ja, per mail", Words((await bart.Get($"/buying/{Code}/for"))["#entered tbody tr"]!), StringComparison.Ordinal);
        var csv = await bart.Get($"/buying/{Code}/for?handler=Csv&table=entered");
        Assert.Contains("114;Amara;1;8,00;Bart;", csv.Source, StringComparison.Ordinal);
        TestClock.Set(coop.Cycle().ClosesAt);
        await CycleClock.Run(coop.File, coop.Cycle().ClosesAt);
        var closed = await bart.Get($"/buying/{Code}/for");
        Assert.Null(closed["search"]);
        Assert.Contains("114 Amara", closed["#entered"]);

        static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("88", "/buying/2026-11/for/88")]
    [InlineData(" 88 ", "/buying/2026-11/for/88")]
    [InlineData("17", "/order/2026-11")]
    public async Task A_member_number_leads_straight_to_the_form(string typed, string address)
    {
        var (coop, _, _) = Shop();
        var bart = coop.As("Bart");
        Assert.Equal(address, (await bart.Get($"/buying/{Code}/for?q={Uri.EscapeDataString(typed)}")).Path);
    }

    [Theory]
    [InlineData("cagla", "88 Çağla")]
    [InlineData("oksana", "142 Дмитро Oksana")] // by the name of anybody of the household
    [InlineData("14", "142 Дмитро Oksana")]
    public async Task A_member_is_found_by_name_or_by_part_of_the_number(string typed, string found)
    {
        var (coop, _, _) = Shop();
        var page = await coop.As("Bart").Get($"/buying/{Code}/for?q={typed}");
        Assert.Contains(found, page.Html.QuerySelectorAll("#found .pick").Select(h => string.Join(' ', h.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
    }

    [Fact]
    public async Task The_way_there_stands_with_the_orders_of_an_open_month()
    {
        var (coop, _, _) = Shop();
        var bart = coop.As("Bart");
        Assert.Equal("Voor een lid bestellen", (await bart.Get($"/buying/{Code}"))["a#for"]);
        TestClock.Set(coop.Cycle().ClosesAt);
        await CycleClock.Run(coop.File, coop.Cycle().ClosesAt);
        Assert.Null((await bart.Get($"/buying/{Code}"))["a#for"]);
    }

    private static async Task<string> Run(TestCoop coop, TimeSpan later)
    {
        TestClock.Advance(later);
        return await Sitting.Run(coop.File, TestClock.Instance.GetUtcNow());
    }
}
