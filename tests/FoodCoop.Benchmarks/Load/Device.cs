using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using FoodCoop.Benchmarks.Running;

namespace FoodCoop.Benchmarks.Load;

/// <summary>What somebody wants of a line, and what they had been told of it when they decided.</summary>
internal sealed record Wish(long Offer, long Asked, long? Flex, string? Note, Told Seen);

/// <summary>
/// One browser of a member with the order form open: its own cookies, its form's token, the live stream, and what it has been told of each
/// line. It sends what js/saving.js sends and believes what that believes.
/// </summary>
internal sealed class Device : IDisposable
{
    private readonly Lock gate = new();
    private readonly Household household;
    private readonly Login login;
    private readonly string path;
    private readonly HttpClient browser;
    private readonly string name;
    private readonly Dictionary<long, Told> told = [];
    private readonly HashSet<long> busy = [];
    private LiveListening? live;
    private string token = "";
    private long changes;
    private List<Row> rows = [];

    public Device(Household household, Login login, string address, string month)
    {
        (this.household, this.login, path) = (household, login, $"/order/{month}");
        name = login.Person.ToString("x16", CultureInfo.InvariantCulture);
        browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All })
        {
            BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(2),
        };
    }

    public Household Household => household;

    /// <summary>What the page shows of what all ask, by offer; null while no stream is open.</summary>
    public IReadOnlyDictionary<long, (long Asked, long Flex)>? Shows => live?.All();

    public void Dispose()
    {
        live?.Dispose();
        browser.Dispose();
    }

    /// <summary>Follows the link of a mail, as a person does: looks at it, and presses its button.</summary>
    public async Task SignIn()
    {
        var link = "/sign-in/link/" + login.Link;
        var page = await browser.GetStringAsync(link);
        using var fields = new FormUrlEncodedContent([new("__RequestVerificationToken", OrderPage.TokenOf(page))]);
        using var answer = await browser.PostAsync(link, fields);
        if (answer.StatusCode != HttpStatusCode.Redirect) throw new InvalidOperationException($"{(int)answer.StatusCode} on signing in with a link.");
    }

    /// <summary>Opens the form, or loads it anew: it must show at least what this device had been told before it asked.</summary>
    public async Task Open(Report report, long intended)
    {
        live?.Dispose();
        live = null;
        Dictionary<long, Told> before;
        lock (gate) before = new Dictionary<long, Told>(told);
        try
        {
            using var answer = await browser.GetAsync(path);
            var html = await answer.Content.ReadAsStringAsync();
            report.Answered(Report.Form, Stopwatch.GetElapsedTime(intended).TotalMilliseconds);
            if (answer.StatusCode != HttpStatusCode.OK) report.Refused((int)answer.StatusCode, "the order form");
            else Take(OrderPage.Read(html), before, report);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or FormatException)
        {
            report.Break($"the order form: {e.Message}");
        }
    }

    private void Take(OrderPage page, Dictionary<long, Told> before, Report report)
    {
        lock (gate)
        {
            (token, rows) = (page.Token, [.. page.Rows]);
            foreach (var row in rows)
            {
                var known = before.GetValueOrDefault(row.Offer, Told.Nothing);
                var (asked, flex, version) = row.Own ?? (0, 0, 0);
                if (version < known.Version || (version == known.Version && (asked, flex) != (known.Asked, known.Flex)))
                    report.Break($"member {household.Member}, offer {row.Offer}: told {known}, then the form showed {asked} and {flex} of version {version}");
                if (version > told.GetValueOrDefault(row.Offer, Told.Nothing).Version) told[row.Offer] = new Told(asked, flex, version, known.Note);
            }
            var sum = rows.Sum(r => Times(r.Price, r.Own?.Asked ?? 0) + Times(r.Deposit, r.Own?.Asked ?? 0));
            if (sum != page.Total) report.Break($"member {household.Member}: the form's lines come to {sum} cents, its total says {page.Total}");
        }
        live = new LiveListening(browser, $"{path}/live", page, Heard, report);
    }

    /// <summary>To the cent, half up, as the program rounds each line.</summary>
    public static long Times(long price, long amount) => ((price * amount) + 500) / 1000;

    /// <summary>Another device of the household changed a line: as js/live.js takes it, not while it is being sent from here.</summary>
    private void Heard(long offer, Told now)
    {
        lock (gate)
        {
            if (!busy.Contains(offer) && now.Version > told.GetValueOrDefault(offer, Told.Nothing).Version) told[offer] = now;
        }
    }

    /// <summary>
    /// Thinks of a change of one line and takes hold of it: mostly a tap on + or −, sometimes "up to … more", a note, or nothing any more.
    /// Null when there is none that is not being sent already.
    /// </summary>
    /// <param name="dice">Decides.</param>
    /// <param name="only">Of this product.</param>
    public Wish? Think(Random dice, long? only = null)
    {
        lock (gate)
        {
            var row = only is { } one ? rows.Find(r => r.Offer == one) : Pick(dice);
            if (row is null || row.Gone || !busy.Add(row.Offer)) return null;
            var seen = told.GetValueOrDefault(row.Offer, Told.Nothing);
            var (kind, mine) = (dice.Next(100), seen.Asked > 0);
            long asked = seen.Asked, flex = seen.Flex;
            string? note = null;
            if (!mine || kind < 50) asked += row.Step * (kind % 4 == 0 ? 2 : 1);
            else if (kind < 80) asked -= Math.Min(asked, row.Step);
            else if (kind < 88 && row.CaseSize > 0) flex = flex == 0 ? row.Step : 0;
            else if (kind < 94) note = $"a nice one, no. {dice.Next(1_000_000)}";
            else asked = 0;
            if (asked == 0) flex = 0;
            // the form has the field of "up to … more" as soon as something is asked
            return new Wish(row.Offer, asked, (asked > 0 || mine) && row.CaseSize > 0 ? flex : null, note, seen);
        }
    }

    // What one has is changed more often than something new is taken.
    private Row? Pick(Random dice)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            var row = rows[dice.Next(rows.Count)];
            if (dice.Next(100) < 60 && told.Values.Any(t => t.Asked > 0))
            {
                var own = rows.FindAll(r => told.GetValueOrDefault(r.Offer, Told.Nothing).Asked > 0);
                row = own[dice.Next(own.Count)];
            }
            if (!busy.Contains(row.Offer) && !row.Gone) return row;
        }
        return null;
    }

    /// <summary>Sends a change and takes the answer at its word.</summary>
    public async Task Save(Wish wish, Report report, long intended)
    {
        List<KeyValuePair<string, string>> fields =
        [
            new("offer", Text(wish.Offer)), new("asked", Amount(wish.Asked)), new("seen", Text(wish.Seen.Version)), new("device", name),
            new("change", Text(Interlocked.Increment(ref changes))), new("__RequestVerificationToken", token),
        ];
        if (wish.Flex is { } flex) fields.Add(new("flex", Amount(flex)));
        if (wish.Note is { } note) fields.Add(new("note", note));
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path + "?handler=Line") { Content = new FormUrlEncodedContent(fields) };
            request.Headers.Accept.ParseAdd("application/json");
            using var answer = await browser.SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();
            var milliseconds = Stopwatch.GetElapsedTime(intended).TotalMilliseconds;
            if (answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict)
            {
                report.Answered(answer.StatusCode == HttpStatusCode.OK ? Report.Change : Report.Clash, milliseconds);
                Believe(wish, answer.StatusCode == HttpStatusCode.Conflict, JsonDocument.Parse(body).RootElement, report);
            }
            else
            {
                report.Refused((int)answer.StatusCode, $"{wish}: {body[..Math.Min(body.Length, 200)]}");
            }
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or JsonException or KeyNotFoundException)
        {
            report.Break($"{wish}: {e.Message}");
        }
        finally
        {
            lock (gate) busy.Remove(wish.Offer);
        }
    }

    private void Believe(Wish wish, bool clash, JsonElement answer, Report report)
    {
        var now = new Told(answer.GetProperty("asked").GetInt64(), answer.GetProperty("flex").GetInt64(), answer.GetProperty("version").GetInt32(), answer.GetProperty("note").GetString()!);
        if (household.Hear(wish.Offer, now) is { } contradiction) report.Break(contradiction);
        if (now.Version <= wish.Seen.Version) report.Break($"{wish} was answered with version {now.Version}");
        var asWished = now.Asked == wish.Asked && now.Flex == (wish.Flex ?? wish.Seen.Flex) && (wish.Note is null || now.Note == wish.Note);
        if (!clash && !asWished) report.Break($"{wish} was answered as saved, with {now}");
        if (clash && household.Devices.Count == 1) report.Break($"{wish} clashed in a household of one device, with {now}");
        lock (gate)
        {
            if (now.Version > told.GetValueOrDefault(wish.Offer, Told.Nothing).Version) told[wish.Offer] = now;
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Amount(long thousandths) => (thousandths / 1000m).ToString("0.###", CultureInfo.InvariantCulture);
}
