using FoodCoop.Platform;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Web;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FoodCoop.Tests;

/// <summary>
/// The program itself on one shared host with a data folder of its own. Every test is a co-op: a copy of a template
/// file, found by its own host name, so that all tests run in parallel.
/// </summary>
public sealed class TestHost : WebApplicationFactory<Program>
{
    private static readonly Lazy<TestHost> Shared = new(() =>
    {
        var host = new TestHost();
        _ = host.Services; // begun once, here: the factory itself would begin twice for two tests at the same moment
        return host;
    });
    private static int last;
    private readonly string folder = Directory.CreateTempSubdirectory("foodcoop-test-").FullName;

    private TestHost() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        Dispose();
        Directory.Delete(folder, recursive: true);
    };

    public static TestHost Instance => Shared.Value;

    /// <summary>Kept outside of the folder that the program looks at, so that it is no co-op itself.</summary>
    private static readonly Lazy<byte[]> Template = new(() => TestTemplate.Make(cast: true));
    private static readonly Lazy<byte[]> EmptyTemplate = new(() => TestTemplate.Make(cast: false));

    /// <summary>A new co-op's file and its host name.</summary>
    internal static (CoopFile File, string Host) NewCoop(bool empty)
    {
        var name = $"t{Interlocked.Increment(ref last)}.test";
        File.WriteAllBytes(Path.Combine(Instance.folder, name + ".db"), (empty ? EmptyTemplate : Template).Value);
        return (Instance.Services.GetRequiredService<Coops>().Open(name), name);
    }

    public string Folder => folder;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("DATA", folder);
        builder.ConfigureServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(TestClock.Instance));
            services.Replace(ServiceDescriptor.Scoped(s => Statements.Note(new Db(s.GetRequiredService<CoopContext>().File))));
        });
    }
}
