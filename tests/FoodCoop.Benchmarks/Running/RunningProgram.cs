using System.Diagnostics;
using System.Text.RegularExpressions;
using FoodCoop.Browser;

namespace FoodCoop.Benchmarks.Running;

/// <summary>The built program as a process of its own, on the first core where it can be held to one, and what it takes of it.</summary>
internal sealed partial class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    private readonly Process process;
    private readonly List<string> errors = [];

    private RunningProgram(Process process) => this.process = process;

    /// <summary>Such as <c>http://127.0.0.1:41233</c>.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Processor time since it began, in milliseconds.</summary>
    public double ProcessorMilliseconds
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalMilliseconds;
        }
    }

    /// <summary>The most memory that it has had, in megabytes.</summary>
    public double PeakMegabytes
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64 / 1e6;
        }
    }

    /// <summary>What it has logged as an error so far.</summary>
    public IReadOnlyList<string> Errors
    {
        get { lock (errors) return [.. errors]; }
    }

    /// <param name="folder">The data folder; of no demo.</param>
    /// <param name="pinned">On the first core only, so that the other is for who measures.</param>
    /// <exception cref="InvalidOperationException">It ended before it listened.</exception>
    public static async Task<RunningProgram> Start(string folder, bool pinned)
    {
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = NewProcess(folder, pinned, "--urls", "http://127.0.0.1:0");
        var program = new RunningProgram(started);
        started.EnableRaisingEvents = true;
        started.OutputDataReceived += (_, line) => program.Hear(line.Data, listening);
        started.ErrorDataReceived += (_, line) => program.Hear(line.Data, listening);
        started.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The program ended at once: {string.Join('\n', program.Errors)}"));
        started.Start();
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        program.Address = await listening.Task.WaitAsync(s_patience);
        return program;
    }

    /// <summary>Runs <c>verify</c> on the folder: whether every invariant holds, and what it said.</summary>
    public static async Task<(bool Sound, string Said)> Verify(string folder)
    {
        using var verify = NewProcess(folder, pinned: false, "verify");
        verify.Start();
        var said = await verify.StandardOutput.ReadToEndAsync();
        await verify.WaitForExitAsync();
        return (verify.ExitCode == 0, said);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            // as a machine that shuts down would; what does not end by then is ended
            using var signal = Process.Start("kill", ["-TERM", $"{process.Id}"]);
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
    }

    private static Process NewProcess(string folder, bool pinned, params string[] words)
    {
        string[] dotnet = ["dotnet", Repository.ProgramDll, .. words];
        string[] line = pinned ? ["taskset", "-c", "0", .. dotnet] : dotnet; // taskset becomes the program: it is the same process
        return new Process
        {
            StartInfo = new ProcessStartInfo(line[0], line[1..])
            {
                WorkingDirectory = Repository.Root, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
                Environment = { ["DATA"] = folder, ["DEMO"] = "false", ["HTTPS"] = "false", ["SMTP_HOST"] = "" },
            },
        };
    }

    private void Hear(string? line, TaskCompletionSource<string> listening)
    {
        if (line is null) return;
        if (Listening().Match(line) is { Success: true } match) listening.TrySetResult(match.Groups["address"].Value);
        if (!Failing().IsMatch(line)) return;
        lock (errors) errors.Add(line);
    }

    [GeneratedRegex(@"Now listening on: (?<address>http://127\.0\.0\.1:[0-9]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Listening();

    [GeneratedRegex("^(fail|crit):|Exception", RegexOptions.ExplicitCapture)]
    private static partial Regex Failing();
}
