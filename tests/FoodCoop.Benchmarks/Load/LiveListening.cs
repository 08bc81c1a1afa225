using System.Globalization;
using System.Text.Json;

namespace FoodCoop.Benchmarks.Load;

/// <summary>The live stream of one open form: server-sent events, read as js/live.js reads them. When the line drops it comes back and says how far it was.</summary>
internal sealed class LiveListening : IDisposable
{
    private readonly CancellationTokenSource closing = new();
    private readonly Dictionary<long, (long Asked, long Flex)> all;
    private readonly Queue<string> unread = new();
    private readonly HttpClient browser;
    private readonly string path;
    private readonly Action<long, Told> heard;
    private readonly Report report;
    private string mark;

    public LiveListening(HttpClient browser, string path, OrderPage page, Action<long, Told> heard, Report report)
    {
        (this.browser, this.path, this.heard, this.report, mark) = (browser, path, heard, report, page.Mark);
        all = page.Rows.ToDictionary(row => row.Offer, row => (row.AllAsked, row.AllFlex));
        _ = Listen();
    }

    /// <summary>What the page shows by now of what all ask.</summary>
    public IReadOnlyDictionary<long, (long Asked, long Flex)> All()
    {
        lock (all)
        {
            while (unread.TryDequeue(out var data))
            {
                using var message = JsonDocument.Parse(data);
                foreach (var offer in message.RootElement.GetProperty("all").EnumerateObject())
                    all[Number(offer.Name)] = (offer.Value[0].GetInt64(), offer.Value[1].GetInt64());
            }
            return new Dictionary<long, (long Asked, long Flex)>(all);
        }
    }

    public void Dispose() => closing.Cancel();

    private async Task Listen()
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"{path}?since={mark}");
                request.Headers.Accept.ParseAdd("text/event-stream");
                using var answer = await browser.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, closing.Token);
                if (!answer.IsSuccessStatusCode || answer.Content.Headers.ContentType?.MediaType != "text/event-stream")
                {
                    report.Refused((int)answer.StatusCode, "the live stream");
                    return;
                }
                await Read(answer);
            }
            catch (OperationCanceledException)
            {
                return; // the page was closed
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                if (!closing.IsCancellationRequested) report.Break($"the live stream: {e.Message}");
            }
        }
    }

    private async Task Read(HttpResponseMessage answer)
    {
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(closing.Token));
        var (id, kind) = ("", "");
        while (await reader.ReadLineAsync(closing.Token) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line[4..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal)) kind = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal) && kind == "change") Take(id, line[6..]);
            else if (line.StartsWith("data: ", StringComparison.Ordinal)) report.Break($"the live stream said {kind}");
        }
    }

    // 220 browsers are one processor here: what only the comparison needs is read then, or this would be late with what it sends.
    private void Take(string id, string data)
    {
        lock (all) unread.Enqueue(data);
        mark = id;
        if (!data.Contains("\"mine\":", StringComparison.Ordinal)) return;
        using var message = JsonDocument.Parse(data);
        foreach (var line in message.RootElement.GetProperty("mine").EnumerateObject())
            heard(Number(line.Name), new Told(line.Value[0].GetInt64(), line.Value[1].GetInt64(), line.Value[2].GetInt32(), line.Value[3].GetString()!));
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
