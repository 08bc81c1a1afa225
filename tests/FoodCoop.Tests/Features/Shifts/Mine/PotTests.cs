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
}
