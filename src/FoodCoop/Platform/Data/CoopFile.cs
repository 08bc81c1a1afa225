using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace FoodCoop.Platform.Data;

/// <summary>
/// One co-op's database file: exactly one connection that writes and checkpoints, opened once and used in line;
/// everything else reads through read-only connections.
/// </summary>
public sealed class CoopFile : IDisposable
{
    private readonly WriterLine line = new();
    private readonly string readOnly;
    private readonly SqliteConnection? writer;
    private readonly ConcurrentDictionary<Type, object> memory = new();

    /// <param name="path">The file; made when it is not there.</param>
    public CoopFile(string path)
        : this(path, writes: true)
    {
    }

    private CoopFile(string path, bool writes)
    {
        DapperTypes.Register();
        Path = path;
        Name = System.IO.Path.GetFileNameWithoutExtension(path);
        readOnly = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = true,
            DefaultTimeout = 5,
        }.ToString();
        if (!writes) return;
        writer = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = 10,
        }.ToString());
        writer.Open();
        foreach (var pragma in (string[])["busy_timeout = 10000", "journal_mode = wal", "foreign_keys = on", "synchronous = full", "trusted_schema = off"])
        {
            Pragma(writer, pragma);
        }
    }

    /// <summary>A file to look at only, also while the program that owns it runs: it has no connection that writes or checkpoints.</summary>
    public static CoopFile ToRead(string path) => new(path, writes: false);

    /// <summary>Whether this says that a file is damaged, locked or no database at all, rather than that we have made a mistake.</summary>
    public static bool IsUnreadable(Exception e) => e is SqliteException or IOException or UnauthorizedAccessException;

    public string Path { get; }

    /// <summary>The file's name without its ending: what a cookie is bound to, so that it opens no other co-op.</summary>
    public string Name { get; }

    /// <summary>Called when mail has been committed to the outbox, so that it need not wait for the next round.</summary>
    public Action? MailWaits { get; init; }

    /// <summary>What a feature keeps in memory of this co-op while the program runs; made when it is first asked for.</summary>
    public T Of<T>()
        where T : class, new() => (T)memory.GetOrAdd(typeof(T), static _ => new T());

    /// <summary>A connection that cannot write. Close it to give it back to the pool.</summary>
    internal SqliteConnection OpenReader()
    {
        var connection = new SqliteConnection(readOnly);
        connection.Open();
        Pragma(connection, "query_only = on");
        return connection;
    }

    /// <summary>Waits in line for the writing connection.</summary>
    internal async Task<(IDisposable Turn, SqliteConnection Connection)> EnterAsync(CancellationToken leaving) =>
        (await line.EnterAsync(leaving), Writer);

    /// <summary>Runs work in one writing transaction of its own: jobs, commands, and Identity's store.</summary>
    public async Task<T> WriteAsync<T>(Func<Db, T> work, CancellationToken leaving = default)
    {
        using var db = new Db(this);
        await db.BeginAsync(leaving);
        var result = work(db);
        db.Commit();
        return result;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Action<Db> work, CancellationToken leaving = default) =>
        WriteAsync(db => { work(db); return 0; }, leaving);

    /// <summary>Runs reading work in one snapshot of its own.</summary>
    public T Read<T>(Func<Db, T> work)
    {
        using var db = new Db(this);
        return work(db);
    }

    internal void Migrate(TimeProvider clock, ILogger log) => Migrations.Apply(Writer, Path, clock, log);

    private SqliteConnection Writer => writer ?? throw new InvalidOperationException($"{Path} was opened to be looked at only.");

    public void Dispose()
    {
        if (writer is not null) Pragma(writer, "wal_checkpoint(truncate)");
        writer?.Dispose();
        using var pooled = new SqliteConnection(readOnly);
        SqliteConnection.ClearPool(pooled);
    }

    private static void Pragma(SqliteConnection connection, string pragma)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the pragmas are the constants above
        command.CommandText = "pragma " + pragma;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
