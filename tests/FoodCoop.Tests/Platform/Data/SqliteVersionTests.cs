using FoodCoop.Platform.Data;
using Microsoft.Extensions.Logging;

namespace FoodCoop.Tests.Platform.Data;

public sealed class SqliteVersionTests
{
    [Theory]
    [InlineData("3.50.4", true)]
    [InlineData("3.50.6", true)]
    [InlineData("3.50.7", false)]
    [InlineData("3.51.0", true)]
    [InlineData("3.51.2", true)]
    [InlineData("3.51.3", false)]
    [InlineData("3.52.0", false)]
    public void Start_says_the_version_and_warns_of_one_that_can_corrupt_a_wal(string version, bool affected)
    {
        var said = new Said();
        SqliteVersion.Tell(said, Version.Parse(version));
        var (level, line) = Assert.Single(said.Lines);
        Assert.Equal(affected ? LogLevel.Warning : LogLevel.Information, level);
        Assert.Contains(version, line, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_that_is_loaded_is_known() => Assert.True(SqliteVersion.Loaded >= new Version(3, 50));

    private sealed class Said : ILogger
    {
        public List<(LogLevel Level, string Line)> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add((logLevel, formatter(state, exception)));
    }
}
