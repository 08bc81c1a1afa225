using System.Security.Cryptography;
using FoodCoop.Platform.Calendar;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Net.Http.Headers;

namespace FoodCoop.Features.Calendar;

/// <summary>A person's calendar, for a calendar program that fetches it again and again: the address is the authority, there is no sign-in.</summary>
[AllowAnonymous, EnableRateLimiting(CalendarFeed.Limit)]
public sealed class FeedModel(Db db, CoopContext context) : CoopPage
{
    [FromRoute(Name = "feed")]
    public string Token { get; set; } = "";

    protected internal override IActionResult? Load()
    {
        if (CalendarFeed.Reader(db, Token) is not { } person) return NotFound();
        var coop = context.Settings(db);
        var scene = new CalendarScene(coop, person, coop.HomeOf(Request), Now);
        var file = CalendarFile.Feed(coop.Name, CalendarEvents.Of(db, scene));
        Response.Headers.CacheControl = "private, no-cache"; // may be kept by its reader, who asks each time whether it still holds
        return new FileContentResult(file, CalendarFile.MediaType)
        {
            EntityTag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(file))[..32]}\""),
        };
    }
}
