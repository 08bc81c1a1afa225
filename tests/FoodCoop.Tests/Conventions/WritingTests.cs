using System.Reflection;
using System.Text.RegularExpressions;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace FoodCoop.Tests.Conventions;

/// <summary>One connection per co-op writes; nothing else ever does (architecture.md habit 4, docs/decisions/0002-sqlite.md).</summary>
public sealed partial class WritingTests
{
    private const string Home = "src/FoodCoop/Platform/Data/CoopFile.cs";

    [Fact]
    public void Connections_are_made_in_one_file_only() =>
        Sources.Hold($"Only {Home} makes connections:", Sources.In(Sources.Program, ".cs", ".cshtml")
            .Where(f => f.Path != Home).SelectMany(f => f.Found(Connection())));

    [Fact]
    public void Exactly_one_of_them_may_write()
    {
        var source = Sources.In(Sources.Program, ".cs").Single(f => f.Path == Home);
        Assert.Equal(1, WritingMode().Count(source.Text));
        // each is made from a connection string with a mode: none falls back to the driver's default, which writes
        var strings = ConnectionString().Count(source.Text);
        Assert.Equal(2, strings);
        Assert.Equal(strings, Mode().Count(source.Text));
    }

    [Fact]
    public void A_co_ops_file_keeps_one_writing_connection_and_all_others_are_read_only()
    {
        var coop = new TestCoop();
        var kept = typeof(CoopFile).GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            .Where(f => f.FieldType == typeof(SqliteConnection)).Select(f => (SqliteConnection)f.GetValue(coop.File)!).ToList();
        Assert.Single(kept);
        Assert.Contains("Mode=ReadWriteCreate", kept[0].ConnectionString);
        using var reader = coop.File.OpenReader();
        Assert.Contains("Mode=ReadOnly", reader.ConnectionString);
        foreach (var sql in (string[])["delete from person_role", "create table x (y)", "pragma user_version = 7", "vacuum"])
        {
            using var command = reader.CreateCommand();
            command.CommandText = sql;
            Assert.Equal(8, Assert.Throws<SqliteException>(() => command.ExecuteNonQuery()).SqliteErrorCode); // SQLITE_READONLY
        }
    }

    [Theory, InlineData("GET"), InlineData("HEAD")]
    public async Task A_handler_that_writes_while_a_page_is_looked_at_is_stopped_by_the_database(string method)
    {
        var coop = new TestCoop();
        var stopped = await Assert.ThrowsAsync<SqliteException>(() => Handle(coop, method));
        Assert.Equal(8, stopped.SqliteErrorCode); // SQLITE_READONLY
        Assert.NotEqual("Written", NameOfMember1(coop));
    }

    [Fact]
    public async Task The_same_handler_may_write_in_a_post()
    {
        var coop = new TestCoop();
        await Handle(coop, "POST");
        Assert.Equal("Written", NameOfMember1(coop));
    }

    private static string NameOfMember1(TestCoop coop) => coop.Read(db => db.One<string>("select name from member where number = 1"));

    /// <summary>A handler that writes, behind the filter that stands before every page's.</summary>
    private static async Task Handle(TestCoop coop, string method)
    {
        using var db = new Db(coop.File);
        var http = new DefaultHttpContext { Request = { Method = method } };
        var page = new PageContext(new ActionContext(http, new RouteData(), new CompiledPageActionDescriptor { ModelTypeInfo = typeof(Any).GetTypeInfo() }));
        var model = new Any();
        var executing = new PageHandlerExecutingContext(page, [], new HandlerMethodDescriptor(), new Dictionary<string, object?>(), model);
        await new Transactions(db, new Texts(), NullLogger<Transactions>.Instance).OnPageHandlerExecutionAsync(executing, () =>
        {
            db.Execute("update member set name = 'Written' where number = 1");
            return Task.FromResult(new PageHandlerExecutedContext(page, [], new HandlerMethodDescriptor(), model) { Result = new LocalRedirectResult("/") });
        });
    }

    private sealed class Any : CoopPage;

    [GeneratedRegex(@"new\s+SqliteConnection\b[^\n]*|\bSqliteConnectionStringBuilder\b[^\n]*|\bSqliteOpenMode\b[^\n]*|\bData Source\s*=[^\n]*|\bSqliteFactory\b[^\n]*|\bsqlite3_open\w*[^\n]*")]
    private static partial Regex Connection();

    [GeneratedRegex(@"SqliteOpenMode\.ReadWrite\w*")]
    private static partial Regex WritingMode();

    [GeneratedRegex(@"new\s+SqliteConnectionStringBuilder\b")]
    private static partial Regex ConnectionString();

    [GeneratedRegex(@"\bMode\s*=\s*SqliteOpenMode\.")]
    private static partial Regex Mode();
}
