using System.Globalization;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Order.Behalf;
using Microsoft.AspNetCore.Http.Features;

namespace FoodCoop.Features.Order.Live;

/// <summary>
/// <c>/order/2026-12/live</c>, and <c>/buying/2026-12/for/17/live</c> for a buyer: server-sent events for an open order form. It begins with what the page has missed since its mark, if
/// anything, and ends at the deadline, when the page changes. It is not kept by caches (SecurityHeaders) and holds no snapshot open.
/// </summary>
public static class LiveStream
{
    private const string SelectStamp = "select security_stamp from person where id = @PersonId";

    public static void Map(WebApplication app)
    {
        app.MapGet("/order/{code:regex(^20\\d\\d-\\d\\d$)}/live", OfOwn).RequireAuthorization(Role.Member);
        app.MapGet("/buying/{code:regex(^20\\d\\d-\\d\\d$)}/for/{number:int:min(1)}/live", OfOther).RequireAuthorization(Role.Buyer);
    }

    private static Task OfOwn(
        string code, HttpContext context, Db db, Viewer viewer, TimeProvider clock, LiveRounds rounds, IHostApplicationLifetime life) =>
        Answer(context, db, Cycle.ByCode(db, code), viewer, viewer.MemberId, clock, rounds, life);

    private static Task OfOther(
        string code, int number, HttpContext context, Db db, Viewer viewer, TimeProvider clock, LiveRounds rounds, IHostApplicationLifetime life)
    {
        var found = OrderedFor.Find(db, code, number, viewer.PersonId);
        return Answer(context, db, found?.Cycle, viewer, found?.Who.Id ?? default, clock, rounds, life);
    }

    private static async Task Answer(
        HttpContext context, Db db, Cycle? month, Viewer viewer, Id<Member> household, TimeProvider clock, LiveRounds rounds, IHostApplicationLifetime life)
    {
        if (month is not { } cycle)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var now = clock.GetUtcNow();
        if (!cycle.AcceptsOrders(now))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent; // browsers do not ask again
            return;
        }
        var (offers, phase) = (OfferLists.Of(db, cycle.Id), LivePhase.Of(cycle, now));
        var stamp = db.One<string>(SelectStamp, new { viewer.PersonId });
        var listener = new LiveListener(cycle.Id, household, viewer.PersonId, AsBuyer: household != viewer.MemberId, stamp)
        {
            Offers = offers, Mark = LiveMark.Parse(Since(context.Request)) ?? LiveMark.None(phase),
        };
        db.LetGo();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
        try
        {
            rounds.Join(db.File, listener, phase);
            await Send(context, listener, ending.Token);
        }
        finally
        {
            db.File.Of<LiveOrders>().Leave(listener);
        }
    }

    // A browser that comes back says itself how far it was; a page that begins says how far it was made.
    private static string? Since(HttpRequest request) =>
        request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last ? last : request.Query["since"].ToString();

    private static async Task Send(HttpContext context, LiveListener listener, CancellationToken ending)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no"; // a proxy in between hands each message on at once
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"retry: {3000 + (listener.GetHashCode() & 2047)}\n\n"), ending);
            await context.Response.Body.FlushAsync(ending);
            await foreach (var message in listener.Messages(ending))
            {
                await context.Response.WriteAsync(message, ending);
                await context.Response.Body.FlushAsync(ending);
            }
        }
        catch (OperationCanceledException)
        {
            // the page was closed, or the program stops: browsers come back by themselves
            listener.End();
        }
    }
}
