using System.Globalization;

namespace FoodCoop.Features.Order;

/// <summary>
/// One line as the form sends it: <c>a17</c> asked, and, where the line exists, <c>f17</c> up to how many more and <c>s17</c> what the
/// page showed when it was made ("asked/flex/version"), so that only what this person changed is applied. The product's own page also
/// has <c>t17</c>, the note for whoever packs, and <c>u17</c>, the note that it showed. Without <c>s17</c> the page showed nothing
/// asked; without <c>f17</c> or <c>t17</c> the flex or the note stays as it is.
/// </summary>
public sealed record PostedLine(string Number, string Asked, string? Flex, string? Note, string Shown, string? NoteShown, string Device, long Change)
{
    private const string NothingShown = "0/0/0";

    public string Field => "a" + Number;

    private string[] Parts => Shown.Split('/');

    /// <summary>An unreadable amount counts as changed: it is said, not passed over.</summary>
    public bool IsChanged => Parts is not [var asked, var flex, _]
        || !Same(Asked, asked) || (Flex is not null && !Same(Flex, flex)) || (Note is not null && Note != (NoteShown ?? ""));

    /// <summary>Less than the page showed: it makes room, under the floor for balances, for lines that get more.</summary>
    public bool IsLess => Parts is [var asked, var flex, _] && Read(Asked, out var a) && Read(asked, out var was)
        && Read(flex, out var upTo) && Read(Flex ?? flex, out var f) && a + f < was + upTo;

    /// <exception cref="Refused">Not an amount, or not one of this page's lines.</exception>
    public LineWish Wish()
    {
        if (Parts is not [_, _, var seen] || !int.TryParse(seen, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            || !Id<Offer>.TryParse(Number, null, out var offer))
        {
            throw new Refused(Field, "Order.NotOffered");
        }
        if (!Read(Asked, out var asked)) throw new Refused(Field, "Web.FieldQuantity", Asked);
        Quantity? flex = null;
        if (Flex is not null) flex = Read(Flex, out var read) ? read : throw new Refused(Field, "Web.FieldQuantity", Flex);
        return new LineWish(offer, asked, flex, Note, version, Device, Change);
    }

    public void KeepIn(Dictionary<string, string> kept)
    {
        kept["a" + Number] = Asked;
        if (Flex is not null) kept["f" + Number] = Flex;
        if (Note is not null) kept["t" + Number] = Note;
    }

    /// <summary>All lines of the whole form.</summary>
    public static IEnumerable<PostedLine> All(IFormCollection form) =>
        from field in form.Keys
        where field.Length > 1 && field[0] == 'a' && char.IsAsciiDigit(field[1])
        select Of(form, field[1..]);

    /// <summary>The line of one offer in a form.</summary>
    /// <exception cref="Refused">It is not in the form.</exception>
    public static PostedLine Of(IFormCollection form, string number) => new(
        number, Given(form, "a" + number) ?? throw Missing(number), Given(form, "f" + number), Words(Given(form, "t" + number)),
        Given(form, "s" + number) ?? NothingShown, Given(form, "u" + number), "", 0);

    /// <summary>The one line that script sends, by names and not by number.</summary>
    /// <exception cref="Refused">The amount is missing: an empty one is nothing asked, none at all is a mistake.</exception>
    public static PostedLine One(IFormCollection form) => new(
        form["offer"].ToString(), Given(form, "asked") ?? throw Missing(form["offer"].ToString()), Given(form, "flex"), Words(Given(form, "note")), "//" + form["seen"], null,
        form["device"].ToString() is { Length: <= 40 } device ? device : "",
        long.TryParse(form["change"], NumberStyles.None, CultureInfo.InvariantCulture, out var change) ? change : 0);

    private static Refused Missing(string number) => new("a" + number, "Order.AmountMissing");

    private static string? Given(IFormCollection form, string name) => form.TryGetValue(name, out var value) ? value.ToString() : null;

    // In one line, as it stands on paper; of more than anybody types no more is read than shows that it is too long.
    private static string? Words(string? note) =>
        note is null ? null : string.Concat(string.Join(' ', note[..Math.Min(note.Length, 2000)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(c => !char.IsControl(c)));

    private static bool Same(string typed, string shown) => Read(typed, out var a) && Read(shown, out var b) && a == b;

    /// <summary>An empty field is nothing asked.</summary>
    private static bool Read(string text, out Quantity quantity)
    {
        quantity = default;
        return string.IsNullOrWhiteSpace(text) || Quantity.TryParse(text, out quantity);
    }
}
