using System.Globalization;

namespace FoodCoop.Platform.Data;

/// <summary>How moments, dates and times stand in the database: UTC text of fixed width, so that it sorts and reads.</summary>
public static class Instants
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static string Text(DateTimeOffset at) => at.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">Not a moment as this program writes it.</exception>
    public static DateTimeOffset Parse(string text) =>
        DateTimeOffset.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
