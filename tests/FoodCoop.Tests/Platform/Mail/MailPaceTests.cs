using System.Net.Mail;
using FoodCoop.Platform.Mail;

namespace FoodCoop.Tests.Platform.Mail;

public sealed class MailPaceTests
{
    private static readonly MailSettings Settings = new("", 25, "", "", false, "post@server.example", "");
    private static readonly DateTimeOffset Now = TestClock.Start;
    private readonly TestCoop coop = new();
    private readonly List<(DateTimeOffset At, string Subject)> sent = [];

    private static DateTimeOffset Ago(int minutes) => Now.AddMinutes(-minutes);

    [Fact]
    public async Task Two_hundred_mails_at_a_hundred_an_hour_take_two_hours_and_never_more_than_a_hundred_leave_within_one()
    {
        Limit(100);
        for (var i = 0; i < 200; i++) Write($"mail {i}");
        var until = await UntilDone(TimeSpan.FromMinutes(1));
        Assert.Equal(200, sent.Select(s => s.Subject).Distinct().Count());
        Assert.Equal(200, sent.Count);
        Assert.Equal(Now.AddHours(1), until); // a hundred in the first hour, a hundred in the second
        Assert.All(sent, one => Assert.InRange(sent.Count(other => other.At > one.At - TimeSpan.FromHours(1) && other.At <= one.At), 1, 100));
    }

    [Fact]
    public async Task The_limit_holds_also_when_mails_are_written_little_by_little()
    {
        Limit(10);
        for (var minute = 0; minute < 180; minute++, TestClock.Advance(TimeSpan.FromMinutes(1)))
        {
            if (minute % 3 == 0) Write($"mail {minute}");
            await Round();
        }
        Assert.Equal(30, sent.Count);
        Assert.All(sent, one => Assert.InRange(sent.Count(other => other.At > one.At - TimeSpan.FromHours(1) && other.At <= one.At), 1, 10));
    }

    [Fact]
    public async Task A_sign_in_mail_is_never_held_back_but_counts()
    {
        Limit(2);
        foreach (var subject in (string[])["one", "two", "three"]) Write(subject);
        await Round();
        Assert.Equal(["one", "two"], sent.Select(s => s.Subject));
        Write("sign in", priority: 0);
        TestClock.Advance(TimeSpan.FromMinutes(30));
        await Round();
        Assert.Equal("sign in", sent[^1].Subject);
        TestClock.Advance(TimeSpan.FromMinutes(30));
        await Round();
        Assert.Equal(["one", "two", "sign in", "three"], sent.Select(s => s.Subject)); // the two of the first minute are an hour ago, the sign-in mail is not
    }

    [Fact]
    public async Task What_is_held_back_past_its_last_useful_moment_is_skipped_and_not_sent()
    {
        Limit(1);
        Write("one");
        Write("two", usefulUntil: Now.AddMinutes(30));
        await Round();
        TestClock.Advance(TimeSpan.FromMinutes(30));
        await Round();
        Assert.Equal("late", coop.Read(db => db.One<string>("select skip_reason from mail where subject = 'two'")));
    }

    [Fact]
    public void Without_a_limit_nothing_is_held_back_and_no_time_is_promised()
    {
        var pace = new MailPace(0, []);
        Assert.True(pace.HasRoom);
        Assert.Null(pace.HeldUntil);
        Assert.Null(pace.LeavesAt(Now, 200));
    }

    [Fact]
    public void Each_place_of_the_hour_is_used_again_an_hour_later()
    {
        var pace = new MailPace(3, [Ago(50), Ago(20)]);
        Assert.Null(pace.HeldUntil);
        Assert.Equal(
            [Now, Ago(50).AddHours(1), Ago(20).AddHours(1), Now.AddHours(1), Ago(50).AddHours(2)],
            Enumerable.Range(1, 5).Select(n => pace.LeavesAt(Now, n)!.Value));
    }

    [Fact]
    public void With_all_places_used_it_says_until_when_also_when_sign_in_mails_have_gone_beyond_the_limit()
    {
        Assert.Equal(Ago(50).AddHours(1), new MailPace(2, [Ago(50), Ago(20)]).HeldUntil);
        Assert.Equal(Ago(20).AddHours(1), new MailPace(2, [Ago(50), Ago(20), Ago(5)]).HeldUntil);
        Assert.Equal(Ago(20).AddHours(1), new MailPace(2, [Ago(50), Ago(20), Ago(5)]).LeavesAt(Now, 1));
    }

    private async Task<DateTimeOffset> UntilDone(TimeSpan step)
    {
        for (var rounds = 0; rounds < 1000; rounds++, TestClock.Advance(step))
        {
            await Round();
            if (coop.Read(db => db.One<int>("select count(*) from mail where sent_at is null")) == 0) return TestClock.Instance.GetUtcNow();
        }
        throw new InvalidOperationException("not done");
    }

    private Task<string> Round() => MailRound.Run(coop.File, TestClock.Instance, Settings, (message, _) =>
    {
        sent.Add((TestClock.Instance.GetUtcNow(), message.Subject));
        return Task.CompletedTask;
    });

    private void Limit(int perHour) => coop.Write(db => db.Execute("update coop set mails_per_hour = @perHour", new { perHour }));

    private void Write(string subject, int priority = 5, DateTimeOffset? usefulUntil = null) =>
        Assert.True(coop.Write(db => Outbox.Write(db, TestClock.Instance.GetUtcNow(), new MailDraft(
            subject, "test", null, "amara@proef.example", subject, "words", UsefulUntil: usefulUntil, Priority: priority))));
}
