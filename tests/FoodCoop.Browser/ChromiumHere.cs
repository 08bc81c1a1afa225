using Microsoft.Playwright;

namespace FoodCoop.Browser;

/// <summary>The Chromium of this machine and how it is started: for the tests, and for the measurements.</summary>
internal static class ChromiumHere
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    public static BrowserTypeLaunchOptions Options() => new()
    {
        ExecutablePath = Executable(),
        Args =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync",
        ],
    };

    private static string Executable()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } path) return path;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return s_names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("No Chromium in PATH. Run make test, which installs one, or set CHROMIUM to its path.");
    }
}
