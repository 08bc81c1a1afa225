using System.Reflection;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;

namespace FoodCoop.Platform.Data;

/// <summary>Brings a co-op's file to the newest schema at start, after a backup copy beside it; each migration whole or not at all.</summary>
public static class Migrations
{
    private sealed record Migration(int Number, string Name, string Sql);

    private const string CreateTable =
        "create table migration (number integer primary key, name text not null, applied_at text not null) strict";

    private const string CountTables = "select count(*) from sqlite_master where type = 'table' and name = 'migration'";
    private const string SelectNewest = "select coalesce(max(number), 0) from migration";
    private const string InsertApplied = "insert into migration (number, name, applied_at) values (@Number, @Name, @at)";
    private const string CopyInto = "vacuum into @copy";
    private const string SelectModel = "select sql from sqlite_master where sql is not null and name not like 'sqlite_%' order by rowid";

    private static readonly List<Migration> All = Embedded();

    /// <summary>The number of the newest migration in this program.</summary>
    public static int Newest => All[^1].Number;

    /// <summary>The number of the newest migration that a file has had; 0 for an empty file.</summary>
    public static int Current(SqliteConnection connection) => HasTable(connection)
        ? connection.ExecuteScalar<int>(SelectNewest)
        : 0;

    /// <exception cref="InvalidOperationException">The file was made by a newer program.</exception>
    public static void Apply(SqliteConnection writer, string path, TimeProvider clock, ILogger log)
    {
        var current = Current(writer);
        if (current > Newest)
            throw new InvalidOperationException($"{path} was made by a newer FoodCoop (schema {current}, this program knows {Newest}). Start the newer program.");
        if (current == Newest) return;
        if (current > 0)
        {
            var copy = $"{path}.before-{current + 1:0000}-{clock.GetUtcNow():yyyyMMdd-HHmmss}";
            writer.Execute(CopyInto, new { copy });
            log.LogInformation("Backup copy before migrating: {Copy}", copy);
        }
        foreach (var migration in All.Where(m => m.Number > current))
        {
            using var transaction = writer.BeginTransaction(deferred: false);
            if (migration.Number == 1) writer.Execute(CreateTable, transaction: transaction);
            foreach (var statement in Statements(migration.Sql)) writer.Execute(statement, transaction: transaction);
            writer.Execute(
                InsertApplied, new { migration.Number, migration.Name, at = Instants.Text(clock.GetUtcNow()) }, transaction);
            transaction.Commit();
            log.LogInformation("Migration {Name} applied to {Path}", migration.Name, path);
        }
    }

    /// <summary>The whole model on one page, as migrations/schema.sql holds it.</summary>
    public static string Schema(SqliteConnection connection)
    {
        var text = new StringBuilder("-- Generated from the migrations by `make schema`; a test holds it to them. Do not edit.\n");
        foreach (var sql in connection.Query<string>(SelectModel))
        {
            text.Append('\n').Append(sql).Append(";\n");
        }
        return text.ToString();
    }

    /// <summary>Splits a script where SQLite itself says that a statement is complete (triggers hold semicolons).</summary>
    internal static IEnumerable<string> Statements(string script)
    {
        var statement = new StringBuilder();
        foreach (var line in script.Split('\n'))
        {
            if (statement.Length == 0 && (string.IsNullOrWhiteSpace(line) || line.StartsWith("--", StringComparison.Ordinal))) continue;
            statement.Append(line).Append('\n');
            if (line.Contains(';', StringComparison.Ordinal) && SQLitePCL.raw.sqlite3_complete(statement.ToString()) != 0)
            {
                yield return statement.ToString();
                statement.Clear();
            }
        }
        if (statement.Length > 0) throw new InvalidOperationException("The last statement of a migration is not complete.");
    }

    private static bool HasTable(SqliteConnection connection) =>
        connection.ExecuteScalar<long>(CountTables) > 0;

    private static List<Migration> Embedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith("migrations/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(n =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(n)!);
                var name = Path.GetFileNameWithoutExtension(n);
                return new Migration(int.Parse(name[..4]), name, reader.ReadToEnd());
            })];
    }
}
