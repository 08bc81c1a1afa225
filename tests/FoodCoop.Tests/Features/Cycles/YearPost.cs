using System.Net.Mail;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Mail;

namespace FoodCoop.Tests.Features.Cycles;

/// <summary>The mail server of a simulated year: it notes what it accepts, and now and then the program dies while it is talking to it.</summary>
internal sealed class YearPost(TimeProvider clock)
{
    private static readonly MailSettings Settings = new("", 25, "", "", false, "post@server.example", "");

    private readonly Lock gate = new();
    private readonly List<(string Id, string To, int Round, DateTimeOffset At)> accepted = [];
    private readonly List<(string Id, DateTimeOffset At, bool Accepted)> stopped = [];
    private readonly List<(int Round, DateTimeOffset At)> whole = [];

    private sealed record Row(string Key, string MessageId, string Address, DateTimeOffset CreatedAt, DateTimeOffset UsefulUntil, bool Sent, bool Skipped, bool Failed, string SkipReason);

    /// <summary>What became of a year's mails.</summary>
    public sealed record Account(int Mails, int Sent, int Late, int LaterOne, int Changed, int Twice);

    public int Stops => stopped.Count;

    /// <summary>A round that is not interrupted.</summary>
    public async Task Round(CoopFile file, int round)
    {
        await MailRound.Run(file, clock, Settings, (message, _) => Accept(message, round));
        lock (gate) whole.Add((round, clock.GetUtcNow()));
    }

    /// <summary>A round in which the program dies at a mail, before the server has it or just after; false when there were too few.</summary>
    public async Task<bool> StoppedRound(CoopFile file, int round, int atMail, bool afterAcceptance)
    {
        using var stop = new CancellationTokenSource();
        var seen = 0;
        try
        {
            await MailRound.Run(file, clock, Settings, async (message, stopping) =>
            {
                if (++seen == atMail)
                {
                    if (afterAcceptance) await Accept(message, round);
                    stopped.Add((Id(message), clock.GetUtcNow(), afterAcceptance));
                    await stop.CancelAsync();
                    stopping.ThrowIfCancellationRequested();
                }
                await Accept(message, round);
            }, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return true;
        }
        whole.Add((round, clock.GetUtcNow()));
        return false;
    }

    /// <summary>Holds every row of the outbox against what must have become of it.</summary>
    public Account Check(CoopFile file, IReadOnlyDictionary<string, YearModel.Expected> expected)
    {
        var rows = file.Read(db => db.Query<Row>("""
            select iif(key like '%/withdrawn-%', substr(key, 1, instr(key, '/withdrawn-') - 1), key) as key, message_id, address, created_at, useful_until, sent_at is not null as sent, skipped_at is not null as skipped,
              failed_at is not null as failed, skip_reason
            from mail
            """));
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), rows.Select(r => r.Key).Order(StringComparer.Ordinal));
        Assert.Equal(rows.Count, rows.Select(r => r.MessageId).Distinct(StringComparer.Ordinal).Count());
        Assert.Subset(rows.Select(r => r.MessageId).ToHashSet(StringComparer.Ordinal), accepted.Select(a => a.Id).ToHashSet(StringComparer.Ordinal));
        var (arrivals, stops) = (accepted.ToLookup(a => a.Id), stopped.ToLookup(s => s.Id));
        var twice = 0;
        foreach (var row in rows)
        {
            var mail = expected[row.Key];
            var came = arrivals[row.MessageId].ToList();
            var usefulUntil = mail.UsefulUntil.Last(u => u == mail.UsefulUntil[0] || !row.Sent || u.Round < came[^1].Round).At;
            string Say(string what) => $"{row.Key}: {what}. Written {mail.Written:u} in round {mail.Round}, useful until {usefulUntil:u}, replaced {mail.Replaced}; "
                + $"sent {row.Sent}, skipped {row.Skipped} {row.SkipReason}; came {string.Join(", ", came.Select(a => $"{a.At:u}"))}";
            Assert.True(row.Address == mail.To.Email && row.CreatedAt == mail.Written && row.UsefulUntil == usefulUntil, Say($"other than expected, useful until {row.UsefulUntil:u}"));
            Assert.True(row.Sent != row.Skipped && !row.Failed, Say("neither sent nor skipped, or both"));
            Assert.True(came.All(a => a.To == mail.To.Email && a.Round >= mail.Round && a.At >= mail.Written && a.At < usefulUntil), Say("out of time"));
            // Each stop between acceptance and its record costs one more sending, and nothing else does.
            var lost = stops[row.MessageId].Count(s => s.Accepted);
            Assert.True(came.Count == lost + (row.Sent ? 1 : 0), Say($"came {came.Count} times with {lost} records lost"));
            if (came.Count > 1) twice++;
            bool Held(DateTimeOffset at) => stops[row.MessageId].Any(s => s.At <= at && at < s.At + MailRound.Lease);
            if (row.Sent)
            {
                Assert.True(mail.Replaced is not { } r || came[^1].Round <= r.Round || Held(r.At), Say("sent although a later one had taken its place"));
                continue;
            }
            Assert.True(mail.Replaced?.Reason == row.SkipReason || row.SkipReason == "late", Say("skipped for no reason"));
            var chance = whole.Where(w => w.Round > mail.Round && w.At < usefulUntil && !Held(w.At) && (mail.Replaced is not { } r || w.Round < r.Round)).ToList();
            Assert.True(chance.Count == 0, Say($"not sent, although the post came by at {chance.FirstOrDefault().At:u}"));
        }
        return new(rows.Count, rows.Count(r => r.Sent), rows.Count(r => r.SkipReason == "late"), rows.Count(r => r.SkipReason == "later-one"),
            rows.Count(r => r.SkipReason == "changed"), twice);
    }

    private Task Accept(MailMessage message, int round)
    {
        lock (gate) accepted.Add((Id(message), message.To[0].Address, round, clock.GetUtcNow()));
        return Task.CompletedTask;
    }

    private static string Id(MailMessage message) => message.Headers["Message-ID"]!.Trim('<', '>').Split('@')[0];
}
