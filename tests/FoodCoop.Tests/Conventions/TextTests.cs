using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace FoodCoop.Tests.Conventions;

/// <summary>Every text exists in Dutch and English, is asked for by its right name, and is used (architecture.md habit 12).</summary>
public sealed partial class TextTests
{
    /// <summary>A folder's texts in one language: key to text, and where it stands.</summary>
    private sealed record Folder(string Name, string Path, Dictionary<string, string> English, Dictionary<string, string> Dutch);

    private static readonly List<Folder> Folders =
    [
        .. Sources.In(Sources.Program, ".resx")
            .Where(f => !f.Path.EndsWith(".nl.resx", StringComparison.Ordinal))
            .Select(f => new Folder(f.Path.Split('/')[^2], f.Path, Texts(f.Path), Texts(f.Path.Replace(".resx", ".nl.resx")))),
    ];

    /// <summary>Without the lines of comment, in which keys stand as examples.</summary>
    private static readonly List<SourceFile> Code =
        [.. Sources.In(Sources.Program, ".cs", ".cshtml").Select(f => f with { Text = Comment().Replace(f.Text, m => new string(' ', m.Length)) })];

    [Fact]
    public void Every_text_exists_in_both_languages_with_the_same_places_to_fill_in() =>
        Sources.Hold("English and Dutch differ:", Folders.SelectMany(f => f.English.Keys.Union(f.Dutch.Keys).Select(key =>
        {
            var name = $"{f.Path}: {f.Name}.{key}";
            if (!f.Dutch.TryGetValue(key, out var dutch)) return $"{name} is missing in Dutch";
            if (!f.English.TryGetValue(key, out var english)) return $"{name} is missing in English";
            if (string.IsNullOrWhiteSpace(dutch) || string.IsNullOrWhiteSpace(english)) return $"{name} is empty";
            var (en, nl) = (Places(key, english), Places(key, dutch));
            return en == nl ? null : $"{name} fills in {en} in English and {nl} in Dutch";
        }).OfType<string>()));

    [Fact]
    public void No_text_is_given_twice_in_one_file() =>
        Sources.Hold("The same key twice:", Sources.In(Sources.Program, ".resx").SelectMany(f =>
            XDocument.Parse(f.Text).Root!.Elements("data").Select(d => (string)d.Attribute("name")!)
                .GroupBy(k => k, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"{f.Path}: {g.Key}")));

