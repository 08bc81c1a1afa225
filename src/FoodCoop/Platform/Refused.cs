namespace FoodCoop.Platform;

/// <summary>
/// A rule of the co-op says no. Thrown from anywhere; the request's transaction is rolled back and the
/// message, a text key with its arguments, is shown beside the field on a freshly loaded page (422).
/// </summary>
/// <param name="field">The form field the message belongs to, or "" for the whole page.</param>
/// <param name="textKey">A key of the text resources, such as <c>Membership.Full</c>.</param>
/// <param name="arguments">What is filled into the text: numbers, money, names.</param>
public sealed class Refused(string field, string textKey, params object[] arguments) : Exception(textKey)
{
    public string Field { get; } = field;
    public string TextKey { get; } = textKey;
    public IReadOnlyList<object> Arguments { get; } = arguments;
}
