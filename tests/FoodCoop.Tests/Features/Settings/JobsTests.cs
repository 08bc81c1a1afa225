using FoodCoop.Features.Settings;
using FoodCoop.Platform.Jobs;
using FoodCoop.Platform.Mail;
using FoodCoop.Platform.Web;
using Microsoft.Extensions.DependencyInjection;

namespace FoodCoop.Tests.Features.Settings;

public sealed class JobsTests
{
    private readonly TestCoop coop = new();

    private Heartbeats Heartbeats => coop.Services.GetRequiredService<Heartbeats>();

    [Fact]
    public async Task Every_schedule_stands_on_the_page_with_what_it_does_in_words()
    {
        var page = await coop.As("Wei").Get("/settings/jobs");
        foreach (var schedule in coop.Services.GetRequiredService<IReadOnlyList<Schedule>>())
        {
            foreach (var language in Languages.All)
            {
                Assert.True(Texts.For(language).Has("Settings.Job." + schedule.Job), $"{schedule.Job} has no name in {language}");
                Assert.True(Texts.For(language).Has("Settings.JobText." + schedule.Job), $"{schedule.Job} has no text in {language}");
            }
            Assert.Contains(Texts.For("en")["Settings.JobText." + schedule.Job], page.Text);
        }
    }

    [Fact]
    public async Task A_round_that_found_nothing_to_do_is_shown_too_with_when_it_was()
    {
        Heartbeats.Begin(MailJob.Name, coop.File.Name);
        TestClock.Advance(TimeSpan.FromSeconds(2.5));
        Heartbeats.Finish(MailJob.Name, coop.File.Name, "", "");
        Assert.Contains("Last round Thursday 12 November, 20:00 · 2.5 s · nothing was due", await Card(MailJob.Name));
        Assert.Contains("not yet since the program was started", await Card("cycle-clock"));
    }

    [Fact]
    public async Task A_job_that_fails_says_since_when_how_often_and_with_which_words()
    {
        var rounds = Rounds();
        for (var i = 0; i < 3; i++, TestClock.Advance(TimeSpan.FromMinutes(1)))
            await Run(rounds, () => throw new InvalidOperationException("the disk is full"));
        var failing = await Card(MailJob.Name);
        Assert.Contains("It has failed 3 times since Thursday 12 November, 20:00:", failing);
        Assert.Contains("the disk is full", failing);
        Assert.Equal(1, coop.Read(db => db.One<int>("select count(*) from job_run"))); // not a row for each quarter of a minute

        await Run(rounds, () => "sent 2, not sent 0");
        var well = await Card(MailJob.Name);
        Assert.Contains("it runs again", well);
        Assert.Contains("2 mails sent", well);
        Assert.DoesNotContain("0 mails", well);
    }

    [Fact]
    public async Task The_history_keeps_twenty_rounds_in_sight()
    {
        var rounds = Rounds();
        for (var i = 1; i <= 25; i++) await Run(rounds, () => $"sent {i}, not sent 0");
        var page = await coop.As("Wei").Get("/settings/jobs");
        Assert.Equal(20, page.Html.QuerySelectorAll("#mail tbody tr").Length);
        Assert.Contains("25 mails sent", page["#mail tbody tr"]);
    }

    [Fact]
    public async Task Run_now_rings_for_the_scheduler_and_does_nothing_itself()
    {
        var bell = coop.Services.GetRequiredService<JobBell>();
        Assert.False(bell.IsRinging("waiting-list"));
        var browser = coop.As("Wei");
        var page = await browser.Submit(await browser.Get("/settings/jobs"), "#waiting-list form.now");
        Assert.Contains("“The waiting list” has been called", page.Text);
        Assert.True(bell.IsRinging("waiting-list"));
        Assert.Equal(404, (await browser.Post("/settings/jobs", [new("job", "no-such-job"), new("__RequestVerificationToken", page.Html.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!)])).Status);
    }

    [Fact]
    public void What_a_job_wrote_down_is_told_in_both_languages()
    {
        var dutch = Texts.For("nl");
        var dates = new CoopDates(TimeZoneInfo.Utc, dutch.Culture);
        Assert.Equal("2 maanden gepland, december 2026: open", JobWords.Did("planned 2, 2026-12 Open", dutch, dates));
        Assert.Equal("een vrije plek aangeboden (2×)", JobWords.Did("offered 7, offered 9", dutch, dates));
        Assert.Equal("1 mail kon niet weg", JobWords.Did("sent 0, not sent 1", dutch, dates));
        Assert.Equal("december 2026: 43 mails “Laatste oproep” geschreven", JobWords.Did("2026-12 last-call 43", dutch, dates));
        Assert.Equal("something new 3", JobWords.Did("something new 3", dutch, dates));
    }

    private async Task<string> Card(string job) =>
        string.Join(' ', (await coop.As("Wei").Get("/settings/jobs"))["#" + job]!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private JobRounds Rounds() => coop.Services.GetRequiredService<JobRounds>();

    /// <summary>A round of the mail job in this test's co-op only.</summary>
    private Task Run(JobRounds rounds, Func<string> work) => rounds.RunIn(coop.File, MailJob.Name, (_, _, _) => Task.FromResult(work()), default);
}
