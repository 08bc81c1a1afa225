using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FoodCoop.Browser;

/// <summary>
/// The program itself, started as people start it: a process of its own on a free port of this machine, with a data folder of its
/// own that holds the demo co-op, and a clock that the test sets.
/// </summary>
public sealed partial class ProgramUnderTest : IAsyncDisposable
{
    /// <summary>When every test begins: a Sunday evening on which the demo has an open cycle (2026-12, until 2 December 22:00)
    /// and one that awaits its pickup (2026-11, on 27 November). The demo is the same each time, whatever day it really is.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 19, 0, 0, TimeSpan.FromHours(1));

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    // Made once a run; each test gets a copy.
    private static readonly Lazy<Task<string>> s_seeded = new(Seed);

    private readonly StringBuilder said = new();
    private Process? process;

    private readonly IReadOnlyDictionary<string, string> settings;

    private ProgramUnderTest(string folder, IReadOnlyDictionary<string, string>? settings = null) =>
        (Folder, this.settings) = (folder, settings ?? new Dictionary<string, string>());

    /// <summary>The data folder: the co-op's file, mails, price lists to upload.</summary>
    public string Folder { get; }

    /// <summary>Such as <c>http://127.0.0.1:41233</c>.</summary>
    public string Address { get; private set; } = "";

    /// <summary>All that it has written to the console.</summary>
    public string Said
    {
        get { lock (said) return said.ToString(); }
    }

    /// <summary>The program with the demo co-op, at <see cref="Start"/>.</summary>
    public static async Task<ProgramUnderTest> StartAsync()
    {
        var program = await NotStarted();
        await program.Begin();
        return program;
    }

    /// <summary>The same, not yet begun, so that its folder can be changed before.</summary>
    /// <param name="settings">Of its environment, besides the usual.</param>
    public static async Task<ProgramUnderTest> NotStarted(IReadOnlyDictionary<string, string>? settings = null)
    {
        var program = new ProgramUnderTest(Copy(await s_seeded.Value), settings);
        program.SetClock(Start);
        return program;
    }

    /// <summary>From now on it is this moment in the program, running on. What its clock does comes within a minute;
    /// to have it done at once, <see cref="Restart"/>.</summary>
    public void SetClock(DateTimeOffset moment)
    {
        var beside = Path.Combine(Folder, "clock.new");
        File.WriteAllText(beside, moment.ToString("O", CultureInfo.InvariantCulture));
        File.Move(beside, Path.Combine(Folder, "clock"), overwrite: true);
    }

    /// <summary>Stops the program, lets time pass, and starts it again on another port: it catches up with all that was missed.</summary>
    public async Task Restart(DateTimeOffset moment)
    {
        await Stop();
        SetClock(moment);
        await Begin();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Ends it at once, as kill -9 and a power cut do: nothing is finished, nothing is closed.</summary>
    public async Task Kill()
    {
        if (process is null) return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <exception cref="InvalidOperationException">It ended before it listened.</exception>
    public async Task Begin()
    {
        var started = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        process = NewProcess(["--urls", "http://127.0.0.1:0"]);
        process.EnableRaisingEvents = true;
        process.OutputDataReceived += (_, line) => Hear(line.Data, started);
        process.ErrorDataReceived += (_, line) => Hear(line.Data, started);
        process.Exited += (_, _) => started.TrySetException(new InvalidOperationException($"The program ended at once:\n{Said}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Address = await started.Task.WaitAsync(s_patience);
    }

    /// <summary>Starts a second program on the same folder, which ends by itself: its exit code and what it said on standard error.</summary>
    public Task<(int Code, string Error)> StartAnother(string address = "http://127.0.0.1:0", string? folder = null) =>
        Ran(NewProcess(["--urls", address], folder));

    /// <summary>Runs one of the program's commands on its folder: its exit code and what it said.</summary>
    public Task<(int Code, string Error)> Command(params string[] words) => Ran(NewProcess(words));

    private static async Task<(int Code, string Error)> Ran(Process process)
    {
        using var another = process;
        another.Start();
        var output = another.StandardOutput.ReadToEndAsync();
        var error = await another.StandardError.ReadToEndAsync().WaitAsync(s_patience);
        await another.WaitForExitAsync();
        return (another.ExitCode, error.Length > 0 ? error : await output);
    }

    private Process NewProcess(string[] words, string? folder = null)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.ProgramDll, .. words])
        {
            WorkingDirectory = Repository.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["DEMO"] = "true", ["DATA"] = folder ?? Folder, ["CLOCK_FILE"] = Path.Combine(Folder, "clock"), ["SIGN_IN_PER_MINUTE"] = "1000",
            },
        };
        foreach (var (key, value) in settings) start.Environment[key] = value;
        return new Process { StartInfo = start };
    }

    private void Hear(string? line, TaskCompletionSource<string> started)
    {
        if (line is null) return;
        lock (said) said.AppendLine(line);
        if (Listening().Match(line) is { Success: true } match) started.TrySetResult(match.Groups["address"].Value);
    }

    // As a machine that shuts down would: jobs finish and the files are closed. What does not end by then is ended.
    public async Task Stop()
    {
        if (process is null) return;
        if (!process.HasExited)
        {
            using var signal = Process.Start(new ProcessStartInfo("sh", ["-c", $"kill -TERM {process.Id}"]) { UseShellExecute = false });
            using var patience = new CancellationTokenSource(s_patience);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        process.Dispose();
        process = null;
    }

    private static async Task<string> Seed()
    {
        var program = new ProgramUnderTest(Directory.CreateTempSubdirectory("foodcoop-demo-").FullName);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(program.Folder, recursive: true);
        program.SetClock(Start);
        // Made and not begun: how many of its mails would have gone before the program is stopped is chance.
        var (code, said) = await program.Command("demo");
        return code == 0 ? program.Folder : throw new InvalidOperationException(said);
    }

    private static string Copy(string folder)
    {
        var copy = Directory.CreateTempSubdirectory("foodcoop-browser-").FullName;
        foreach (var directory in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(copy, Path.GetRelativePath(folder, directory)));
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(copy, Path.GetRelativePath(folder, file)));
        return copy;
    }

    [GeneratedRegex(@"Now listening on: (?<address>http://127\.0\.0\.1:[0-9]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Listening();
}
