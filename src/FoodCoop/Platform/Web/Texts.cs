using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Resources;

namespace FoodCoop.Platform.Web;

/// <summary>
/// The texts of the house. A key is the folder's name, a dot, and the name in its Texts.resx:
/// <c>T["Order.Saved", time]</c> stands in Features/Order/Texts.resx (English) and Texts.nl.resx (Dutch).
/// </summary>
public sealed class Texts(CultureInfo? culture)
{
    private static readonly Dictionary<string, ResourceManager> Folders = Found();
    private static readonly ConcurrentDictionary<string, Texts> ByCulture = new(StringComparer.Ordinal);

    /// <summary>In the language of the request: the current culture, which is set once who is looking is known.</summary>
    public Texts() : this(null) { }

    public CultureInfo Culture => culture ?? CultureInfo.CurrentUICulture;

    public static Texts For(CultureInfo culture) => ByCulture.GetOrAdd(culture.Name, _ => new Texts(culture));

    public static Texts For(string language) => For(Languages.Culture(language));

    /// <summary>The text, with its arguments filled in the culture's way. An unknown key shows itself.</summary>
    public string this[string key, params object?[] arguments] => Find(key) is not { } text
        ? key
        : arguments.Length == 0 ? text : string.Format(Culture, text, arguments);

    /// <summary>"1 product" or "3 products": the keys end in .One and .Many, the number is argument 0.</summary>
    public string Count(string key, long number, params object?[] more) =>
        this[key + (number == 1 ? ".One" : ".Many"), [number, .. more]];

    public bool Has(string key) => Find(key) is not null;

    private string? Find(string key)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && Folders.TryGetValue(key[..dot], out var folder) ? folder.GetString(key[(dot + 1)..], Culture) : null;
    }

    private static Dictionary<string, ResourceManager> Found()
    {
        var assembly = Assembly.GetExecutingAssembly();
        const string ending = ".Texts.resources";
        return assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith(ending, StringComparison.Ordinal))
            .Select(n => n[..^".resources".Length])
            .ToDictionary(n => n.Split('.')[^2], n => new ResourceManager(n, assembly), StringComparer.Ordinal);
    }
}
