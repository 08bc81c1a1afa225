using System.Net;
using FoodCoop.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace FoodCoop.Tests.Platform.Web;

public sealed class HealthTests
{
    private readonly TestCoop coop = new();

    [Fact]
    public async Task All_is_well_when_the_database_can_be_written_and_the_jobs_come_round()
    {
        TestClock.Advance(TimeSpan.FromDays(1));
        Beat();
        var (status, body) = await Ask();
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""{"status":"ok","database":"writable","migrations":"current","jobs":"alive"}""", body);
        Assert.Equal(0, coop.Read(db => db.One<int>("select count(*) from job_run")));
    }

    [Fact]
    public async Task A_job_that_has_not_come_round_for_more_than_three_minutes_is_said()
    {
        TestClock.Advance(TimeSpan.FromDays(1));
        Beat();
        TestClock.Advance(TimeSpan.FromSeconds(181));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"trouble","database":"writable","migrations":"current","jobs":"not alive"}"""), await Ask());
    }

    [Fact]
    public async Task A_schema_that_is_not_this_program_s_is_said()
    {
        coop.Write(db => db.Execute("delete from migration where number = (select max(number) from migration)"));
        Beat();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"trouble","database":"writable","migrations":"not current","jobs":"alive"}"""), await Ask());
    }

    [Fact]
    public async Task A_database_that_cannot_be_written_is_said()
    {
        coop.Write(db => db.Execute("drop table job_run"));
        Beat();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"trouble","database":"not writable","migrations":"current","jobs":"alive"}"""), await Ask());
    }

    [Fact]
    public async Task It_carries_the_headers_of_every_answer()
    {
        using var response = await coop.As(null).Raw(new HttpRequestMessage(HttpMethod.Get, "/healthz"));
        Assert.Contains("default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    private void Beat()
    {
        foreach (var schedule in coop.Services.GetRequiredService<IReadOnlyList<Schedule>>()) coop.Services.GetRequiredService<Heartbeats>().Beat(schedule.Job, coop.File.Name);
    }

    private async Task<(HttpStatusCode Status, string Body)> Ask()
    {
        using var response = await coop.As(null).Raw(new HttpRequestMessage(HttpMethod.Get, "/healthz"));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
