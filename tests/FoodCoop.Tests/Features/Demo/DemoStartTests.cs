using FoodCoop.Features.Demo;
using FoodCoop.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FoodCoop.Tests.Features.Demo;

public sealed class DemoStartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("foodcoop-start-").FullName;

    [Fact]
    public async Task A_real_co_op_is_never_shown_as_a_demo()
    {
        await File.WriteAllBytesAsync(Path.Combine(folder, "foodcoop.db"), []);
        var refusal = await Assert.ThrowsAsync<InUseException>(() => Start(demo: true));
        Assert.Contains("make run", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await File.ReadAllBytesAsync(Path.Combine(folder, "foodcoop.db")));
    }

    [Fact]
    public async Task A_demo_is_never_run_as_a_real_co_op()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "demo.txt"), "");
        var refusal = await Assert.ThrowsAsync<InUseException>(() => Start(demo: false));
        Assert.Contains("make demo", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_folder_stays_empty_when_it_is_no_demo()
    {
        await Start(demo: false);
        Assert.Equal(["lock"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_demo_that_is_there_already_is_kept()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "demo.txt"), "");
        await File.WriteAllTextAsync(Path.Combine(folder, "foodcoop.db"), "kept");
        await Start(demo: true);
        Assert.Equal("kept", await File.ReadAllTextAsync(Path.Combine(folder, "foodcoop.db")));
    }

    [Fact]
    public async Task Outside_of_the_demo_nobody_signs_in_with_one_click_and_the_clock_is_real()
    {
        var coop = new TestCoop();
        var page = await coop.As("Amara").Get("/demo/sign-in");
        Assert.Equal(404, page.Status);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Configuration["CLOCK_FILE"] = Path.Combine(folder, "clock");
        builder.AddDemo();
        await using var real = builder.Build();
        Assert.Same(TimeProvider.System, real.Services.GetRequiredService<TimeProvider>());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task Start(bool demo)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["DEMO"] = demo ? "true" : "false";
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(_ => new DataFolder(folder));
        await using var app = builder.Build();
        await app.PrepareDemo();
    }
}
