using FoodCoop.Features.Cycles;
using FoodCoop.Features.Post;
using static FoodCoop.Tests.Features.Shifts.Exchange.SwapsTests;

namespace FoodCoop.Tests.Features.Shifts.TheDay;

public sealed class PickupTomorrowTests
{
    [Fact]
    public void The_mail_of_the_day_before_the_pickup_names_the_own_shift_of_that_day()
    {
        var scene = new MailScene(RowOf(new TestCoop()), "nl");
        var starts = new DateTimeOffset(2026, 11, 27, 16, 0, 0, TimeSpan.Zero);
        var own = new PickupTomorrow.OwnShift(new(1), new(1), "Lossen", "Unloading", starts, starts.AddHours(1), "De Loods");
        var text = PickupTomorrow.Compose(scene, "Amara", MailSample.Cycle, [], [own]).Body.Text;
        Assert.Contains("Je dienst die dag", text);
        Assert.Contains("Lossen", text);
        Assert.Contains("17:00–18:00, De Loods", text);
        Assert.DoesNotContain("Je dienst die dag", PickupTomorrow.Compose(scene, "Amara", MailSample.Cycle, []).Body.Text);
    }
}
