using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FoodCoop.Browser;

/// <summary>The main job, end to end, as its people do it: from a wholesaler's list to a packed crate and a word that it is paid.</summary>
[Collection(Browsing.Name)]
public sealed partial class JourneyTests(Chromium chromium)
{
    private const string Cycle = "2026-12";

    [Fact]
    public async Task From_a_wholesalers_list_to_a_packed_crate_and_a_word_that_it_is_paid()
    {
        await using var program = await ProgramUnderTest.StartAsync();
        await BringsInAList(program);
        var amara = await Orders(program, "member", "Linzen", "en", "order-phone");
        var host = await Orders(program, "host", "Appel", "nl", "order-phone-nl");

        await program.Restart(new DateTimeOffset(2026, 12, 2, 22, 5, 0, TimeSpan.FromHours(1)));

        var result = await SeesWhatComes(program);
        await SendsTheOrders(program);
        var slip = await PrintsAndSettles(program);
        Assert.Equal(result, slip); // paper and screen
        Assert.NotEqual("", amara + host);
        await SaysPaid(program, result);
        await SeesWhoPaid(program, result);
    }

    private async Task BringsInAList(ProgramUnderTest program)
    {
        await using var buyer = await Window.Open(chromium, program);
        await buyer.SignInAs("buyer");
        await buyer.Go("/buying");
        await buyer.Page.ClickAsync("a[href^='/buying/suppliers/']:has-text('Rijpe Aar')");
        await buyer.Page.SetInputFilesAsync("input[type=file]", Path.Combine(program.Folder, "price-lists", "de-rijpe-aar-volgende-maand.csv"));
        await buyer.Page.ClickAsync("form.upload button");
        await buyer.Page.WaitForSelectorAsync("#counts");
        Assert.Equal(["25", "8", "10", "2"], await buyer.Page.Locator("#counts a .count").AllInnerTextsAsync()); // changed, gone, new, unreadable
        await buyer.Screenshot("import-preview");
        await buyer.HoldsToAxe();
        await buyer.Page.ClickAsync("#apply");
        await buyer.Page.WaitForSelectorAsync("#applied");
        Assert.Empty(buyer.Errors);
    }

    /// <summary>Searches, taps, sees it saved; the total is still there after a reload.</summary>
    private async Task<string> Orders(ProgramUnderTest program, string who, string search, string language, string picture)
    {
        await using var phone = await Window.Open(chromium, program, phone: true, language);
        await phone.SignInAs(who);
        await phone.Screenshot($"today-{who}");
        await phone.Go("/order");
        await phone.HoldsItsWidth();
        await phone.Screenshot(picture);
        await phone.Page.FillAsync("#q", search[..^1]); // a slip of the finger: the last letter is missing
        var item = phone.Page.Locator(".item:visible").First;
        var before = await item.Locator("input.amount").InputValueAsync();
        await item.Locator("button.plus").ClickAsync();
        await item.Locator("button.plus").ClickAsync();
        await Assertions.ToBeSaved(phone.Page);
        var after = await item.Locator("input.amount").InputValueAsync();
        Assert.NotEqual(before, after);
        var field = await item.Locator("input.amount").GetAttributeAsync("name");
        var total = await phone.Page.InnerTextAsync("#total");
        await phone.Screenshot(picture + "-search");
        await phone.HoldsToAxe();
        await phone.Page.ReloadAsync();
        Assert.Equal(total, await phone.Page.InnerTextAsync("#total"));
        Assert.Equal(after, await phone.Page.InputValueAsync($"input[name={field}]"));
        Assert.Empty(phone.Errors);
        Assert.Empty(phone.Strangers);
        return total;
    }

    private async Task<string> SeesWhatComes(ProgramUnderTest program)
    {
        await using var phone = await Window.Open(chromium, program, phone: true);
        await phone.SignInAs("member");
        await phone.Go($"/order/{Cycle}");
        await phone.Page.WaitForSelectorAsync("#result");
        await phone.HoldsItsWidth();
        await phone.HoldsToAxe();
        await phone.Screenshot("result-phone");
        return Amount(await phone.Page.InnerTextAsync("dl.facts dd.sum"));
    }

