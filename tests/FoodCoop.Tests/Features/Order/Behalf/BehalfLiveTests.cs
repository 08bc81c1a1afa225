using FoodCoop.Features.Order.Live;
using FoodCoop.Tests.Features.Order.Live;
using Microsoft.Extensions.DependencyInjection;
using static FoodCoop.Tests.Features.Order.Behalf.BehalfScene;

namespace FoodCoop.Tests.Features.Order.Behalf;

/// <summary>A member and the buyer who orders for it each see on their open pages what the other does; nobody else does.</summary>
public sealed class BehalfLiveTests
{
    private const string Own = $"/order/{Code}";

    [Fact]
    public async Task The_members_open_form_hears_of_the_buyers_change_with_the_mark_and_the_buyers_of_the_members()
    {
        var (coop, rice, _) = Shop();
        await using var amara = await Ear.Open(coop, "Amara");
        await using var bart = await Ear.Open(coop, "Bart", path: For(114));
        await using var others = await Ear.Open(coop, "Çağla");
        await coop.Tap("Bart", For(114), rice, "3", seen: 0);
        Round(coop);
        foreach (var ear in (Ear[])[amara, bart])
        {
            var own = (await ear.Next()).Data.GetProperty("mine").GetProperty($"{rice}");
            Assert.Equal((3000, 1, "Bart"), (own[0].GetInt64(), own[2].GetInt64(), own[4].GetString()));
        }
        Assert.False((await others.Next()).Data.TryGetProperty("mine", out _));
        await coop.Tap("Amara", Own, rice, "4", seen: 1);
        Round(coop);
        var now = (await bart.Next()).Data.GetProperty("mine").GetProperty($"{rice}");
        Assert.Equal((4000, ""), (now[0].GetInt64(), now[4].GetString()));
    }

    [Fact]
    public async Task Who_is_no_buyer_any_more_hears_no_more_of_others_lines()
    {
        var (coop, _, _) = Shop();
        await using var others = await Ear.Open(coop, "Bart", path: For(114));
        await using var own = await Ear.Open(coop, "Bart");
        coop.Write(db => db.Execute("delete from person_role where role = 'Buyer'"));
        for (var i = 0; i < 15; i++) Round(coop);
        Assert.Equal("out", (await others.Next()).Kind);
        Assert.True(await others.HasEnded());
        coop.Ask(coop.Offer("Zout"), "Bart", 1);
        Round(coop);
        Assert.Equal("change", (await own.Next()).Kind);
    }

    private static void Round(TestCoop coop) => TestHost.Instance.Services.GetRequiredService<LiveRounds>().Round(coop.File, TestClock.Instance.GetUtcNow());
}
