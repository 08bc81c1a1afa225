using FoodCoop.Platform;
using FoodCoop.Platform.Web;
using Microsoft.Data.Sqlite;

namespace FoodCoop.Tests.Platform.Data;

public sealed class DbTests
{
    private sealed record Row(int Number, string Name, bool Left, Id<Member> Id, DateOnly JoinedOn, string? Missing);

    [Fact]
    public void A_record_is_filled_by_the_names_of_its_columns()
    {
        var coop = new TestCoop();
        var row = coop.Read(db => db.One<Row>("select number, name, left_on is not null as left, id, joined_on, null as missing from member where number = 114"));
        Assert.Equal(new Row(114, "Amara", false, row.Id, new DateOnly(2024, 1, 26), null), row);
        Assert.True(row.Id.Value > 0);
    }

    [Fact]
    public void A_query_whose_columns_are_not_those_of_its_record_says_so()
    {
        var coop = new TestCoop();
        var wrong = Assert.Throws<InvalidOperationException>(() => coop.Read(db => db.Query<Row>("select name, number from member")));
        Assert.Contains("in this order", wrong.Message);
    }

    [Fact]
    public void A_moment_a_date_and_a_time_stand_in_the_database_as_the_house_writes_them()
    {
        var coop = new TestCoop();
        var at = new DateTimeOffset(2026, 11, 12, 20, 0, 0, TimeSpan.FromHours(1));
        DateTimeOffset? maybe = at;
        Assert.Equal(
            ("2026-11-12T19:00:00.000Z", "2026-11-12T19:00:00.000Z", "2026-11-12", "20:00"),
            coop.Read(db => db.One<(string, string, string, string)>(
                "select @at, @maybe, @day, @time", new { at, maybe, day = new DateOnly(2026, 11, 12), time = new TimeOnly(20, 0) })));
    }

    [Fact]
    public void Outside_of_the_writing_transaction_nothing_can_be_written()
    {
        var coop = new TestCoop();
        var refused = Assert.Throws<SqliteException>(() => coop.Read(db => db.Execute("update member set name = 'x'")));
        Assert.Equal(8, refused.SqliteErrorCode); // SQLITE_READONLY
    }

    [Fact]
    public async Task Who_waits_for_the_writer_is_served_in_the_order_of_arrival()
    {
        var coop = new TestCoop();
        var served = new List<int>();
        using var first = new FoodCoop.Platform.Data.Db(coop.File);
        await first.BeginAsync();
        var others = Enumerable.Range(0, 20).Select(i => coop.File.WriteAsync(_ => served.Add(i))).ToArray();
        first.Commit();
        await Task.WhenAll(others);
        Assert.Equal(Enumerable.Range(0, 20), served);
    }

    [Fact]
    public async Task Who_leaves_the_line_is_passed_over()
    {
        var coop = new TestCoop();
        using var first = new FoodCoop.Platform.Data.Db(coop.File);
        await first.BeginAsync();
        using var impatient = new CancellationTokenSource();
        var left = coop.File.WriteAsync(_ => { }, impatient.Token);
        var stayed = coop.File.WriteAsync(db => db.Execute("update member set name = 'Stayed' where number = 1"));
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        first.RollBack();
        await stayed;
        Assert.Equal("Stayed", coop.Read(db => db.One<string>("select name from member where number = 1")));
    }

    [Fact]
    public void What_is_not_committed_is_taken_back()
    {
        var coop = new TestCoop();
        Assert.Throws<InvalidOperationException>(() => coop.Write(db =>
        {
            db.Execute("update member set name = 'x'");
            throw new InvalidOperationException();
        }));
        Assert.Equal("Amara", coop.Read(db => db.One<string>("select name from member where number = 114")));
    }
}
