using System.Reflection;
using System.Text.RegularExpressions;
using FoodCoop.Platform;
using FoodCoop.Platform.Data;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FoodCoop.Tests.Conventions;

/// <summary>SQL in sight (architecture.md habit 3): constants, each one statement that the migrated schema can prepare.</summary>
public sealed partial class SqlTests
{
    /// <summary>Every constant of the program whose text begins as a statement does, with the type it stands in.</summary>
    private static readonly List<(string Name, string Sql)> Constants =
    [
        .. typeof(Coops).Assembly.GetTypes()
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(f => f.IsLiteral && f.FieldType == typeof(string) && f.GetRawConstantValue() is string)
            .Select(f => ($"{f.DeclaringType!.FullName!.Replace('+', '.')}.{f.Name}", (string)f.GetRawConstantValue()!))
            .Where(c => Statement().IsMatch(c.Item2)),
    ];

    [Fact]
    public void Every_sql_constant_prepares_against_the_migrated_schema_and_is_one_statement()
    {
        Assert.True(Constants.Count > 3, "The constants were not found.");
        var coop = new TestCoop(empty: true);
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = coop.File.Path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        Sources.Hold("These constants are not one statement that prepares:", Constants
            .Select(c => (c.Name, Wrong: Prepared(connection.Handle!, c.Sql)))
            .Where(c => c.Wrong is not null)
            .Select(c => $"{c.Name}: {c.Wrong}"));
    }

