using Dapper;
using Microsoft.Data.Sqlite;

namespace FoodCoop.Platform.Data;

/// <summary>
/// What a request or a job says to its co-op's database. Reads go to a read-only snapshot, unless
/// <see cref="BeginAsync"/> has taken the writing connection: then all goes through its one transaction.
/// </summary>
public sealed class Db(CoopFile file) : IDisposable
{
    private const string SelectInserted = "select last_insert_rowid()";

    private IDisposable? turn;
    private SqliteConnection? writer;
    private SqliteConnection? reader;
    private SqliteTransaction? transaction;
    private readonly List<Action> afterCommit = [];

    public CoopFile File => file;

    /// <summary>How many statements were sent: tests hold pages to a number.</summary>
    public int Statements { get; private set; }

    public bool IsWriting => writer is not null;

    /// <summary>Waits in line for the writing connection and begins immediate. A page's POST does this by itself.</summary>
    /// <exception cref="InvalidOperationException">Begun already.</exception>
    public async Task BeginAsync(CancellationToken leaving = default)
    {
        if (IsWriting) throw new InvalidOperationException("This transaction has begun already.");
        CloseReader();
        (turn, var connection) = await file.EnterAsync(leaving);
        try
        {
            transaction = connection.BeginTransaction(deferred: false);
            writer = connection;
        }
        catch
        {
            turn.Dispose();
            turn = null;
            throw;
        }
    }

    /// <summary>Makes what was written durable and gives up the turn. Reading goes on from a new snapshot.</summary>
    public void Commit()
    {
        if (!IsWriting) return;
        try
        {
            transaction!.Commit();
        }
        finally
        {
            End();
        }
        foreach (var act in afterCommit) act();
        afterCommit.Clear();
    }

    /// <summary>Takes back all that was written and gives up the turn.</summary>
    public void RollBack()
    {
        afterCommit.Clear();
        if (!IsWriting) return;
        try
        {
            transaction!.Rollback();
        }
        finally
        {
            End();
        }
    }

    /// <summary>Runs when the transaction has been committed, never when it has not: waking a job, dropping a cache.</summary>
    public void AfterCommit(Action act) => afterCommit.Add(act);

    /// <summary>Gives up the snapshot: the next statement reads from a new one. For a request that goes on for long, or that must see what has been since it began.</summary>
    public void LetGo() => CloseReader();

    public List<T> Query<T>(string sql, object? parameters = null) =>
        On().Query<T>(sql, parameters, transaction).AsList();

    /// <summary>The one row, or null.</summary>
    public T? Find<T>(string sql, object? parameters = null) =>
        On().QuerySingleOrDefault<T>(sql, parameters, transaction);

    /// <summary>The one row, which must be there.</summary>
    public T One<T>(string sql, object? parameters = null) =>
        On().QuerySingle<T>(sql, parameters, transaction);

    /// <summary>Changes rows; the number of them. Fails on a read-only connection.</summary>
    public int Execute(string sql, object? parameters = null) =>
        On().Execute(sql, parameters, transaction);

    /// <summary>Inserts a row and gives its number.</summary>
    public Id<T> Insert<T>(string sql, object? parameters = null)
        where T : IEntity
    {
        Execute(sql, parameters);
        return new Id<T>(On().ExecuteScalar<long>(SelectInserted, null, transaction));
    }

    public void Dispose()
    {
        RollBack();
        CloseReader();
    }

    private SqliteConnection On()
    {
        Statements++;
        if (writer is not null) return writer;
        if (reader is null)
        {
            reader = file.OpenReader();
            transaction = reader.BeginTransaction(deferred: true); // one snapshot for the whole page
        }
        return reader;
    }

    private void End()
    {
        transaction?.Dispose();
        transaction = null;
        writer = null;
        turn?.Dispose();
        turn = null;
    }

    private void CloseReader()
    {
        if (reader is null) return;
        transaction?.Dispose();
        transaction = null;
        reader.Dispose();
        reader = null;
    }
}
