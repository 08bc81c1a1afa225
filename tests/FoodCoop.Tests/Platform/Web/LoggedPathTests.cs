using FoodCoop.Platform.Web;

namespace FoodCoop.Tests.Platform.Web;

public sealed class LoggedPathTests
{
    [Theory]
    [InlineData("/sign-in/reset/T_IK0n027LBf7DVBODaTbO5q9L7QDkRo0TBMXmMzW5s", "/sign-in/reset/…")]
    [InlineData("/setup/T_IK0n027LBf7DVBODaTbO5q9L7QDkRo0TBMXmMzW5s", "/setup/…")]
    [InlineData("/calendar/T_IK0n027LBf7DVBODaTbO5q9L7QDkRo0TBMXmMzW5s.ics", "/calendar/….ics")]
    [InlineData("/order/2026-12", "/order/2026-12")]
    [InlineData("", "")]
    public void A_token_that_lets_its_reader_in_does_not_stand_in_the_log(string path, string logged) => Assert.Equal(logged, LoggedPath.Of(path));
}
