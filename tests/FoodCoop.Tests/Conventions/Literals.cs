using System.Text;

namespace FoodCoop.Tests.Conventions;

/// <summary>A string literal in C# source; its value up to the first hole when it is interpolated.</summary>
/// <param name="Before">The code before it on the same statement, without strings and comments.</param>
internal sealed record Literal(int Position, string Value, string Before);

/// <summary>Finds the string literals of C# source, so that rules about SQL do not stumble over comments and quotes.</summary>
internal static class Literals
{
    public static IEnumerable<Literal> Of(string source)
    {
        var code = new StringBuilder(); // since the last statement ended
        for (var i = 0; i < source.Length; i++)
        {
            var c = source[i];
            if (c == '/' && Next(source, i) == '/') i = Until(source, "\n", i);
            else if (c == '/' && Next(source, i) == '*') i = Until(source, "*/", i + 2) + 1;
            else if (c == '\'') i = Character(source, i);
            else if (c == '"')
            {
                var (value, end) = Read(source, i);
                yield return new Literal(i, value, code.ToString());
                code.Append("\"\"");
                i = end;
            }
            else if (c is ';' or '{' or '}') code.Clear();
            else code.Append(c);
        }
    }

    private static char Next(string source, int i) => i + 1 < source.Length ? source[i + 1] : '\0';

    private static int Until(string source, string what, int from) =>
        source.IndexOf(what, Math.Min(from, source.Length), StringComparison.Ordinal) is var found and >= 0 ? found : source.Length - 1;

    /// <summary>'x', '\'' and '\u00A0'.</summary>
    private static int Character(string source, int i) => Until(source, "'", Next(source, i) == '\\' ? i + 3 : i + 2);

    private static (string Value, int End) Read(string source, int start)
    {
        var quotes = 1;
        while (start + quotes < source.Length && source[start + quotes] == '"') quotes++;
        if (quotes >= 3)
        {
            var fence = new string('"', quotes);
            var close = Until(source, fence, start + quotes);
            return (source[(start + quotes)..close], close + quotes - 1);
        }
        var before = source[Math.Max(0, start - 2)..start];
        var verbatim = before.EndsWith('@') || before == "@$";
        var interpolated = before.EndsWith('$') || before == "$@";
        var value = new StringBuilder();
        var whole = false;
        for (var i = start + 1; i < source.Length; i++)
        {
            var c = source[i];
            if (c == '"' && verbatim && Next(source, i) == '"') { if (!whole) value.Append('"'); i++; }
            else if (c == '"' || c == '\n' && !verbatim) return (value.ToString(), i);
            else if (c == '\\' && !verbatim) { i++; if (!whole) value.Append(source[i] is '"' or '\\' ? source[i] : ' '); }
            else if (c == '{' && interpolated && Next(source, i) == '{') i++;
            else if (c == '{' && interpolated) { whole = true; i = Hole(source, i); }
            else if (!whole) value.Append(c);
        }
        return (value.ToString(), source.Length - 1);
    }

    /// <summary>The end of an interpolation's hole, which may hold strings and braces itself.</summary>
    private static int Hole(string source, int open)
    {
        var depth = 0;
        for (var i = open; i < source.Length; i++)
        {
            if (source[i] == '{') depth++;
            else if (source[i] == '}' && --depth == 0) return i;
            else if (source[i] == '\'') i = Character(source, i);
            else if (source[i] == '"') i = Read(source, i).End;
        }
        return source.Length - 1;
    }
}
