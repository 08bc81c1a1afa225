using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FoodCoop.Features.Demo;

/// <summary>
/// What <c>DEMO=true</c> does: an empty data folder is filled with the invented co-op, one click signs in as anybody, and the clock
/// may pretend (<c>CLOCK_FILE</c>). A folder is either the demo's or a real co-op's, and stays it.
/// </summary>
public static class DemoStart
{
    /// <summary>Says of a data folder that all in it is invented.</summary>
    private const string Mark = "demo.txt";

    /// <summary>Where the lists lie that a visitor may upload, with the one of next month.</summary>
    private const string Lists = "price-lists";

    /// <summary>The command line <c>demo</c>: the co-op is made and nothing is begun, so that no job has touched it.</summary>
    public static bool IsAllThatIsMeant(string[] args) => args is ["demo"];

    public static bool IsDemo(this IConfiguration settings) => settings.GetValue("DEMO", false);

    public static void AddDemo(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.IsDemo() && builder.Configuration["CLOCK_FILE"] is { Length: > 0 } file)
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new DemoClock(file)));
    }

    /// <summary>Fills the empty folder of a demo; leaves every other alone.</summary>
    /// <exception cref="InUseException">The folder holds a real co-op and this is the demo, or the other way round.</exception>
    public static async Task PrepareDemo(this WebApplication app)
    {
        var folder = app.Services.GetRequiredService<DataFolder>();
        var isMarked = File.Exists(folder.Path(Mark));
        if (!app.Configuration.IsDemo())
        {
            if (!isMarked) return;
            throw new InUseException($"The folder {folder.Root} holds the demo co-op. Start it with make demo, or choose another folder with DATA.");
        }
        // One click would sign in as the treasurer of real people.
        var isFull = Directory.EnumerateFiles(folder.Root, "*.db").Any();
        if (isFull && !isMarked)
            throw new InUseException($"The folder {folder.Root} holds a co-op that is no demo. Start it with make run, or choose an empty folder with DATA.");
        if (!isFull) await Seed(folder, app.Services.GetRequiredService<TimeProvider>(), app.Logger);
        if (DemoHome.Of(app.Configuration["urls"]) is { } home)
        {
            var coop = app.Services.GetRequiredService<Coops>().Open(Coops.OnlyOne);
            await coop.WriteAsync(db => DemoHome.Keep(db, home));
        }
    }

    // Made beside and then moved, so that a start that was broken off leaves no half co-op.
    private static async Task Seed(DataFolder folder, TimeProvider clock, ILogger log)
    {
        var (begun, beside) = (clock.GetTimestamp(), folder.Path("seeding"));
        if (Directory.Exists(beside)) Directory.Delete(beside, recursive: true);
        Directory.CreateDirectory(beside);
        Directory.CreateDirectory(folder.Path(Lists));
        foreach (var list in DemoLists.Files().Append(DemoLists.NextMonth()))
            await File.WriteAllBytesAsync(Path.Combine(folder.Path(Lists), list.FileName), list.Bytes);
        await File.WriteAllTextAsync(folder.Path(Mark), "All people, firms and products in this folder are invented. Remove the folder to begin anew.\n");

        var made = Path.Combine(beside, Coops.OnlyOne + ".db");
        using (var file = new CoopFile(made))
        {
            file.Migrate(clock, log);
            await DemoSeed.Fill(file, clock.GetUtcNow());
        }
        File.Move(made, folder.Path(Coops.OnlyOne + ".db"));
        Directory.Delete(beside, recursive: true);
        log.LogInformation(
            "The demo co-op was made in {Seconds} s. Price lists to upload lie in {Lists}; mails are put into {Mails}, with links to sign in",
            Math.Round(clock.GetElapsedTime(begun).TotalSeconds, 1), folder.Path(Lists), folder.Path("mail"));
    }
}
