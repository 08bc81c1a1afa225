using static FoodCoop.Tests.Features.Order.FormTests;

namespace FoodCoop.Tests.Features.Order;

/// <summary>What the form says of what it did not save, with script and without.</summary>
public sealed class RefusedTests
{
    [Theory]
    [InlineData("en", "This could not be saved before", "Zilvervliesrijst: 5 (up to 1 more) (saved is 2)")]
    [InlineData("nl", "Dit kon niet meer worden opgeslagen", "Zilvervliesrijst: 5 (eventueel 1 meer) (opgeslagen is 2)")]
    public async Task A_plain_form_that_comes_after_the_deadline_is_answered_with_what_was_typed_above_the_result(string language, string words, string line)
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        var (rice, lentils) = (coop.Offer("Zilvervliesrijst"), coop.Offer("Rode linzen"));
        coop.Write(db => db.Execute("update person set language = @language where name = 'Amara'", new { language }));
        var amara = coop.As("Amara");
        await Tap(amara, await amara.Get($"/order/{Scene.Code}"), rice, "2", seen: 0);
        var page = await amara.Get($"/order/{Scene.Code}");
        TestClock.Set(coop.Cycle().ClosesAt);
        var after = await amara.Submit(page, "#order", new Dictionary<string, string> { [$"a{rice}"] = "5", [$"f{rice}"] = "1", [$"a{lentils}"] = "viel" });
        Assert.Equal(422, after.Status);
        Assert.Contains(words, after["#unsaved"], StringComparison.Ordinal);
        Assert.Equal([language == "nl" ? "Rode linzen: viel (opgeslagen is 0)" : "Rode linzen: viel (saved is 0)", line], after.Html.QuerySelectorAll("#unsaved li").Select(l => l.TextContent));
        Assert.Equal(2000, Line(coop, rice).Asked);
        Assert.Null((await amara.Get($"/order/{Scene.Code}")).Html.QuerySelector("#unsaved"));
    }

    [Fact]
    public async Task Who_asks_alone_is_told_about_the_case_and_not_about_others()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        var figs = coop.Offer("Vijgen", caseSize: 10000);
        var (amara, cagla) = (coop.As("Amara"), coop.As("Çağla"));
        var page = await amara.Get($"/order/{Scene.Code}");
        await Tap(amara, page, figs, "10", seen: 0);
        TestClock.Set(coop.Cycle().FillAt.AddHours(1));
        var (status, answer) = await Tap(amara, page, figs, "9", seen: 1, change: 2);
        Assert.Equal((422, "Vijgen: a case is full or it does not come, and nobody else asks for this. You can set 0 or 10."), (status, answer.GetProperty("error").GetString()));
        coop.Write(db => db.Execute("update person set language = 'nl' where name = 'Amara'"));
        (_, answer) = await Tap(amara, page, figs, "9", seen: 1, change: 3);
        Assert.Equal("Vijgen: een doos is vol of komt niet, en niemand anders vraagt dit. Je kunt 0 of 10 nemen.", answer.GetProperty("error").GetString());
        Assert.Equal(200, (await Tap(amara, page, figs, "0", seen: 1, change: 4)).Status);
        await Tap(amara, page, figs, "10", seen: 2, change: 5);
        await Tap(cagla, await cagla.Get($"/order/{Scene.Code}"), figs, "10", seen: 0);
        (_, answer) = await Tap(amara, page, figs, "9", seen: 3, change: 6);
        Assert.Contains("anderen (9)", answer.GetProperty("error").GetString());
    }

    [Fact]
    public async Task In_a_plain_form_what_is_wrong_is_named_above_the_list_and_beside_its_row_and_the_bar_only_counts()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        var (rice, lentils) = (coop.Offer("Zilvervliesrijst"), coop.Offer("Rode linzen"));
        var amara = coop.As("Amara");
        var after = await amara.Submit(await amara.Get($"/order/{Scene.Code}"), "#order", new Dictionary<string, string> { [$"a{rice}"] = "viel", [$"a{lentils}"] = "2" });
        Assert.Contains("Not everything could be saved", after["main .note.bad"], StringComparison.Ordinal);
        Assert.Equal("Not saved: 1", after["#saved"]);
    }
}
