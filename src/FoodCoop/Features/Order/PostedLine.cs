using System.Globalization;

namespace FoodCoop.Features.Order;

/// <summary>
/// One line as the form sends it: <c>a17</c> asked, <c>f17</c> up to how many more, and <c>s17</c> what the page showed
/// when it was made ("asked/flex/version"), so that only what this person changed is applied.
/// </summary>
public sealed record PostedLine(string Number, string Asked, string Flex, string Shown, string Device, long Change)
{
    public string Field => "a" + Number;

    private string[] Parts => Shown.Split('/');

    /// <summary>An unreadable amount counts as changed: it is said, not passed over.</summary>
    public bool IsChanged => Parts is not [var asked, var flex, _]
        || !Same(Asked, asked) || !Same(Flex, flex);

    /// <exception cref="Refused">Not an amount, or not one of this page's lines.</exception>
    public LineWish Wish()
    {
        if (Parts is not [_, _, var seen] || !int.TryParse(seen, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            || !Id<Offer>.TryParse(Number, null, out var offer))
        {
            throw new Refused(Field, "Order.NotOffered");
        }
        if (!Read(Asked, out var asked)) throw new Refused(Field, "Web.FieldQuantity", Asked);
        if (!Read(Flex, out var flex)) throw new Refused(Field, "Web.FieldQuantity", Flex);
        return new LineWish(offer, asked, flex, version, Device, Change);
    }

    public void KeepIn(Dictionary<string, string> kept)
    {
        kept["a" + Number] = Asked;
        kept["f" + Number] = Flex;
    }

    /// <summary>All lines of the whole form.</summary>
    public static IEnumerable<PostedLine> All(IFormCollection form) =>
        from field in form
        where field.Key.Length > 1 && field.Key[0] == 's' && char.IsAsciiDigit(field.Key[1])
        let number = field.Key[1..]
        where form.ContainsKey("a" + number)
        select new PostedLine(number, form["a" + number].ToString(), form["f" + number].ToString(), field.Value.ToString(), "", 0);

    /// <summary>The one line that script sends.</summary>
    public static PostedLine One(IFormCollection form) => new(
        form["offer"].ToString(), form["asked"].ToString(), form["flex"].ToString(), "//" + form["seen"],
        form["device"].ToString() is { Length: <= 40 } device ? device : "",
        long.TryParse(form["change"], NumberStyles.None, CultureInfo.InvariantCulture, out var change) ? change : 0);

    private static bool Same(string typed, string shown) => Read(typed, out var a) && Read(shown, out var b) && a == b;

    /// <summary>An empty field is nothing asked.</summary>
    private static bool Read(string text, out Quantity quantity)
    {
        quantity = default;
        return string.IsNullOrWhiteSpace(text) || Quantity.TryParse(text, out quantity);
    }
}
