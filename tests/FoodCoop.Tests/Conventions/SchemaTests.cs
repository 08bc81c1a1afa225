using FoodCoop.Platform.Data;

namespace FoodCoop.Tests.Conventions;

public sealed class SchemaTests
{
    [Fact]
    public void Schema_sql_is_what_the_migrations_make()
    {
        var path = Path.Combine(Sources.Migrations, "schema.sql");
        Assert.True(File.Exists(path), "migrations/schema.sql is not there: run `make schema`.");
        var (written, made) = (File.ReadAllText(path), SchemaCommand.Fresh());
        if (written == made) return;
        var (was, isNow) = (written.Split('\n'), made.Split('\n'));
        var line = was.Zip(isNow).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.Fail($"migrations/schema.sql:{line + 1} is not what the migrations make: run `make schema`.\n" +
            $"it says: {was.ElementAtOrDefault(line)}\nmade is: {isNow.ElementAtOrDefault(line)}");
    }

    [Fact]
    public void The_schema_command_prints_the_same()
    {
        using var printed = new StringWriter();
        Assert.True(SchemaCommand.IsMeant(["schema"]));
        Assert.Equal(0, SchemaCommand.Run(printed));
        Assert.Equal(SchemaCommand.Fresh(), printed.ToString());
    }
}
