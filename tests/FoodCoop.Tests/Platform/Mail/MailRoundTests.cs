using System.Collections.Concurrent;
using System.Net.Mail;
using FoodCoop.Platform.Mail;

namespace FoodCoop.Tests.Platform.Mail;

public sealed class MailRoundTests
{
    private static readonly MailSettings Settings = new("", 25, "", "", false, "post@server.example", "");
    private readonly TestCoop coop = new();
    private readonly ConcurrentQueue<string> sent = new();

    private sealed record State(int Tries, DateTimeOffset NextTryAt, bool Sent, bool Skipped, bool Failed, string Error, string? Text);

    [Fact]
    public async Task A_mail_is_sent_once_however_many_rounds_are_made_at_the_same_moment()
    {
        Write("one");
        Write("two");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Round(Accept))));
        Assert.Equal(["one", "two"], sent.Order());
        Assert.Equal("", await Round(Accept));
    }

    [Fact]
    public async Task Sign_in_mail_goes_before_all_others()
    {
        Write("usual");
        Write("sign-in", priority: 0);
        Assert.Equal("sent 2, not sent 0", await Round(Accept));
        Assert.Equal(["sign-in", "usual"], sent);
    }

    [Fact]
    public async Task The_body_of_a_secret_mail_is_erased_once_it_is_sent_skipped_or_failed()
    {
        Write("sent", secret: true);
        Write("open");
        Write("late", secret: true, usefulUntil: TestClock.Start.AddMinutes(-1));
        Write("no-address", secret: true, address: "broken@@address");
        await Round(Accept);
        Assert.Equal(["late ", "no-address ", "open words", "sent "], coop.Read(db => db.Query<string>(
            "select subject || ' ' || coalesce(body_text, '') from mail order by subject")));
    }

    [Fact]
    public async Task Past_its_last_useful_moment_a_mail_is_skipped()
    {
        Write("late", usefulUntil: TestClock.Start.AddHours(1));
        TestClock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("", await Round(Accept));
        Assert.Empty(sent);
        Assert.True(Look("late").Skipped);
    }

    [Fact]
    public async Task A_server_that_is_away_for_an_hour_gets_the_mail_afterwards_once()
    {
        Write("patient");
        var end = TestClock.Start.AddHours(1);
        for (; TestClock.Instance.GetUtcNow() < end; TestClock.Advance(TimeSpan.FromSeconds(15))) await Round(Refuse);
        var waiting = Look("patient");
        Assert.Equal((5, "away"), (waiting.Tries, waiting.Error)); // at 0, 1, 3, 8 and 23 minutes; the next at 83
        for (; TestClock.Instance.GetUtcNow() < end.AddHours(1); TestClock.Advance(TimeSpan.FromSeconds(15))) await Round(Accept);
        Assert.Equal(["patient"], sent);
        Assert.Equal("", Look("patient").Error);
    }

    [Fact]
    public async Task After_the_last_pause_a_mail_has_failed()
    {
        Write("hopeless");
        foreach (var pause in MailRound.Pauses)
        {
            await Round(Refuse);
            Assert.Equal(TestClock.Instance.GetUtcNow() + pause, Look("hopeless").NextTryAt);
            TestClock.Advance(pause);
        }
        await Round(Refuse);
        Assert.True(Look("hopeless").Failed);
        TestClock.Advance(TimeSpan.FromDays(7));
        Assert.Equal("", await Round(Accept));
    }

    [Fact]
    public async Task A_server_that_is_away_is_asked_once_in_a_round_and_a_wrong_address_holds_up_nobody()
    {
        Write("first");
        Write("second");
        Assert.Equal("sent 0, not sent 1", await Round(Refuse));
        Write("nobody", address: "no address");
        Assert.Equal("sent 1, not sent 1", await Round(Accept)); // "first" waits for its pause
        Assert.Equal(["second"], sent);
        Assert.True(Look("nobody").Failed);
    }

    [Fact]
    public async Task Who_dies_while_sending_leaves_a_lease_that_runs_out()
    {
        Write("interrupted");
        using var killed = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => MailRound.Run(coop.File, TestClock.Instance, Settings, async (_, stopping) =>
        {
            await killed.CancelAsync();
            stopping.ThrowIfCancellationRequested();
        }, killed.Token));
        TestClock.Advance(MailRound.Lease - TimeSpan.FromSeconds(1));
        Assert.Equal("", await Round(Accept));
        TestClock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("sent 1, not sent 0", await Round(Accept));
        Assert.Equal(2, Look("interrupted").Tries);
    }

    [Fact]
    public async Task The_program_s_writing_line_is_free_while_a_mail_is_on_its_way()
    {
        Write("slow");
        var wrote = false;
        await MailRound.Run(coop.File, TestClock.Instance, Settings, async (_, stopping) => wrote = await coop.File.WriteAsync(_ => true, stopping));
        Assert.True(wrote);
    }

    private Task<string> Round(MailRound.Deliver deliver) => MailRound.Run(coop.File, TestClock.Instance, Settings, deliver);

    private Task Accept(MailMessage message, CancellationToken stopping)
    {
        sent.Enqueue(message.Subject);
        return Task.CompletedTask;
    }

    private static Task Refuse(MailMessage message, CancellationToken stopping) => throw new SmtpException("away");

    private void Write(string subject, int priority = 5, bool secret = false, DateTimeOffset? usefulUntil = null, string address = "amara@proef.example") =>
        Assert.True(coop.Write(db => Outbox.Write(db, TestClock.Instance.GetUtcNow(), new MailDraft(
            subject, "test", null, address, subject, "words", UsefulUntil: usefulUntil, Secret: secret, Priority: priority))));

    private State Look(string subject) => coop.Read(db => db.One<State>("""
        select tries, next_try_at, sent_at is not null as sent, skipped_at is not null as skipped, failed_at is not null as failed, error, body_text as text
        from mail where subject = @subject
        """, new { subject }));
}
