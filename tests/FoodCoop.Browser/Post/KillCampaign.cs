using System.Globalization;

namespace FoodCoop.Browser.Post;

/// <summary>
/// Kills the program again and again while it writes and sends mail, at moments drawn from a seed, and lets the server be slow, hang up or ask to
/// come back later; then lets it all come to rest and counts.
/// </summary>
internal sealed class KillCampaign(int kills, int seed)
{
    /// <summary>Two minutes' lease of a mail that was on its way, and a little: a link to sign in is useful for twenty only.</summary>
    private static readonly TimeSpan s_beyondTheLease = TimeSpan.FromSeconds(125);

    /// <summary>Moments at which many mails are written: the last call of the demo's open cycle, and its closing. Half the kills come after each.</summary>
    private static readonly DateTimeOffset s_lastCall = new(2026, 11, 28, 22, 0, 0, TimeSpan.FromHours(1));
    private static readonly DateTimeOffset s_closing = new(2026, 12, 2, 22, 0, 0, TimeSpan.FromHours(1));

    private readonly Random chance = new(seed);
    private readonly Dictionary<string, int> killed = [];
    private readonly HashSet<int> killedLives = [];
    private DateTimeOffset clock = s_lastCall;
    private int asked;

    /// <summary>What was counted at the end.</summary>
    public sealed record Figures(
        int Kills, string When, int Mails, int Asked, int Taken, int HungUp, int AskedToWait, int Lost, int Duplicates, int Unexplained, int Skipped, int Waiting)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
            {Kills} kills ({When}); {Mails} mails in the outbox, of them {Asked} links to sign in that a browser had been promised
            the server took {Taken} times ({HungUp} times without an answer), and asked to come later {AskedToWait} times
            lost {Lost}; duplicates {Duplicates}, all with the same Message-ID and taken before without an answer that was heard ({Unexplained} without that excuse)
            {Skipped} skipped because they came too late to be useful (what the clock had jumped over before the first kill, and links to sign in after twenty minutes); {Waiting} still waiting
            """);
    }

    public async Task<Figures> Run()
    {
        await using var server = await MailServer.StartAsync(seed: seed);
        await using var program = await ProgramUnderTest.NotStarted(server.Settings());
        var coop = new CoopFile(program.Folder);
        var people = coop.Rows("select email from mail_reader order by id").ConvertAll(r => r[0]);
        await Kill(kills / 2, server, program, people);
        await ComeToRest(server, program, coop);
        clock = s_closing;
        await Kill(kills - kills / 2, server, program, people);
        await ComeToRest(server, program, coop);
        var (code, words) = await program.Command("verify");
        Assert.True(code == 0, $"After {kills} kills the co-op's file does not hold together: {words}");
        return Count(server, coop);
    }

    private async Task Kill(int times, MailServer server, ProgramUnderTest program, List<string> people)
    {
        await server.Behave(later: 0.01, cut: 0.03, slow: 80);
        for (; times > 0; times--)
        {
            killedLives.Add(++server.Life);
            program.SetClock(clock += s_beyondTheLease);
            await Live(server, program, people);
            await program.Kill();
            await server.Settle(); // all that it was told in this life is counted to this life
        }
    }

    /// <summary>One life, until a moment at which it is to be killed.</summary>
    private async Task Live(MailServer server, ProgramUnderTest program, List<string> people)
    {
        switch (chance.Next(4))
        {
            case 0:
                Note("at any moment from the start on");
                var begun = program.Begin();
                await Pass(chance.Next(200, 2500));
                await program.Kill();
                await Ended(begun);
                break;
            case 1:
                Note("when a mail's last line had come");
                var heard = Mails(server, chance.Next(1, 12));
                await program.Begin();
                await Task.WhenAny(heard, Pass(3000));
                break;
            case 2:
                Note("when the page had promised a mail");
                await program.Begin();
                await Task.WhenAll(Enumerable.Range(0, chance.Next(1, 7)).Select(_ => Ask(program, people)).ToArray());
                break;
            default:
                Note("a while after");
                await program.Begin();
                await Ask(program, people);
                await Pass(chance.Next(0, 800));
                break;
        }
        server.OnTaken = null;
    }

    private void Note(string when) => killed[when] = killed.GetValueOrDefault(when) + 1;

    private async Task Ask(ProgramUnderTest program, List<string> people)
    {
        await SignInLink.Ask(program, people[chance.Next(people.Count)]); // the person is drawn before the first wait, so one after the other
        Interlocked.Increment(ref asked);
    }

    /// <summary>Done when so many mails have been taken from now on.</summary>
    private static Task Mails(MailServer server, int count)
    {
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.OnTaken = _ =>
        {
            if (Interlocked.Decrement(ref count) == 0) enough.TrySetResult();
        };
        return enough.Task;
    }

    /// <summary>A moment in real time: what is tested is that no moment is a bad one.</summary>
    private static async Task Pass(int milliseconds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(milliseconds + 1));
        await timer.WaitForNextTickAsync();
    }

    private static async Task Ended(Task begun)
    {
        try
        {
            await begun;
        }
        catch (InvalidOperationException)
        {
            return; // killed before it listened, as was meant
        }
    }

    /// <summary>The server behaves; what has been tried in vain waits for its pause, which grows.</summary>
    private async Task ComeToRest(MailServer server, ProgramUnderTest program, CoopFile coop)
    {
        server.Life++;
        await server.Behave();
        foreach (var minutes in (int[])[3, 3, 6, 16, 61, 181, 361, 721])
        {
            program.SetClock(clock += TimeSpan.FromMinutes(minutes));
            await program.Begin();
            await Wait.Until(() => coop.Number($"select count(*) from mail where sent_at is null and failed_at is null and skipped_at is null and next_try_at <= '{clock.UtcDateTime:s}'") == 0);
            await program.Stop();
            if (coop.Number(Waiting) == 0) break;
        }
        await server.Settle();
    }

    private const string Waiting = "select count(*) from mail where sent_at is null and failed_at is null and skipped_at is null";

    private Figures Count(MailServer server, CoopFile coop)
    {
        var taken = server.Taken();
        var byId = taken.ToLookup(m => m.MessageId);
        var rows = coop.Rows("select '<' || message_id || '@krat-en-peen.example>', address, sent_at is not null, skipped_at is not null, key like 'sign-in/%' from mail where coalesce(sent_at, 'z') > '2026-11-23'"); // what went before that went without a server
        Assert.All(rows, r => Assert.All(byId[r[0]], m => Assert.Equal(r[1], m.To))); // what arrived is what stood in the outbox
        Assert.Empty(byId.Select(m => m.Key).Except(rows.Select(r => r[0]))); // and nothing else did
        Assert.Equal(0, coop.Number("select count(*) from mail where skip_reason = 'late' and (useful_until is null or useful_until > skipped_at)")); // no excuse before its time
        Assert.All(byId, same => Assert.Single(same.Select(m => (m.Subject, m.Text)).Distinct()));
        // Mails go one by one: the last one of a life that was killed is the only one whose answer can have been lost there.
        var lastOfLife = taken.GroupBy(m => m.Life).Where(l => killedLives.Contains(l.Key)).Select(l => l.Last()).ToHashSet(ReferenceEqualityComparer.Instance);
        var again = byId.SelectMany(same => same.SkipLast(1)).ToList();
        // Who looks for the cause needs the rows.
        var lost = coop.Rows("select '<' || message_id || '@krat-en-peen.example>', key, coalesce(sent_at, ''), coalesce(failed_at, ''), tries, error from mail where skipped_at is null and coalesce(sent_at, 'z') > '2026-11-23'")
            .Where(r => !byId.Contains(r[0])).Select(r => string.Join(' ', r.Skip(1))).ToList();
        Assert.True(lost.Count == 0, $"Not taken by the server, and not skipped:\n{string.Join('\n', lost)}");
        return new Figures(
            kills, string.Join(", ", killed.OrderByDescending(k => k.Value).Select(k => $"{k.Value} {k.Key}")), rows.Count, asked, taken.Count,
            taken.Count(m => !m.Answered), server.Events("later").Count,
            Lost: rows.Count(r => !byId.Contains(r[0]) && r[3] != "1") + Math.Max(0, asked - rows.Count(r => r[4] == "1")),
            Duplicates: again.Count, Unexplained: again.Count(m => m.Answered && !lastOfLife.Contains(m)),
            Skipped: rows.Count(r => r[3] == "1" && !byId.Contains(r[0])), Waiting: coop.Number(Waiting));
    }
}
