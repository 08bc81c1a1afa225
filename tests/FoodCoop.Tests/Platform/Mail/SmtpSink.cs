using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace FoodCoop.Tests.Platform.Mail;

/// <summary>A mail server of our own on a free port, that takes everything, or says no to an address.</summary>
internal sealed class SmtpSink : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public SmtpSink()
    {
        listener.Start();
        _ = Task.Run(Serve);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The mails as they came over the wire.</summary>
    public ConcurrentQueue<string> Received { get; } = new();

    /// <summary>The answer to every recipient.</summary>
    public string ToRecipient { get; set; } = "250 ok";

    /// <summary>The answer to a mail's content.</summary>
    public Func<string, string> ToContent { get; set; } = _ => "250 ok";

    public void Dispose() => listener.Dispose();

    private async Task Serve()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await listener.AcceptTcpClientAsync();
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException)
            {
                return; // the test is over
            }
            using (client) await Talk(client);
        }
    }

    private async Task Talk(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream());
        await using var writer = new StreamWriter(client.GetStream()) { AutoFlush = true, NewLine = "\r\n" };
        await writer.WriteLineAsync("220 sink");
        while (await reader.ReadLineAsync() is { } line)
        {
            var verb = line.Split(' ')[0].ToUpperInvariant();
            if (verb == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                List<string> mail = [];
                while (await reader.ReadLineAsync() is { } part && part != ".") mail.Add(part);
                var content = string.Join('\n', mail);
                var answer = ToContent(content);
                if (answer[0] == '2') Received.Enqueue(content);
                await writer.WriteLineAsync(answer);
                continue;
            }
            await writer.WriteLineAsync(verb switch { "QUIT" => "221 bye", "RCPT" => ToRecipient, _ => "250 ok" });
        }
    }
}
