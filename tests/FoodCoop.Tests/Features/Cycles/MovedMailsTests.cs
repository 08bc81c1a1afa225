using FoodCoop.Tests.Features.Post;
using static FoodCoop.Tests.Features.Cycles.CycleScene;

namespace FoodCoop.Tests.Features.Cycles;

/// <summary>A pickup moves while mails that name its day wait in the post.</summary>
public sealed class MovedMailsTests
{
    private readonly TestCoop coop = new();

    public MovedMailsTests()
    {
        coop.Write(db => Plan(db, "Linzen"));
        Run(coop, Opens);
        coop.Write(db => Ask(db, 142, "Linzen", 6, 0, Opens.AddDays(1)));
        Run(coop, TestClock.Start);
    }

    [Fact]
    public async Task Mails_that_wait_in_the_post_name_the_new_moments_and_those_that_left_stay_as_they_were()
    {
        coop.Write(db => db.Execute("update mail set sent_at = @Opens where kind = 'ordering-open' and address = 'amara@proef.example'", new { Opens }));
        var bart = coop.As("Bart");
        await Move(bart);
        Assert.Equal(1, Count("mail where kind = 'ordering-open' and skipped_at is null and body_text like '%18 %vember%'")); // Amara's, which had left
        Assert.Equal(9, Count("mail where kind = 'ordering-open' and skipped_at is null and sent_at is null and useful_until = '2026-11-22T21:00:00.000Z'"));
        Assert.Equal(10, Count("mail where kind = 'ordering-open' and key not like '%/withdrawn-%'"));
    }

    [Fact]
    public async Task A_result_that_waits_in_the_post_names_the_new_day()
    {
        Run(coop, Closes);
        TestClock.Set(Closes.AddMinutes(5));
        var bart = coop.As("Bart");
        await Move(bart);
        Assert.Equal(1, Count("mail where kind = 'your-order' and body_text like '%dinsdag 1 december, van 18:00 tot 20:00%' and body_html like '%dinsdag 1 december%'"));
        Assert.Equal(1, Count("mail where kind = 'your-order' and body_text like '%Tuesday 1 December, 18:00 to 20:00%'"));
        Assert.Equal(0, Count("mail where kind = 'your-order' and body_text like '%27 %vember%'"));
        Assert.Equal(["2026-12-01T19:00:00.000Z"], coop.Read(db => db.Query<string>("select distinct useful_until from mail where kind = 'your-order'")));
        TestClock.Set(new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.Zero)); // the server was away until after the former day
        await coop.Send();
        Assert.Equal(2, Count("mail where kind = 'your-order' and sent_at is not null"));
    }

    [Fact]
    public async Task What_waits_to_tell_of_changes_and_of_the_delivery_moves_along_too()
    {
        Run(coop, Closes);
        TestClock.Set(Closes.AddMinutes(5));
        coop.Write(db => db.Execute("update order_line set locked = 4000, allocated = 4000"));
        var bart = coop.As("Bart");
        await bart.Submit(await bart.Get("/cycles/2026-11"), "#next", new { state = "Ordered" });
        coop.Write(db => db.Execute("update order_line set delivered = 3000"));
        await bart.Submit(await bart.Get("/cycles/2026-11"), "#next", new { state = "Delivered" });
        await Move(bart);
        Assert.Equal(4, Count("mail where kind in ('changes-since-closing', 'delivery-changes') and useful_until = '2026-12-01T19:00:00.000Z'"));
        Assert.Equal(1, Count("mail where kind = 'delivery-changes' and body_text like '%dinsdag 1 december%' and body_html like '%dinsdag 1 december%'"));
        Assert.Equal(1, Count("mail where kind = 'delivery-changes' and body_text like '%Tuesday 1 December%'"));
        Assert.Equal(0, Count("mail where kind = 'delivery-changes' and body_text like '%27 %vember%'"));
    }

    [Fact]
    public async Task A_result_that_has_left_stays_as_it_was()
    {
        Run(coop, Closes);
        coop.Write(db => db.Execute("update mail set sent_at = @Closes where kind = 'your-order'", new { Closes }));
        TestClock.Set(Closes.AddMinutes(5));
        var bart = coop.As("Bart");
        await Move(bart);
        Assert.Equal(2, Count("mail where kind = 'your-order' and useful_until = '2026-11-27T19:00:00.000Z' and body_text like '%27 %vember%'"));
    }

    /// <summary>Moves November's pickup to 1 December.</summary>
    private static async Task Move(TestBrowser bart)
    {
        var fields = new Dictionary<string, string> { ["Move.Day"] = "2026-12-01", ["Move.Reason"] = "De zaal is bezet." };
        await bart.Submit(await bart.Submit(await bart.Get("/cycles/2026-11"), "#move-form", fields), "#confirm");
    }

    private int Count(string what) => coop.Read(db => db.One<int>("select count(*) from " + what));
}
