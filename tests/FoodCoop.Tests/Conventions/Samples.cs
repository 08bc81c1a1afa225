using Microsoft.AspNetCore.Routing.Patterns;

namespace FoodCoop.Tests.Conventions;

/// <summary>What is filled into the places of an address: values that exist in <see cref="FilledCoop"/>, and one that does not.</summary>
internal static class Samples
{
    private static readonly string[] Codes = [.. FilledCoop.Cycles.Select(c => c.Code)];

    private static readonly Dictionary<string, (string[] There, string Missing)> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["code"] = (Codes, "2031-01"),
        ["cycle"] = (Codes, "2031-01"),
        ["month"] = (Codes, "2031-01"),
        ["id"] = (["1"], "999999"),
        ["shift"] = (["1"], "999999"),
        ["spot"] = (["1"], "999999"),
        ["supplier"] = (["1"], "999999"),
        ["product"] = (["1"], "999999"),
        ["duty"] = (["1"], "999999"),
        ["session"] = (["1"], "999999"),
        ["offer"] = (["111"], "999999"),
        ["person"] = (["1"], "999999"),
        ["member"] = (["114"], "9998"),
        ["number"] = (["114"], "9998"),
        ["token"] = ([FilledCoop.SignInToken, FilledCoop.ResetToken], new string('x', 43)),
        ["reader"] = ([FilledCoop.MailToken], new string('f', 32)),
        ["kind"] = (["your-order"], "no-such-mail"),
        ["language"] = (["nl", "en"], "xx"),
        ["feed"] = ([FilledCoop.CalendarToken], new string('x', 43)),
        ["list"] = (["1"], "999999"),
        ["format"] = (["pdf", "csv", "txt"], "pdf"),
        ["status"] = (["404", "403"], "404"),
    };

    /// <summary>The addresses of a page, each with whether all that it names is there.</summary>
    /// <exception cref="KeyNotFoundException">A place has a name that is not in the table above.</exception>
    public static IEnumerable<(string Path, bool IsThere)> Of(PageRoute page)
    {
        var places = page.Endpoint.RoutePattern.Parameters;
        IEnumerable<(string, string)[]> filled = [[]];
        foreach (var place in places)
        {
            if (!ByName.TryGetValue(place.Name, out var sample))
                throw new KeyNotFoundException($"{page.File}: no sample for {{{place.Name}}}; add one to {nameof(Samples)}.");
            filled = filled.SelectMany(f => sample.There.Select(v => f.Append((place.Name, v)).ToArray())).ToList();
        }
        foreach (var values in filled) yield return (Path(page.Endpoint.RoutePattern, values), true);
        if (places.Count > 0) yield return (Path(page.Endpoint.RoutePattern, [.. places.Select(p => (p.Name, ByName[p.Name].Missing))]), false);
    }

    private static string Path(RoutePattern pattern, (string Name, string Value)[] values) =>
        "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart place => values.First(v => v.Name == place.Name).Value,
            _ => throw new NotSupportedException(part.GetType().Name),
        }))));
}
