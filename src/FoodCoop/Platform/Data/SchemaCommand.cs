using Microsoft.Extensions.Logging.Abstractions;

namespace FoodCoop.Platform.Data;

/// <summary>The command line <c>schema</c>: what migrations/schema.sql must say, from a fresh file that is thrown away.</summary>
public static class SchemaCommand
{
    /// <summary>Whether the program was started for this command.</summary>
    public static bool IsMeant(string[] args) => args is ["schema"];

    public static int Run(TextWriter stdout)
    {
        stdout.Write(Fresh());
        return 0;
    }

    /// <summary>The schema of a file that has just been made, in the words of the migrations.</summary>
    public static string Fresh()
    {
        var folder = Directory.CreateTempSubdirectory("foodcoop-schema-");
        try
        {
            using var file = new CoopFile(Path.Combine(folder.FullName, "fresh.db"));
            file.Migrate(TimeProvider.System, NullLogger.Instance);
            using var reader = file.OpenReader();
            return Migrations.Schema(reader);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
