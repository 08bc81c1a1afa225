using static FoodCoop.Tests.Features.Shifts.Board.BoardScene;

namespace FoodCoop.Tests.Features.Shifts.Board;

/// <summary>The forms of the board, by which everything can be done that is done by dragging.</summary>
public sealed class ByHandTests
{
    [Fact]
    public async Task Somebody_is_moved_by_hand_from_the_page_that_says_why()
    {
        var coop = Ready();
        var elif = coop.As("Elif");
        await Plan(elif);
        var (who, free) = MoveThatFits(coop);
        var (member, from) = (who.Split('-')[0], who.Split('-')[1]);
        var number = coop.Read(db => db.One<int>("select number from member where id = @member", new { member }));
        await elif.Submit(await elif.Get($"{Address}/why/{number}/{from}"), "#elsewhere", new { to = free.Id.ToString() });
        Assert.Contains(BoardOf(coop).Spots, s => s.ShiftId == free.Id && s.MemberId.ToString() == member && s.Fixed);
    }

    [Fact]
    public async Task The_shift_can_be_chosen_in_the_list_above_the_board_and_is_asked_for_when_it_was_not()
    {
        var coop = Ready();
        var elif = coop.As("Elif");
        var (who, shift) = (Who(coop, 114), To(coop, ShiftScene.Second, "Checkout"));
        var page = await elif.Submit(await elif.Get(Address), "#move", new { Who = who });
        Assert.Equal(422, page.Status);
        Assert.Contains("Kies ook een dienst voor Amara", page.Text);
        Assert.NotNull(page.Html.QuerySelector($"input[name=Who][value='{who}'][checked]")); // who was chosen still is
        await elif.Submit(page, "#move", new { Who = who, Chosen = shift });
        Assert.Equal(["114 Checkout " + ShiftScene.Second], Spots(coop));
    }

    [Fact]
    public async Task A_member_is_added_by_its_number_or_by_a_name_that_only_one_has()
    {
        var coop = Ready();
        var elif = coop.As("Elif");
        foreach (var (typed, told) in ((string, string)[])[("", "Typ het nummer of de naam"), ("9998", "Geen actief lid heeft het nummer of de naam “9998”"), ("a", "Meer leden heten “a”")])
        {
            var page = await elif.Submit(await elif.Get(Address), "#add", new { Somebody = typed, to = To(coop, ShiftScene.First, "Unloading") });
            Assert.Equal(422, page.Status);
            Assert.Contains(told, page["#add"]);
        }
        Assert.Empty(Spots(coop));
        await elif.Submit(await elif.Get(Address), "#add", new { Somebody = "114", to = To(coop, ShiftScene.First, "Unloading") });
        await elif.Submit(await elif.Get(Address), "#add", new { Somebody = "cagla", to = To(coop, ShiftScene.First, "Unloading") });
        Assert.Equal(["114 Unloading " + ShiftScene.First, "88 Unloading " + ShiftScene.First], Spots(coop));
    }
}
