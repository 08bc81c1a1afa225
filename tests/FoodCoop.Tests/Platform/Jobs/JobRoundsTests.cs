using FoodCoop.Platform;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Jobs;
using FoodCoop.Platform.Mail;
using Microsoft.Extensions.Logging.Abstractions;

namespace FoodCoop.Tests.Platform.Jobs;

public sealed class JobRoundsTests : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("foodcoop-jobs-").FullName;
    private readonly DataFolder folder;
    private readonly Coops coops;
    private readonly Heartbeats heartbeats = new(TestClock.Instance);
    private readonly JobRounds rounds;

    private sealed record Run(string Job, string Did, string Error);

    public JobRoundsTests()
    {
        folder = new DataFolder(path);
        coops = new Coops(folder, TestClock.Instance, new JobBell(), NullLogger<Coops>.Instance);
        foreach (var name in new[] { "a", "b", "c" }) coops.Open(name);
        rounds = new JobRounds(coops, heartbeats, TestClock.Instance, NullLogger<JobRounds>.Instance);
    }

    public void Dispose()
    {
        coops.Dispose();
        folder.Dispose();
        Directory.Delete(path, recursive: true);
    }

    [Fact]
    public async Task A_failure_in_one_co_op_is_recorded_there_and_does_not_stop_the_others()
    {
        await rounds.Run("test", (file, _, _) => file.Name == "b" ? throw new InvalidOperationException("broken") : Task.FromResult("did " + file.Name), default);
        Assert.Equal(new Run("test", "did a", ""), Assert.Single(Runs("a")));
        Assert.Equal(new Run("test", "", "broken"), Assert.Single(Runs("b")));
        Assert.Equal(new Run("test", "did c", ""), Assert.Single(Runs("c")));
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_does_not_stop_the_others()
    {
        await File.WriteAllTextAsync(Path.Combine(path, "aa.db"), new string('x', 5000));
        await rounds.Run("test", (file, _, _) => Task.FromResult("did " + file.Name), default);
        Assert.Single(Runs("b"));
    }

    [Fact]
    public async Task A_round_with_nothing_to_do_leaves_no_row_and_old_rows_go()
    {
        await rounds.Run("test", (_, _, _) => Task.FromResult("old"), default);
        TestClock.Advance(TimeSpan.FromDays(100));
        await rounds.Run("test", (_, _, _) => Task.FromResult(""), default);
        Assert.Single(Runs("a"));
        await rounds.Run("test", (_, _, _) => Task.FromResult("new"), default);
        Assert.Equal("new", Assert.Single(Runs("a")).Did);
    }

    [Fact]
    public async Task The_same_failure_again_and_again_is_one_row_until_something_else_happens()
    {
        Task Fails(string words) => rounds.Run("test", (file, _, _) => file.Name == "a" ? throw new InvalidOperationException(words) : Task.FromResult(""), default);
        await Fails("away");
        await Fails("away");
        await Fails("broken");
        await Fails("broken");
        await rounds.Run("test", (_, _, _) => Task.FromResult(""), default); // it went well in between
        await Fails("broken");
        Assert.Equal(["away 2", "broken 2", "broken 1"], coops.Open("a").Read(db => db.Query<string>("select error || ' ' || times from job_run order by id")));
    }

    [Fact]
    public async Task The_last_round_is_remembered_for_each_job_and_co_op_also_when_a_file_cannot_be_opened()
    {
        await File.WriteAllTextAsync(Path.Combine(path, "aa.db"), new string('x', 5000));
        await rounds.Run("test", (file, _, _) => Task.FromResult(file.Name == "b" ? "did" : ""), default);
        Assert.Equal(("did", ""), (heartbeats.Round("test", "b")!.Did, heartbeats.Round("test", "c")!.Did));
        Assert.NotEmpty(heartbeats.Round("test", "aa")!.Error);
        Assert.Null(heartbeats.Round("other", "b"));
    }

    [Fact]
    public async Task A_job_is_alive_for_three_minutes_after_its_round()
    {
        TestClock.Advance(TimeSpan.FromMinutes(10));
        Assert.False(heartbeats.IsAlive("test", "a"));
        await rounds.Run("test", (_, _, _) => Task.FromResult(""), default);
        TestClock.Advance(TimeSpan.FromMinutes(3));
        Assert.True(heartbeats.IsAlive("test", "a"));
        TestClock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(heartbeats.IsAlive("test", "a"));
    }

    private List<Run> Runs(string coop) => coops.Open(coop).Read(db => db.Query<Run>("select job, did, error from job_run"));
}
