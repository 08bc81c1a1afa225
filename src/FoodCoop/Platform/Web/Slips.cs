using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace FoodCoop.Platform.Web;

/// <summary>Slips in a form, told beside their fields all at once; the page then answers <c>Again()</c>.</summary>
public static class Slips
{
    public static void Wrong(this ModelStateDictionary state, string field, string textKey, params object?[] arguments) =>
        state.AddModelError(field, new Texts()[textKey, arguments]);

    /// <summary>What was typed, white space folded: needed, and at most <paramref name="most"/> characters.</summary>
    public static string Need(this ModelStateDictionary state, string field, string? typed, int most = 100)
    {
        var text = state.Text(field, typed, most);
        if (text.Length == 0) state.Wrong(field, "Web.FieldNeeded");
        return text;
    }

    /// <summary>The same, but it may be left empty.</summary>
    public static string Text(this ModelStateDictionary state, string field, string? typed, int most = 100)
    {
        var text = string.Join(' ', (typed ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        text = string.Concat(text.Where(c => !char.IsControl(c)));
        if (text.Length > most) state.Wrong(field, "Web.FieldLong", most);
        return text;
    }

    /// <summary>An e-mail address, or null where it may be left empty.</summary>
    public static string? Email(this ModelStateDictionary state, string field, string? typed, bool needed)
    {
        if (Platform.Email.TryParse(typed, out var email)) return email.Address;
        if (!string.IsNullOrWhiteSpace(typed)) state.Wrong(field, "Web.FieldEmail", typed.Trim());
        else if (needed) state.Wrong(field, "Web.FieldNeeded");
        return null;
    }

    /// <summary>A whole number within bounds.</summary>
    public static int Number(this ModelStateDictionary state, string field, int? typed, int least, int most)
    {
        if (typed is { } number && number >= least && number <= most) return number;
        if (!state.TryGetValue(field, out var entry) || entry.Errors.Count == 0) state.Wrong(field, "Web.FieldBetween", least, most);
        return least;
    }

    public static string Language(this ModelStateDictionary state, string field, string? typed)
    {
        if (Languages.IsOne(typed)) return typed!;
        state.Wrong(field, "Web.FieldNeeded");
        return "en";
    }
}
