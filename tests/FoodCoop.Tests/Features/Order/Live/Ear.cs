using System.Net;
using System.Text.Json;

namespace FoodCoop.Tests.Features.Order.Live;

/// <summary>An open page's stream, event by event; comments are passed over.</summary>
internal sealed class Ear(HttpResponseMessage answer, StreamReader lines) : IAsyncDisposable
{
    private const string Path = $"/order/{Scene.Code}";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public HttpResponseMessage Answer => answer;

    /// <summary>How far the last event brought it.</summary>
    public string Mark { get; private set; } = "";

    /// <param name="since">How far the page is; as it is made now when it is not given.</param>
    /// <param name="path">Of the form.</param>
    public static async Task<Ear> Open(TestCoop coop, string who, string? since = null, string path = Path)
    {
        var browser = coop.As(who);
        since ??= (await browser.Get(path)).Html.QuerySelector("#order")!.GetAttribute("data-mark");
        var (answer, lines) = await browser.Listen($"{path}/live?since={since}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("retry:", await lines.ReadLineAsync(), StringComparison.Ordinal); // it has joined
        return new Ear(answer, lines);
    }

    public static async Task<HttpStatusCode> Status(TestCoop coop, string? who, string path = Path + "/live")
    {
        var (answer, lines) = await coop.As(who).Listen(path);
        using (answer)
        using (lines)
        {
            return answer.StatusCode;
        }
    }

    public async Task<(string Kind, JsonElement Data)> Next()
    {
        var kind = "";
        while (await lines.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal)) Mark = line[4..];
            if (line.StartsWith("event: ", StringComparison.Ordinal)) kind = line[7..];
            if (line.StartsWith("data:", StringComparison.Ordinal))
                return (kind, line.Length > 6 ? JsonSerializer.Deserialize<JsonElement>(line[6..]) : default);
        }
        throw new InvalidOperationException("The stream has ended.");
    }

    public async Task<bool> HasEnded()
    {
        string? line;
        while ((line = await lines.ReadLineAsync().WaitAsync(Patience)) is "") { }
        return line is null;
    }

    public ValueTask DisposeAsync()
    {
        answer.Dispose();
        lines.Dispose();
        return ValueTask.CompletedTask;
    }
}
