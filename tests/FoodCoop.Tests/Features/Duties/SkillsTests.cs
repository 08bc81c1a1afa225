using FoodCoop.Platform;
using FoodCoop.Tests.Features.Shifts.Board;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Duties;

public sealed class SkillsTests
{
    private readonly TestCoop coop = BoardScene.Ready();

    [Fact]
    public async Task Who_has_done_a_duty_before_is_said_by_hand_and_counts_as_experience_until_it_is_taken_away()
    {
        var elif = coop.As("Elif");
        var page = await elif.Submit(await elif.Get("/roster/skills"), "form.knows", new { person = Person(coop, "Amara"), duty = 1 });
        Assert.Contains("Lossen: 1 persoon", page.Text);
        Assert.Contains("done-1", BoardScene.Planned(coop, 114).Skills);
        Assert.DoesNotContain("done-2", BoardScene.Planned(coop, 114).Skills);
        Assert.DoesNotContain("je eerste dienst", (await coop.As("Amara").Get("/shifts")).Text);
        page = await elif.Submit(page, "form.forget[data-name=Amara]");
        Assert.DoesNotContain("done-1", BoardScene.Planned(coop, 114).Skills);
        Assert.Null(page.Html.QuerySelector("#experience details"));
    }

    [Fact]
    public async Task Everybody_at_once_knows_every_duty_for_a_co_op_that_has_long_been_going()
    {
        var elif = coop.As("Elif");
        var page = await elif.Submit(await elif.Get("/roster/skills"), "form.knows", new { person = 0, duty = 0 });
        Assert.Contains("20 keer opgeschreven", page.Html.Body!.TextContent); // ten people, two duties
        Assert.All(BoardScene.BoardOf(coop).Members, m => Assert.False(BoardScene.BoardOf(coop).IsFirstTime(m.Id)));
        page = await elif.Submit(page, "form.knows", new { person = 0, duty = 0 });
        Assert.Contains("Dat stond er al", page.Html.Body!.TextContent);
        page = await elif.Submit(page, "#experience details[data-duty=Unloading] form.forget-all");
        Assert.Contains("Weggenomen bij 10 mensen", page.Html.Body!.TextContent);
        Assert.Equal(["done-2"], BoardScene.Planned(coop, 114).Skills);
    }

    [Fact]
    public async Task A_person_or_a_duty_that_is_not_there_is_refused()
    {
        var elif = coop.As("Elif");
        var page = await elif.Get("/roster/skills");
        Assert.Equal(422, (await elif.Submit(page, "form.knows", new { person = 9999, duty = 1 })).Status);
        Assert.Equal(422, (await elif.Submit(page, "form.knows", new { person = 0, duty = 9999 })).Status);
        Assert.Equal(422, (await elif.Submit(page, "form.not-lift", new { person = 9999 })).Status);
        Assert.Equal(0, coop.Read(db => db.One<int>("select count(*) from person_duty")));
    }

    [Fact]
    public async Task Who_may_not_lift_gets_no_shift_with_lifting_and_only_coordinators_see_it()
    {
        coop.Write(db => db.Execute("update duty set lifting = 1 where id = 1"));
        Take(coop, First, "Unloading", 114);
        var elif = coop.As("Elif");
        var page = await elif.Submit(await elif.Get("/roster/skills"), "form.not-lift", new { person = Person(coop, "Amara") });
        Assert.Contains("Amara krijgt geen diensten meer waarbij je tilt, maar heeft nog een plek bij: Lossen, vrijdag 25 december, 17:00", page.Html.Body!.TextContent);
        Assert.True(BoardScene.Planned(coop, 114).MayNotLift);
        Assert.Throws<Refused>(() => Take(coop, Second, "Unloading", 114));
        Assert.Equal(403, (await coop.As("Bart").Get("/roster/skills")).Status);
        page = await elif.Submit(page, "form.lift[data-name=Amara]");
        Assert.Null(page.Html.QuerySelector("form.lift"));
        Assert.False(BoardScene.Planned(coop, 114).MayNotLift);
    }

    [Fact]
    public async Task A_person_says_so_alone_at_any_time_and_the_planner_keeps_to_it_when_nobody_of_the_household_may()
    {
        coop.Write(db => db.Execute("update duty set lifting = 1 where id = 1"));
        var oksana = coop.As("Oksana");
        var page = await oksana.Get("/shifts/wishes");
        Assert.Contains("Er worden nu geen wensen gevraagd", page.Text);
        page = await oksana.Submit(page, "#lifting form");
        Assert.Contains("Je zei dat je niet mag tillen", page.Text);
        Assert.Contains("May you not lift heavy things?", (await coop.As("Дмитро").Get("/shifts/wishes")).Text); // of the same household, and sees nothing of it
        Assert.False(BoardScene.Planned(coop, 142).MayNotLift); // Дмитро may
        var dmytro = coop.As("Дмитро");
        await dmytro.Submit(await dmytro.Get("/shifts/wishes"), "#lifting form");
        Assert.True(BoardScene.Planned(coop, 142).MayNotLift);
        Assert.Contains("Oksana", (await coop.As("Elif").Get("/roster/skills"))["#lifting"]);
        var elif = coop.As("Elif");
        await BoardScene.Plan(elif);
        Assert.DoesNotContain(BoardScene.Spots(coop), s => s.StartsWith("142 Unloading", StringComparison.Ordinal));
        page = await oksana.Submit(page, "#lifting form");
        Assert.Contains("Je kunt weer diensten krijgen", page.Html.Body!.TextContent.Replace("Opgeschreven: je", "Je", StringComparison.Ordinal));
        Assert.False(BoardScene.Planned(coop, 142).MayNotLift);
    }
}
