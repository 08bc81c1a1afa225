namespace FoodCoop.Features.Calendar;

/// <summary>Whose calendar it is.</summary>
public sealed record CalendarPerson(Id<Person> Id, Id<Member> MemberId, string Name, string Language);

/// <summary>What an entry is written with: for whom, in which language, with which links, and how far back.</summary>
/// <param name="Home">The co-op's address on the web, such as <c>https://krat.example</c>.</param>
public sealed record CalendarScene(CoopRow Coop, CalendarPerson Person, string Home, DateTimeOffset Now)
{
    /// <summary>What is over stays for so long.</summary>
    private const int MonthsBack = 3;

    public Texts T { get; } = Texts.For(Person.Language);

    public CoopDates Dates { get; } = new(Coop.TimeZone, Languages.Culture(Person.Language));

    /// <summary>What ended before this does not stand in the calendar any more.</summary>
    public DateTimeOffset Since => Now.AddMonths(-MonthsBack);

    public string Link(string path) => Home + path;

    public string Uid(string what, string which) => Uid(Coop, what, which);

    /// <summary>The name of an entry that stays: in the feed and in the calendar files of mails. A co-op without an address on the web has its code.</summary>
    public static string Uid(CoopRow coop, string what, string which) =>
        $"{what}-{which}@{(coop.Home.Length > 0 ? new Uri(coop.Home).Host : coop.Code.ToLowerInvariant())}";
}
