using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FoodCoop.Browser.Post;

/// <summary>A mail as mailparser read it when the server had taken it.</summary>
/// <param name="Answered">False: the server hung up instead of saying that it had taken it.</param>
/// <param name="Life">Which of the program's lives it came in: the count of starts, set by the test.</param>
internal sealed record TakenMail(
    bool Secure, string User, string Sender, string[] Recipients, string MessageId, string From, string To, string ReplyTo, string Subject,
    DateTimeOffset? Date, string Text, string Html, string Unsubscribe, string UnsubscribePost, TakenFile[] Files, bool IsAscii, int Longest, bool Answered, int Life = 0);

/// <summary>A file that came with a mail.</summary>
internal sealed record TakenFile(string Name, string MediaType, byte[] Content);

/// <summary>A real mail server (npm smtp-server) in a process of its own: STARTTLS, a password, and a behaviour that the test sets.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    public const string User = "krat";
    public const string Password = "een lang wachtwoord, met spaties";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    private readonly ServerCertificate certificate = ServerCertificate.New();
    private readonly string folder = Directory.CreateTempSubdirectory("foodcoop-post-").FullName;
    private readonly Lock turn = new();
    private readonly List<TakenMail> taken = [];
    private readonly List<JsonObject> events = [];
    private readonly Dictionary<int, TaskCompletionSource> pings = [];
    private Process? process;
    private int lastPing;

    private MailServer() => File.WriteAllText(AuthorityFile, certificate.Authority);

    public int Port { get; private set; }

    /// <summary>Which life of the program mails come in now.</summary>
    public int Life { get; set; }

    /// <summary>Called on each mail as soon as its last line has come, before the answer.</summary>
    public Action<TakenMail>? OnTaken { get; set; }

    private string AuthorityFile => Path.Combine(folder, "authority.pem");

    /// <summary>What the program is started with to send over this server.</summary>
    /// <param name="trusted">Whether this machine knows the authority behind the server's certificate.</param>
    public Dictionary<string, string> Settings(bool trusted = true)
    {
        var settings = new Dictionary<string, string>
        {
            ["SMTP_HOST"] = "127.0.0.1", ["SMTP_PORT"] = Port.ToString(CultureInfo.InvariantCulture), ["SMTP_USER"] = User, ["SMTP_PASSWORD"] = Password,
        };
        if (trusted) settings["SSL_CERT_FILE"] = AuthorityFile;
        return settings;
    }

    public static async Task<MailServer> StartAsync(bool startTls = true, int seed = 1)
    {
        var server = new MailServer();
        await server.Start(startTls, seed);
        return server;
    }

    /// <summary>Begins, on the port it had before if it was stopped.</summary>
    public async Task Start(bool startTls = true, int seed = 1)
    {
        var listening = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        process = NewProcess();
        process.OutputDataReceived += (_, line) => Hear(line.Data, listening);
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("These tests send to a mail server that runs in Node.js. Install Node.js 20 or newer, so that node is in PATH.", e);
        }
        process.BeginOutputReadLine();
        await Tell(new { key = certificate.Key, certificate = certificate.Certificate, startTls, user = User, password = Password, seed, port = Port });
        try
        {
            Port = await listening.Task.WaitAsync(s_patience);
        }
        catch (TimeoutException e)
        {
            throw new InvalidOperationException("The mail server of the tests does not begin; see what npm ci in tests/peers and node tests/peers/mailserver.js say.", e);
        }
    }

    public async Task Stop()
    {
        if (process is null) return;
        process.Kill();
        await process.WaitForExitAsync(); // also until all that it said has been read
        process.Dispose();
        process = null;
    }

    /// <summary>From now on it behaves so; returns when that holds.</summary>
    public async Task Behave(double later = 0, double cut = 0, int slow = 0, string refused = "")
    {
        await Tell(new { later, cut, slow, refused });
        await Settle();
    }

    /// <summary>Returns when all that happened at the server until now is known here.</summary>
    public async Task Settle()
    {
        var number = ++lastPing;
        var pong = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (turn) pings[number] = pong;
        await Tell(new { ping = number });
        await pong.Task.WaitAsync(s_patience);
    }

    /// <summary>The mails that it has taken, in their order.</summary>
    public List<TakenMail> Taken()
    {
        lock (turn) return [.. taken];
    }

    /// <summary>All else that happened: connections, passwords, refusals.</summary>
    public List<JsonObject> Events(string kind)
    {
        lock (turn) return [.. events.Where(e => e.ContainsKey(kind))];
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Tell(object what) => await process!.StandardInput.WriteLineAsync(JsonSerializer.Serialize(what, s_json));

    private void Hear(string? line, TaskCompletionSource<int> listening)
    {
        if (line is null) return;
        var said = JsonNode.Parse(line)!.AsObject();
        TakenMail? mail = null;
        lock (turn)
        {
            if (said["pong"] is { } pong) pings[pong.GetValue<int>()].TrySetResult();
            else if (said["port"] is { } port) listening.TrySetResult(port.GetValue<int>());
            else if (said["mail"] is { } it) taken.Add(mail = it.Deserialize<TakenMail>(s_json)! with { Life = Life });
            else events.Add(said);
        }
        if (mail is not null) OnTaken?.Invoke(mail);
    }

    private static Process NewProcess() => new()
    {
        StartInfo = new ProcessStartInfo("node", [Path.Combine(Repository.Root, "tests", "peers", "mailserver.js")])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true,
        },
    };
}