    /// <summary>Downloads the three files of each supplier: they agree with the screen; then says that they are sent.</summary>
    private async Task SendsTheOrders(ProgramUnderTest program)
    {
        await using var buyer = await Window.Open(chromium, program);
        await buyer.SignInAs("buyer");
        await buyer.Go($"/buying/{Cycle}");
        await buyer.Screenshot("supplier-orders");
        await buyer.HoldsToAxe();
        var first = buyer.Page.Locator("section[data-supplier]:has(a[href$='.csv'])").First;
        var expected = Amount(await first.Locator(".big").InnerTextAsync());
        var pdf = await buyer.File(await first.Locator("a[href$='.pdf']").GetAttributeAsync("href"));
        var csv = Encoding.UTF8.GetString(await buyer.File(await first.Locator("a[href$='.csv']").GetAttributeAsync("href")));
        var txt = Encoding.UTF8.GetString(await buyer.File(await first.Locator("a[href$='.txt']").GetAttributeAsync("href")));
        Print.Picture(pdf, "supplier-order");
        Assert.Contains(expected, Amounts(Print.Text(pdf))); // on paper in the supplier's language
        var codes = txt.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(codes, line => Assert.Matches(@"^[^\t]+\t[0-9.]+\r?$", line));
        Assert.True(csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length > codes.Length, csv);
        while (await buyer.Page.Locator("form.sent button").CountAsync() > 0) await buyer.Page.Locator("form.sent button").First.ClickAsync();
        Assert.Empty(buyer.Errors);
    }

    /// <summary>Prints, unpacks, holds the pickup and charges. Gives the total on Amara's packing slip.</summary>
    private async Task<string> PrintsAndSettles(ProgramUnderTest program)
    {
        await using var host = await Window.Open(chromium, program);
        await host.SignInAs("host");
        await host.Go($"/pickup/{Cycle}");
        await host.Screenshot("pickup-day");
        await host.HoldsToAxe();
        var picks = await host.File($"/pickup/{Cycle}/pick-list.pdf");
        var slips = await host.File($"/pickup/{Cycle}/packing-slips.pdf?per=page");
        Print.Picture(picks, "pick-list");
        Print.Picture(await host.File($"/pickup/{Cycle}/packing-slips.pdf"), "packing-slips");
        Assert.Matches(@"\b114 Amara", Print.Text(picks));
        var slip = SlipOf114().Match(Print.Text(slips));
        Assert.True(slip.Success, "There is no packing slip for 114 with a total.");
        await host.Page.ClickAsync("form.arrived button");
        await host.Page.ClickAsync("form.begin button");
        await host.Go($"/pickup/{Cycle}/charge");
        Assert.Contains(Amount(slip.Groups["total"].Value), Amounts(await host.Page.Locator("#charge tr:has-text('Amara')").InnerTextAsync()));
        await host.Page.ClickAsync("form.charge button");
        await host.Page.WaitForSelectorAsync(".message.good, .note.good");
        Assert.Empty(host.Errors);
        return Amount(slip.Groups["total"].Value);
    }

    private async Task SaysPaid(ProgramUnderTest program, string total)
    {
        await using var phone = await Window.Open(chromium, program, phone: true);
        await phone.SignInAs("member");
        await phone.Go("/account");
        await phone.HoldsItsWidth();
        await phone.HoldsToAxe();
        await phone.Screenshot("my-account");
        var card = phone.Page.Locator($".card:has(a[href='/account/statement/{Cycle}'])");
        Assert.Equal(total, Amount(await card.Locator(".big").InnerTextAsync()));
        await card.Locator("form.paid button").ClickAsync();
        await phone.Page.WaitForSelectorAsync(".message.good");
        await phone.Go($"/account/statement/{Cycle}");
        Assert.Equal(total, Amount(await phone.Page.InnerTextAsync("#total")));
        Assert.Empty(phone.Errors);
    }

    private async Task SeesWhoPaid(ProgramUnderTest program, string total)
    {
        await using var treasurer = await Window.Open(chromium, program);
        await treasurer.SignInAs("treasurer");
        await treasurer.Go("/money");
        await treasurer.Screenshot("money");
        await treasurer.Go("/money/members/114");
        var entries = await treasurer.Page.Locator("#entries tbody tr").AllInnerTextsAsync();
        Assert.Equal(2, entries.Count(e => Amounts(e).Contains(total))); // the charge and the word that it is paid
        Assert.Empty(treasurer.Errors);
    }

    /// <summary>"€ 1,234.50", "−€ 71.05" and "€ 1.234,50" are 1234.50, 71.05 and 1234.50.</summary>
    private static string Amount(string text) => Amounts(text)[0];

    private static List<string> Amounts(string text) => [.. AnAmount().Matches(text).Select(m => decimal.Parse(
        m.Value.Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal).Insert(m.Value.Count(char.IsDigit) - 2, "."),
        CultureInfo.InvariantCulture).ToString("N2", CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"\d{1,3}(?:[.,]?\d{3})*[.,]\d\d(?!\d)")]
    private static partial Regex AnAmount();

    [GeneratedRegex(@"Amara[^€]{0,80}\b114\b.*?€ ?(?<total>[\d.,]+)", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex SlipOf114();
}
