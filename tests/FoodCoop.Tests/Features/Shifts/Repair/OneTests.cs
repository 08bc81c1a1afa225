using static FoodCoop.Tests.Features.Shifts.Exchange.SwapsTests;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Shifts.Repair;

public sealed class OneTests
{
    [Fact]
    public async Task One_drop_out_shows_who_is_free_with_the_phone_and_moves_nobody()
    {
        var coop = Scene();
        var spot = Take(coop, First, "Checkout", 114, how: "plan");
        var page = await coop.As("Elif").Get($"/roster/repair/{spot}");
        Assert.Equal(200, page.Status);
        Assert.Contains("In plaats van Amara", page.Text);
        Assert.Contains("Bart", page.Text); // owes a shift and has none
        Assert.Contains("06-0000017", page.Text);
        Assert.Equal([114], In(coop, First, "Checkout"));
        Assert.NotEqual(200, (await coop.As("Bart").Get($"/roster/repair/{spot}", follow: false)).Status);
    }

    [Fact]
    public async Task Where_nobody_is_free_others_are_named_who_could_move()
    {
        var coop = Scene();
        var spot = Take(coop, First, "Checkout", 114, how: "plan");
        Take(coop, First, "Unloading", 17, how: "plan");
        Take(coop, First, "Unloading", 88, how: "plan");
        coop.Write(db => db.Execute("insert into exemption (member_id, kind, from_on, given_at) select id, 'travel', '2026-01-01', @Starts from member where number not in (114, 17, 88)", new { Starts }));
        var page = await coop.As("Elif").Get($"/roster/repair/{spot}");
        Assert.Contains("van Lossen, vrijdag 25 december naar Kassa", page[".chain"]);
    }
}
