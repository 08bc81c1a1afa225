using System.Text.RegularExpressions;
using FoodCoop.Platform.Mail;

namespace FoodCoop.Features.Post;

/// <summary>A mail's subject and body.</summary>
public sealed record MailWords(string Subject, MailBody Body);

/// <summary>One kind of mail that the program writes. All of them stand in <see cref="Mails"/>.</summary>
/// <param name="Title">As in texts and code: <c>OrderingOpen</c>.</param>
/// <param name="Matter">The role whose matter it is: answers go to its address.</param>
/// <param name="MayBeStopped">Whether a person may choose not to get it (not statements, offers of a place, own shifts, or links to sign in).</param>
/// <param name="Sample">The mail with invented data, for the page that shows all mails.</param>
/// <param name="Secret">It lets its reader in: its body is shown to nobody, and it cannot be sent again.</param>
/// <param name="ToMembers">False: to people who are none yet, so that no member reads about it.</param>
public sealed partial record MailKind(
    string Title, string Matter, bool MayBeStopped, Func<MailScene, MailWords> Sample, bool Secret = false, bool ToMembers = true)
{
    /// <summary>In keys, addresses and the table mail: <c>ordering-open</c>.</summary>
    public string Name { get; } = Inner().Replace(Title, "-$0").ToLowerInvariant();

    /// <summary>What people call it.</summary>
    public string Called(Texts t) => t["Post.Kind" + Title];

    /// <summary>When it comes and what it says.</summary>
    public string Lead(Texts t) => t["Post.Kind" + Title + "Lead"];

    /// <summary>Why it comes to everybody, where it may not be stopped.</summary>
    public string WhyAlways(Texts t) => t.Has($"Post.Kind{Title}Why") ? t[$"Post.Kind{Title}Why"] : t["Post.AlwaysWhy"];

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.None, Pattern.Patience)]
    private static partial Regex Inner();
}

/// <summary>In whose name and in which language a mail is written.</summary>
public sealed class MailScene(CoopRow coop, string language)
{
    public CoopRow Coop => coop;
    public string Language => language;
    public Texts T { get; } = Texts.For(language);
    public CoopDates Dates { get; } = new(coop.TimeZone, Texts.For(language).Culture);

    /// <summary>A page's address for a link; null while the co-op's address on the web is not known.</summary>
    /// <param name="path">Such as <c>/order/2026-12</c>.</param>
    public string? Link(string path) => coop.Home.Length > 0 ? coop.Home + path : null;

    /// <summary>A body that begins with "Hello …,".</summary>
    public MailBody Hello(string name) => new MailBody(language, coop.Name, coop.AccentHue).Say(T["Post.Hello", name]);
}
