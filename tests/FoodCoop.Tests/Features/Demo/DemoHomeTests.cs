using FoodCoop.Features.Demo;

namespace FoodCoop.Tests.Features.Demo;

public sealed class DemoHomeTests
{
    [Theory]
    [InlineData("http://localhost:5080", "http://localhost:5080")]
    [InlineData("http://127.0.0.1:5300/;http://localhost:9", "http://127.0.0.1:5300")]
    [InlineData("http://+:5080", "http://localhost:5080")]
    [InlineData("http://[::]:5080", "http://localhost:5080")]
    [InlineData("http://0.0.0.0:5080", "http://localhost:5080")]
    [InlineData("http://localhost:0", null)]
    [InlineData("nonsense", null)]
    [InlineData(null, null)]
    public void The_address_is_where_it_listens(string? urls, string? home) => Assert.Equal(home, DemoHome.Of(urls));

    [Fact]
    public void It_is_set_anew_at_each_start_but_never_in_place_of_one_that_an_admin_filled_in()
    {
        var coop = new TestCoop();
        string Kept(string home) => coop.Write(db => { DemoHome.Keep(db, home); return db.One<string>("select home from coop"); });
        Assert.Equal("http://localhost:1", Kept("http://localhost:1"));
        Assert.Equal("http://localhost:2", Kept("http://localhost:2"));
        coop.Write(db => db.Execute("update coop set home = 'https://demo.example'"));
        Assert.Equal("https://demo.example", Kept("http://localhost:3"));
    }
}
