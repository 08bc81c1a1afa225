using System.Buffers.Text;
using System.Security.Cryptography;
using System.Threading.RateLimiting;
using FoodCoop.Features.SignIn;
using Microsoft.AspNetCore.RateLimiting;

namespace FoodCoop.Features.Calendar;

/// <summary>A person's calendar address: whoever knows it may read the calendar, and nothing else.</summary>
public sealed record CalendarFeed(string Token, DateTimeOffset MadeAt)
{
    /// <summary>The limit that the feed carries.</summary>
    public const string Limit = "calendar";

    /// <summary>From one network: a calendar host that reads for many members needs a few, a whole household less.</summary>
    public const int PerMinute = 120;

    private const string Select = "select token, made_at from calendar_feed where person_id = @person";
    private const string Insert = "insert into calendar_feed (person_id, token, made_at) values (@person, @token, @now) on conflict (person_id) do nothing";
    private const string Update = "update calendar_feed set token = @token, made_at = @now where person_id = @person";
    private const string Delete = "delete from calendar_feed where person_id = @person";

    private const string SelectPerson = """
        select p.id, p.member_id, p.name, p.language
        from calendar_feed f
        join person p on p.id = f.person_id
        join member m on m.id = p.member_id
        where f.token = @token and p.left_on is null and m.left_on is null
        """;

    public string Path => $"/calendar/{Token}.ics";

    /// <summary>Null until the person has asked for one.</summary>
    public static CalendarFeed? Of(Db db, Id<Person> person) => db.Find<CalendarFeed>(Select, new { person });

    /// <summary>Whose calendar an address is; null when it is nobody's (any more), or when that person has left.</summary>
    public static CalendarPerson? Reader(Db db, string token) => db.Find<CalendarPerson>(SelectPerson, new { token });

    /// <summary>Makes the address, unless there is one.</summary>
    public static void Make(Db db, Id<Person> person, DateTimeOffset now) => db.Execute(Insert, new { person, token = NewToken(), now });

    /// <summary>Another address: the former one stops at once. False when there was none.</summary>
    public static bool Renew(Db db, Id<Person> person, DateTimeOffset now) => db.Execute(Update, new { person, token = NewToken(), now }) == 1;

    public static void Stop(Db db, Id<Person> person) => db.Execute(Delete, new { person });

    public static void AddLimit(WebApplicationBuilder builder) => builder.Services.Configure<RateLimiterOptions>(o =>
        o.AddPolicy(Limit, context => RateLimitPartition.GetFixedWindowLimiter(
            $"{context.Request.Host.Host} {SignInServices.Network(context.Connection.RemoteIpAddress)}",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1) })));

    private static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
