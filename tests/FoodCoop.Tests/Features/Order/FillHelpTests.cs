using FoodCoop.Features.Cycles;
using FoodCoop.Features.Order;
using FoodCoop.Platform;

namespace FoodCoop.Tests.Features.Order;

public sealed class FillHelpTests
{
    private static ShortOfCase Line(int asked, int flex, int others, int otherFlex, int size, int comes) => new(
        Quantity.Of(asked), Quantity.Of(flex), Quantity.Of(asked + others), Quantity.Of(flex + otherFlex), Quantity.Of(size), Quantity.One, Quantity.Of(comes));

    private static string Show(ShortOfCase line) => string.Join(", ", FillHelp.For(line).Select(s => $"{s.Way} {s.By.Invariant}: {s.Asked.Invariant}+{s.Flex.Invariant} gets {s.Comes.Invariant}"));

    [Theory]
    [InlineData(2, 0, 8, 0, 12, 0, "More 2: 4+0 gets 4, Flex 2: 2+2 gets 2")]
    [InlineData(2, 0, 8, 1, 12, 0, "More 1: 3+0 gets 3, Flex 1: 2+1 gets 2")] // one is promised by another
    [InlineData(2, 0, 11, 0, 12, 1, "Less 1: 1+0 gets 1, More 11: 13+0 gets 13, Flex 11: 2+11 gets 2")] // the thirteenth is mine, and would not come
    [InlineData(2, 0, 11, 0, 12, 2, "Less 1: 1+0 gets 1, More 11: 13+0 gets 13, Flex 11: 2+11 gets 2")] // it is another's, and one less of mine is the smallest way
    [InlineData(2, 0, 5, 4, 6, 1, "More 1: 3+0 gets 3, Flex 1: 2+1 gets 2, Less 1: 1+0 gets 1")]
    [InlineData(8, 0, 9, 0, 12, 8, "More 7: 15+0 gets 15, Flex 7: 8+7 gets 8, Less 5: 3+0 gets 3")]
    [InlineData(3, 0, 0, 0, 6, 0, "More 3: 6+0 gets 6, Flex 3: 3+3 gets 3")] // less would be nothing at all, and no case
    [InlineData(4, 0, 8, 0, 12, 4, "")] // full
    [InlineData(2, 1, 8, 1, 12, 4, "")] // full with what is promised
    public void The_smallest_changes_that_complete_a_case_are_proposed(int asked, int flex, int others, int otherFlex, int size, int comes, string expected) =>
        Assert.Equal(string.Join(", ", expected.Split(", ").OrderBy(By)), Show(Line(asked, flex, others, otherFlex, size, comes)));

    [Fact]
    public void What_is_proposed_is_never_refused_completes_the_case_and_takes_no_more_than_is_needed()
    {
        var seen = 0;
        for (var size = 1; size <= 6; size++)
            for (var asked = 0; asked <= 7; asked++)
                for (var flex = 0; flex <= 3; flex++)
                    for (var others = 0; others <= 9; others++)
                        for (var otherFlex = 0; otherFlex <= 3; otherFlex++)
                            for (var comes = 0; comes <= asked; comes++)
                            {
                                var line = Line(asked, flex, others, otherFlex, size, comes);
                                foreach (var step in FillHelp.For(line))
                                {
                                    Assert.True(FillRule.Accepts(line.AllAsked, line.Asked, step.Asked, line.CaseSize), $"{line} {step}");
                                    var all = line.AllAsked - line.Asked + step.Asked;
                                    Assert.True(FillRule.AcceptsFlex(all, line.AllFlex, line.Flex, step.Flex, line.CaseSize), $"{line} {step}");
                                    Assert.True(Cases.ToFill(all, line.AllFlex - line.Flex + step.Flex, line.CaseSize).IsZero && Cases.Count(all, line.AllFlex - line.Flex + step.Flex, line.CaseSize) > 0, $"{line} {step}");
                                    if (step.Way == FillWay.More) Assert.False(Cases.ToFill(line.AllAsked + step.By - Quantity.One, line.AllFlex, line.CaseSize).IsZero && step.By > Quantity.One, $"{line} {step}");
                                    if (step.Way == FillWay.Less) Assert.True(step.Comes >= line.Comes || step.By < Cases.ToFill(line.AllAsked, line.AllFlex, line.CaseSize), $"{line} {step}");
                                    seen++;
                                }
                            }
        Assert.True(seen > 10_000, $"{seen}");
    }

    [Fact]
    public async Task A_button_completes_the_case_in_the_fill_phase()
    {
        var (coop, rice) = Short();
        var amara = coop.As("Amara");
        var form = await amara.Get($"/order/{Scene.Code}");
        Assert.Equal($"/order/{Scene.Code}/fill", form.Html.QuerySelector(".note.warn a")!.GetAttribute("href"));
        var page = await amara.Get($"/order/{Scene.Code}/fill");
        Assert.Equal("4 of 6 2 more to fill it", page[".fill-help .case"]); // as in the form's rows
        Assert.Contains("none of your 2 comes", page.Text);
        Assert.Contains("Completes the case: 6 of 6. You get 4, € 5.00 more to pay.", page.Text);
        var after = await amara.Submit(page, "form:has([data-way=More])");
        Assert.Equal("Saved: Zilvervliesrijst 4. The case is full.", after["#messages .message"]);
        Assert.Contains("All cases of your order are full", after.Text);
        Assert.Equal(4000, Asked(coop, rice, 114));
    }

    [Fact]
    public async Task What_another_did_meanwhile_is_said_and_nothing_is_overwritten()
    {
        var (coop, rice) = Short();
        var amara = coop.As("Amara");
        var page = await amara.Get($"/order/{Scene.Code}/fill");
        coop.Ask(rice, "Bart", 4, seen: 1); // fills it
        var after = await amara.Submit(page, "form:has([data-way=More])");
        Assert.Equal(422, after.Status);
        Assert.Contains("You can set 2 or 8", after.Text);
        Assert.Equal(2000, Asked(coop, rice, 114));
    }

    [Fact]
    public async Task Who_has_no_order_and_who_comes_after_closing_are_told_so()
    {
        var (coop, _) = Short();
        var cagla = coop.As("Çağla");
        Assert.Contains("Je hebt nog geen bestelling", (await cagla.Get($"/order/{Scene.Code}/fill")).Text);
        TestClock.Set(coop.Cycle().ClosesAt);
        Assert.Contains("gesloten", (await cagla.Get($"/order/{Scene.Code}/fill")).Text);
        Assert.Equal(404, (await cagla.Get("/order/2031-01/fill")).Status);
    }

    /// <summary>Two hours into the fill phase: Bart asks 2 and Amara 2 of a case of 6.</summary>
    private static (TestCoop Coop, Id<Offer> Rice) Short()
    {
        var coop = new TestCoop();
        coop.OpenCycle();
        var rice = coop.Offer("Zilvervliesrijst");
        coop.Ask(rice, "Bart", 2);
        coop.Ask(rice, "Amara", 2);
        TestClock.Set(coop.Cycle().FillAt.AddHours(2));
        return (coop, rice);
    }

    private static long Asked(TestCoop coop, Id<Offer> offer, int member) => coop.Read(db => db.One<long>(
        "select l.asked from order_line l join member m on m.id = l.member_id where l.offer_id = @offer and m.number = @member", new { offer, member }));

    private static int By(string step) => step.Length == 0 ? 0 : int.Parse(step.Split(' ', ':')[1]);
}