    [Fact]
    public void No_two_folders_with_texts_have_the_same_name() =>
        Sources.Hold("Keys begin with the folder's name, so two of one name would hide each other:",
            Folders.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).SelectMany(g => g.Select(f => f.Path)));

    [Fact]
    public void Every_text_that_is_asked_for_exists()
    {
        var composed = Composed().ToList();
        Sources.Hold("There is no such text:", Code.SelectMany(f => Literal().Matches(f.Text)
            .Where(m => Folders.Any(d => d.Name == m.Groups["folder"].Value))
            .Where(m => !Exists(m.Groups["folder"].Value, m.Groups["key"].Value))
            .Where(m => !composed.Any(c => c.At == f.At(m.Index) && c.Source.StartsWith(m.Value, StringComparison.Ordinal)))
            .Select(m => $"{f.At(m.Index)}: {m.Value}"))
            .Concat(composed.Where(c => !Keys().Any(k => c.Pattern.IsMatch(k))).Select(c => $"{c.At}: nothing begins like {c.Source}")));
    }

    [Fact]
    public void Every_text_is_used()
    {
        var named = Code.SelectMany(f => Literal().Matches(f.Text)).Select(m => m.Value.Trim('"')).ToHashSet(StringComparer.Ordinal);
        var words = Code.SelectMany(f => Word().Matches(f.Text)).Select(m => m.Value)
            .Concat(Code.SelectMany(f => Dotted().Matches(f.Text)).Select(m => m.Groups[1].Value.Replace(".", "", StringComparison.Ordinal)))
            .Append("").ToHashSet(StringComparer.Ordinal);
        var composed = Composed().ToList();
        Sources.Hold("Nobody asks for these texts:", Folders.SelectMany(f => f.English.Keys
            .Where(key => !named.Contains($"{f.Name}.{key}") && !named.Contains($"{f.Name}.{Stem(key)}"))
            // put together at run time: what is filled in must itself be a word of the program
            .Where(key => !new[] { key, Stem(key) }.Any(k => composed.Any(c =>
                c.Pattern.Match($"{f.Name}.{k}") is { Success: true } m && m.Groups["hole"].Captures.All(h => h.Value.Split('.', '-').All(words.Contains)))))
            .Select(key => $"{f.Path}: {f.Name}.{key}")));
    }

    [Fact]
    public void Views_hold_no_words_of_their_own() =>
        Sources.Hold("Words for people stand in Texts.resx and Texts.nl.resx:",
            Sources.In(Sources.Program, ".cshtml").SelectMany(f => f.Found(Words()).Concat(f.Found(Attribute()))));

    private static Dictionary<string, string> Texts(string path)
    {
        var file = Path.Combine(Sources.Root, path);
        return File.Exists(file)
            ? XDocument.Load(file).Root!.Elements("data").DistinctBy(d => (string)d.Attribute("name")!)
                .ToDictionary(d => (string)d.Attribute("name")!, d => d.Element("value")?.Value ?? "", StringComparer.Ordinal)
            : [];
    }

    private static IEnumerable<string> Keys() => Folders.SelectMany(f => f.English.Keys.SelectMany(k => new[] { $"{f.Name}.{k}", $"{f.Name}.{Stem(k)}" }));

    /// <summary>With <c>Count</c> a text is asked for by its stem, and there is one for 1 and one for all other numbers.</summary>
    private static bool Exists(string folder, string key)
    {
        var texts = Folders.First(f => f.Name == folder).English;
        return texts.ContainsKey(key) || (texts.ContainsKey(key + ".One") && texts.ContainsKey(key + ".Many"));
    }

    private static string Stem(string key) =>
        key.EndsWith(".One", StringComparison.Ordinal) ? key[..^4] : key.EndsWith(".Many", StringComparison.Ordinal) ? key[..^5] : key;

    /// <summary>"{0} {2}"; the number itself may be left out where it is one ("een product").</summary>
    private static string Places(string key, string text) => string.Join(' ', Place().Matches(text)
        .Select(m => $"{{{m.Groups[1].Value}}}")
        .Where(p => !(p == "{0}" && key.EndsWith(".One", StringComparison.Ordinal)))
        .Distinct().Order(StringComparer.Ordinal)) is { Length: > 0 } places ? places : "nothing";

    /// <summary>Keys put together at run time, as patterns: $"Shared.Trouble{status}Now" and "Imports.Kind." + kind.</summary>
    private static IEnumerable<(string At, string Source, Regex Pattern)> Composed()
    {
        foreach (var file in Code)
        {
            foreach (Match m in Interpolated().Matches(file.Text).Concat(Added().Matches(file.Text)))
            {
                if (!Folders.Any(f => m.Groups["text"].Value.StartsWith(f.Name + ".", StringComparison.Ordinal))) continue;
                var pattern = Regex.Escape(Hole().Replace(m.Groups["text"].Value, "\u0001")).Replace("\u0001", "(?<hole>[\\w.-]+)");
                if (!m.Value.StartsWith('$')) pattern += "(?<hole>[\\w.-]+)" + m.Groups["end"].Value;
                yield return (file.At(m.Index), m.Value, new Regex($"^{pattern}$", RegexOptions.ExplicitCapture));
            }
        }
    }

    [GeneratedRegex("\"(?<folder>[A-Z][A-Za-z]+)\\.(?<key>[A-Z]\\w*(?:\\.\\w+)*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Literal();

    [GeneratedRegex("\\$\"(?<text>[A-Z][A-Za-z]+\\.[^\"\\s]*\\{[^\"\\s]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Interpolated();

    // "Cycles.Next" + state + "Lead", and (rises ? "Order.FillRises" : "Order.FillDrops") + …
    [GeneratedRegex("\"(?<text>[A-Z][A-Za-z]+\\.[\\w.]*)\"(?=(?: : \"[\\w.]+\")?\\)?\\s*\\+(?:\\s*[\\w.]+\\s*\\+\\s*\"(?<end>\\w+)\")?)", RegexOptions.ExplicitCapture)]
    private static partial Regex Added();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"(?<!\{)\{(\d+)[^}]*\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex("\"(\\w+\\.\\w+)\"")]
    private static partial Regex Dotted();

    [GeneratedRegex(@"^[ \t]*//[^\n]*", RegexOptions.Multiline)]
    private static partial Regex Comment();

    // <p>words</p>, with nothing of Razor or C# in between; a language is called by its own name
    [GeneratedRegex(@">(?!(?:English|Nederlands)<)[^<>@{}();=&]*[A-Za-z]{3,}[^<>@{}();=&]*</")]
    private static partial Regex Words();

    [GeneratedRegex(@"\s(?:aria-label|placeholder|title|alt|label|hint)=""[^""@]*[A-Za-z]{3,}[^""@]*""")]
    private static partial Regex Attribute();
}
