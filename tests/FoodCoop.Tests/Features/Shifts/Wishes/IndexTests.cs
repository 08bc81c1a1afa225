using AngleSharp.Html.Dom;
using static FoodCoop.Tests.Features.Shifts.Board.BoardScene;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Shifts.Wishes;

public sealed class IndexTests
{
    private static readonly DateTimeOffset s_until = new(2026, 12, 6, 23, 0, 0, TimeSpan.Zero);

    private static TestCoop Asked()
    {
        var coop = Ready();
        coop.Write(db => db.Execute("update rotation set wishes_opened_at = @Before, wishes_until = @s_until where id = 1", new { Before, s_until }));
        return coop;
    }

    [Fact]
    public async Task A_member_tells_its_wishes_and_changes_them_until_the_deadline()
    {
        var coop = Asked();
        var amara = coop.As("Amara");
        var page = await amara.Get("/shifts/wishes");
        var (checkout, unloading) = (To(coop, First, "Checkout"), To(coop, Second, "Unloading"));
        page = await amara.Submit(page, "#wishes", new { Cannot = Second, Like = new[] { checkout, "0", "0" }, RatherNot = unloading, Partner = "cagla" });
        Assert.Contains("Your wishes are saved", page.Html.Body!.TextContent);
        var member = Planned(coop, 114);
        Assert.Equal([new DateOnly(2027, 1, 29)], member.CannotDates);
        Assert.Equal([checkout], member.Likes.Select(l => l.Shift));
        Assert.Equal([unloading], member.RatherNot.Select(l => l.Shift));
        Assert.Equal(Member(coop, 88).ToString(), member.Partner);
        TestClock.Set(s_until.AddSeconds(-1));
        page = await amara.Submit(await amara.Get("/shifts/wishes"), "#wishes", new { Partner = "17", Cannot = Array.Empty<string>() });
        Assert.Equal(200, page.Status);
        Assert.Equal(Member(coop, 17).ToString(), Planned(coop, 114).Partner);
        Assert.Empty(Planned(coop, 114).CannotDates);
    }

    [Fact]
    public async Task Wishes_after_the_deadline_are_refused_with_what_was_typed_kept()
    {
        var coop = Asked();
        var amara = coop.As("Amara");
        var page = await amara.Get("/shifts/wishes");
        TestClock.Set(s_until);
        page = await amara.Submit(page, "#wishes", new { Cannot = First, Partner = "Bart" });
        Assert.Equal(422, page.Status);
        Assert.Contains("The last day for wishes has passed", page.Text);
        Assert.Equal("Bart", ((IHtmlInputElement)page.Html.QuerySelector("#Partner")!).Value);
        Assert.NotNull(page.Html.QuerySelector($"input[name=Cannot][value='{First}'][checked]"));
        Assert.Null(Planned(coop, 114).Partner);
        Assert.Contains("The last day for wishes has passed", (await amara.Get("/shifts/wishes")).Text);
    }

    [Fact]
    public async Task Of_two_dates_at_least_one_stays_open_unless_a_coordinator_agreed()
    {
        var coop = Asked();
        var amara = coop.As("Amara");
        var both = new { Cannot = new[] { First, Second } };
        var page = await amara.Submit(await amara.Get("/shifts/wishes"), "#wishes", both);
        Assert.Equal(422, page.Status);
        Assert.Contains("Leave one of the two days open", page.Text);
        Assert.Empty(Planned(coop, 114).CannotDates);
        var elif = coop.As("Elif");
        await elif.Submit(await elif.Get(Address), "#agree", new { NeitherDay = "Amara" });
        Assert.Equal(2, Planned(coop, 114).CannotDates.Count);
        Assert.Equal(200, (await amara.Submit(await amara.Get("/shifts/wishes"), "#wishes", new { Partner = "17" })).Status);
        Assert.Equal(2, Planned(coop, 114).CannotDates.Count);
    }

    [Theory]
    [InlineData("999", "No member has the name or number")]
    [InlineData("Amara", "is your own household")]
    public async Task A_partner_that_cannot_be_is_told_beside_the_field(string partner, string said)
    {
        var coop = Asked();
        var amara = coop.As("Amara");
        var page = await amara.Submit(await amara.Get("/shifts/wishes"), "#wishes", new { Partner = partner });
        Assert.Equal(422, page.Status);
        Assert.Contains(said, page.Text);
    }

    [Fact]
    public async Task The_same_shift_is_not_liked_twice_nor_liked_and_disliked()
    {
        var coop = Asked();
        var amara = coop.As("Amara");
        var (page, id) = (await amara.Get("/shifts/wishes"), To(coop, First, "Checkout"));
        Assert.Contains("stands here twice", (await amara.Submit(page, "#wishes", new { Like = new[] { id, id } })).Text);
        Assert.Contains("Choose one of the two", (await amara.Submit(page, "#wishes", new { Like = id, RatherNot = id })).Text);
    }

    [Fact]
    public async Task Nobody_is_asked_before_the_wishes_are_opened()
    {
        Assert.Contains("No wishes are asked now", (await Ready().As("Amara").Get("/shifts/wishes")).Text);
    }
}