    [Fact]
    public void A_wrong_column_a_second_statement_and_an_unknown_table_are_found()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Assert.Null(Prepared(connection.Handle!, "select name, @given from sqlite_master -- with a word\n"));
        Assert.Contains("no such column", Prepared(connection.Handle!, "select nam from sqlite_master"));
        Assert.Contains("no such table", Prepared(connection.Handle!, "delete from membr"));
        Assert.Contains("more than one", Prepared(connection.Handle!, "select 1; select 2"));
    }

    [Fact]
    public void Sql_is_lower_case() =>
        Sources.Hold("SQL is written in lower case (a literal in quotes may be anything):", Constants
            .Where(c => Shouted().IsMatch(Quoted().Replace(c.Sql, "''")))
            .Select(c => $"{c.Name}: {Shouted().Match(Quoted().Replace(c.Sql, "''")).Value}")
            .Concat(Sources.In(Sources.Program, ".cs").SelectMany(f => Literals.Of(f.Text)
                .Where(l => ShoutedStatement().IsMatch(l.Value)).Select(l => $"{f.At(l.Position)}: {Short(l.Value)}"))));

    [Fact]
    public void All_sql_stands_in_constants_of_a_type_where_the_other_tests_see_it()
    {
        var seen = Constants.Select(c => Folded(c.Sql)).ToList();
        Sources.Hold("SQL that is not (part of) a constant of a type; make it a private const string above its handler:",
            Sources.In(Sources.Program, ".cs").SelectMany(f => Literals.Of(f.Text)
                .Where(l => Statement().IsMatch(l.Value))
                .Where(l => !Declared().IsMatch(l.Before) || !seen.Any(s => s.Contains(Folded(l.Value), StringComparison.Ordinal)))
                .Select(l => $"{f.At(l.Position)}: {Short(l.Value)}")));
    }

    [Fact]
    public void No_sql_is_written_or_put_together_where_it_is_sent() =>
        Sources.Hold("A statement is sent by the name of its constant, not written or put together in the call:",
            Sources.In(Sources.Program, ".cs", ".cshtml").SelectMany(f => f.Found(Inline())));

    [Fact]
    public void Every_parameter_of_a_statement_is_given_by_its_exact_name() =>
        Sources.Hold("SQLite tells @number from @Number; these statements miss a parameter of just that name:",
            Sources.In(Sources.Program, ".cs").SelectMany(f => Sent().Matches(f.Text).SelectMany(m => Missing(f, m))));

    [Fact]
    public void A_parameter_given_in_another_case_or_not_at_all_is_found()
    {
        static SourceFile Calling(string call) => new("x.cs", $"namespace FoodCoop.Platform.Web;\nclass SignInCookie {{ void M() => {call}; }}");
        static IEnumerable<string> In(SourceFile file) => Sent().Matches(file.Text).SelectMany(m => Missing(file, m));
        Assert.Empty(In(Calling("db.Find<ViewerRow>(FindViewer, new { id })")));
        Assert.Empty(In(Calling("db.Find<ViewerRow>(FindViewer, new { a = F(b, c), viewer.id })")));
        Assert.Empty(In(Calling("db.Find<ViewerRow>(FindViewer, new { a = F(b, id), id = G(1, (2, 3)) })")));
        Assert.Single(In(Calling("db.Find<ViewerRow>(FindViewer, new { Id })")));
        Assert.Single(In(Calling("db.Find<ViewerRow>(FindViewer, new { a = F(b, id), id.Value })")));
        Assert.Single(In(Calling("db.Find<ViewerRow>(FindViewer)")));
    }

    [Fact]
    public void Views_do_not_ask_the_database() =>
        Sources.Hold("A view shows what its page has loaded:",
            Sources.In(Sources.Program, ".cshtml").SelectMany(f => f.Found(Asks())));

    [Fact]
    public void Only_platform_data_knows_the_driver_and_transactions() =>
        Sources.Hold("Features reach the database through Db; transactions begin and end in Platform/Data:",
            Sources.In(Sources.Program, ".cs", ".cshtml")
                .Where(f => !f.Path.StartsWith("src/FoodCoop/Platform/Data/", StringComparison.Ordinal))
                .SelectMany(f => f.Found(Driver())));

    private static string? Prepared(sqlite3 handle, string sql)
    {
        var result = raw.sqlite3_prepare_v3(handle, sql, 0, out var statement, out var tail);
        using (statement)
        {
            if (result != raw.SQLITE_OK) return raw.sqlite3_errmsg(handle).utf8_to_string();
            var rest = SqlComment().Replace(tail ?? "", "").Trim();
            return rest.Length == 0 ? null : $"holds more than one statement: {Short(rest)}";
        }
    }

    private static IEnumerable<string> Missing(SourceFile file, Match call)
    {
        var name = call.Groups["sql"].Value.Split('.');
        var space = Space().Match(file.Text).Groups[1].Value;
        // a constant of this file's types, or of the type that is named before it
        var statements = Constants.Where(c => c.Name.StartsWith(space + ".", StringComparison.Ordinal) && c.Name.Split('.') is var full && full[^1] == name[^1]
            && (name.Length > 1 ? full[^2] == name[^2] : Regex.IsMatch(file.Text, $@"\b(class|record|struct) {full[^2]}\b"))).ToList();
        if (statements is not [var statement]) yield break;
        var given = Member().Matches(call.Groups["given"].Value).Select(m => m.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        foreach (Match wanted in Parameter().Matches(Quoted().Replace(statement.Sql, "''")))
        {
            if (!given.Contains(wanted.Groups[1].Value)) yield return $"{file.At(call.Index)}: {statement.Name} wants @{wanted.Groups[1].Value}";
        }
    }

    private static string Folded(string sql) => Spaces().Replace(sql, " ").Trim();

    private static string Short(string text) => Folded(text) is { Length: > 80 } s ? s[..80] + "…" : Folded(text);

    [GeneratedRegex(@"^\s*(select|insert|update|delete|with)\s")]
    private static partial Regex Statement();

    [GeneratedRegex(@"^\s*(SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|DROP|ALTER|PRAGMA)\s")]
    private static partial Regex ShoutedStatement();

    [GeneratedRegex(@"\b(SELECT|INSERT|UPDATE|DELETE|FROM|WHERE|JOIN|INTO|VALUES|ORDER BY|GROUP BY|AND|OR|NOT|NULL|EXISTS|COALESCE|COUNT|SUM)\b")]
    private static partial Regex Shouted();

    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\bconst string \w+\s*=[^=]*$")]
    private static partial Regex Declared();

    // the first argument is a literal, or is followed by a plus: .Query<Row>("…", .One<int>(Columns + "…"
    [GeneratedRegex(@"\.(Query|Execute|Find|One|Insert|ExecuteScalar|QuerySingle|QuerySingleOrDefault)(<[^()]*?>)?\(\s*(?:[$@]*""|[\w.]+\s*\+)[^\n]*")]
    private static partial Regex Inline();

    [GeneratedRegex(@"\bdb\.(Query|Execute|Find|One|Insert)\b[^\n]*", RegexOptions.IgnoreCase)]
    private static partial Regex Asks();

    [GeneratedRegex(@"\busing Dapper;|\bTransactionScope\b|\bBeginTransaction\b|\bSqliteTransaction\b|\bSqliteCommand\b|\bCommandText\b|\bIDbConnection\b")]
    private static partial Regex Driver();

    [GeneratedRegex(@"--[^\n]*|/\*.*?\*/|;", RegexOptions.Singleline)]
    private static partial Regex SqlComment();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    // db.Find<Row>(Select, new { Number, by = viewer.PersonId })
    [GeneratedRegex(@"\.(?:Query|Execute|Find|One|Insert)(?:<[^()]*?>)?\(\s*(?<sql>[A-Z][\w.]*)\s*(?:\)|,\s*new\s*\{(?<given>(?:[^{}]|\{[^{}]*\})*)\}\s*\))", RegexOptions.ExplicitCapture)]
    private static partial Regex Sent();

    // the name of each member: what stands before "=", or the last word of what is passed on
    [GeneratedRegex(@"(?:^|,)\s*(?:(?<name>\w+)\s*=(?!=)(?:[^,(\[]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\[[^\]]*\])*|(?:[\w!?]+\.)*(?<name>\w+)\s*(?=,|$))", RegexOptions.ExplicitCapture)]
    private static partial Regex Member();

    [GeneratedRegex(@"@(\w+)")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Space();
}
