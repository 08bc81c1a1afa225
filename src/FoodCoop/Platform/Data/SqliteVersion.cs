using SQLitePCL;

namespace FoodCoop.Platform.Data;

/// <summary>The SQLite inside this program, and whether it is one that can corrupt a WAL.</summary>
/// <remarks>
/// Source: docs/decisions/0002-sqlite.md. When a checkpoint and another connection's commit race, versions before 3.50.7, and 3.51
/// before 3.51.3, can lose pages. One writing connection per file keeps out of it; whoever runs the program is told all the same.
/// </remarks>
public static class SqliteVersion
{
    public static Version Loaded
    {
        get
        {
            Batteries_V2.Init();
            return Version.Parse(raw.sqlite3_libversion().utf8_to_string());
        }
    }

    public static bool CanCorruptWal(Version version) =>
        version < new Version(3, 50, 7) || version >= new Version(3, 51) && version < new Version(3, 51, 3);

    /// <summary>One line at start.</summary>
    public static void Tell(ILogger log) => Tell(log, Loaded);

    internal static void Tell(ILogger log, Version version)
    {
        if (CanCorruptWal(version))
            log.LogWarning("SQLite {Version} can corrupt a write-ahead log when two connections write (fixed in 3.50.7 and 3.51.3): never open a co-op's file with another program that writes while this one runs", version);
        else
            log.LogInformation("SQLite {Version}", version);
    }
}
