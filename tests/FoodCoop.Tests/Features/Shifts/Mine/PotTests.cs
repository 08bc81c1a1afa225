using FoodCoop.Features.Shifts;
using static FoodCoop.Tests.Features.Shifts.Exchange.SwapsTests;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Shifts.Mine;

public sealed class PotTests
{
    [Fact]
    public async Task Who_is_ahead_gives_a_shift_and_who_cannot_takes_it()
    {
        var coop = Scene();
        coop.Write(db => DutyAccount.Correct(db, Member(coop, 17), 2, "Extra gedaan", Starts, Person(coop, "Elif")));
        var (amara, bart) = (coop.As("Amara"), coop.As("Bart"));
        Assert.Null((await amara.Get("/shifts/pot")).Html.QuerySelector("form.receive")); // the pot is empty
        var page = await bart.Submit(await bart.Get("/shifts/pot"), "form.give");
        Assert.Contains("1", page[".figures .big"]);
        await amara.Submit(await amara.Get("/shifts/pot"), "form.receive");
        Assert.Equal((0, 0, 0), (Balance(coop, 17), Balance(coop, 114), coop.Read(DutyAccount.Pot)));
    }

    [Fact]
    public async Task The_figures_count_spots_and_stand_ins_and_name_nobody()
    {
        var coop = Scene();
        var spot = Take(coop, First, "Checkout", 114, how: "stand-in");
        coop.Write(db => DutyAccount.Mark(db, spot, "came", Starts, Person(coop, "Elif")));
        var bart = coop.As("Bart");
        Assert.Null((await bart.Get("/shifts/figures")).Html.QuerySelector("#rotations")); // nobody has been planned yet
        coop.Write(db => db.Execute("update rotation set published_at = @Starts where id = 1", new { Starts }));
        var page = await bart.Get("/shifts/figures");
        Assert.Contains("1 van 6", page["#rotations"]);
        Assert.DoesNotContain("Amara", page.Text);
        Assert.Equal(2, page.Html.QuerySelectorAll("#effort tbody tr").Length); // effort 0 and 1
    }
}
