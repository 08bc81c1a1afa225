using FoodCoop.Platform;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Jobs;
using FoodCoop.Platform.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FoodCoop.Tests.Platform;

public sealed class CoopsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("foodcoop-coops-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_host_name_in_capitals_is_the_same_co_op()
    {
        var coop = new TestCoop();
        Assert.Same(coop.File, coop.Services.GetRequiredService<Coops>().ByHost(coop.Host.ToUpperInvariant()));
    }

    [Fact]
    public async Task A_cookie_of_one_co_op_opens_no_other()
    {
        var (mine, other) = (new TestCoop(), new TestCoop());
        var request = new HttpRequestMessage(HttpMethod.Get, "/account");
        using (var own = await mine.As("Amara").Raw(request)) request = new HttpRequestMessage(HttpMethod.Get, "/account") { Headers = { { "Cookie", request.Headers.GetValues("Cookie") } } };
        using var answer = await other.As(null).Raw(request);
        Assert.Equal("/sign-in", answer.Headers.Location!.AbsolutePath);
    }

    [Fact]
    public void The_only_co_op_that_cannot_be_opened_stops_the_start_with_a_sentence()
    {
        File.WriteAllText(Path.Combine(folder, "foodcoop.db"), new string('x', 5000));
        using var data = new DataFolder(folder);
        using var coops = new Coops(data, TestClock.Instance, new JobBell(), NullLogger<Coops>.Instance);
        var trouble = Assert.Throws<InUseException>(coops.OpenAll);
        Assert.Contains("foodcoop.db cannot be opened", trouble.Message);
    }

    [Fact]
    public void One_of_several_that_cannot_be_opened_does_not_stop_the_others()
    {
        File.WriteAllText(Path.Combine(folder, "broken.example.db"), new string('x', 5000));
        using var data = new DataFolder(folder);
        using var coops = new Coops(data, TestClock.Instance, new JobBell(), NullLogger<Coops>.Instance);
        coops.Open("sound.example");
        coops.OpenAll();
        Assert.NotNull(coops.ByHost("sound.example"));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_said()
    {
        var file = Path.Combine(folder, "a-file");
        File.WriteAllText(file, "");
        Assert.Contains("Choose another folder with DATA", Assert.Throws<InUseException>(() => new DataFolder(file)).Message);
    }
}
