using System.Globalization;
using Microsoft.Data.Sqlite;

namespace FoodCoop.Browser.Post;

/// <summary>The co-op's file of a program under test, looked at from outside.</summary>
internal sealed class CoopFile(string folder)
{
    private readonly string connection = new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(folder, "foodcoop.db"), Pooling = false, DefaultTimeout = 30,
    }.ToString();

    /// <summary>One row, each column as text; null as "".</summary>
    public List<string[]> Rows(string sql)
    {
        using var open = Open();
        using var command = open.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture) ?? "")]);
        return rows;
    }

    public int Number(string sql) => int.Parse(Rows(sql).Single().Single(), CultureInfo.InvariantCulture);

    public void Change(string sql)
    {
        using var open = Open();
        using var command = open.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteConnection Open()
    {
        var open = new SqliteConnection(connection);
        open.Open();
        return open;
    }
}
