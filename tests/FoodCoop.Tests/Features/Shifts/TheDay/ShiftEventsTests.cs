using FoodCoop.Features.Shifts;
using FoodCoop.Platform;
using static FoodCoop.Tests.Features.Shifts.Exchange.SwapsTests;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Shifts.TheDay;

public sealed class ShiftEventsTests
{
    [Fact]
    public async Task Own_shifts_stand_in_the_calendar_a_cancelled_one_as_cancelled_and_one_that_was_left_not_at_all()
    {
        var coop = Scene();
        var (kept, cancelled, left) = (Take(coop, First, "Checkout", 114), Take(coop, Second, "Checkout", 114), Take(coop, First, "Unloading", 114));
        Take(coop, First, "Unloading", 17);
        coop.Write(db =>
        {
            Spots.Leave(db, left, "stand-in", Starts, null);
            db.Execute("update shift set cancelled_at = @Starts, cancel_reason = 'Zaal verhuurd' where id = @Id", new { Starts, Shift(coop, Second, "Checkout").Id });
        });
        var file = await Feed(coop);
        Assert.Equal(1, Count(file, $"UID:shift-{ShiftOf(coop, kept)}@"));
        Assert.DoesNotContain($"UID:shift-{ShiftOf(coop, left)}@", file);
        var entry = file[file.IndexOf($"UID:shift-{ShiftOf(coop, cancelled)}@", StringComparison.Ordinal)..];
        Assert.Contains("STATUS:CANCELLED", entry[..entry.IndexOf("END:VEVENT", StringComparison.Ordinal)]);
        Assert.Equal(2, Count(file, "UID:shift-"));
    }

    [Fact(DisplayName = "feed address renewed: the old one stops")]
    public async Task Feed_address_renewed_the_old_one_stops()
    {
        var coop = Scene();
        var spot = Take(coop, First, "Checkout", 114);
        var amara = coop.As("Amara");
        await amara.Submit(await amara.Get("/account/calendar"), "form[action*=Make]");
        var old = Address(coop);
        Assert.Contains($"UID:shift-{ShiftOf(coop, spot)}@", (await coop.As(null).Get(old)).Source);
        await amara.Submit(await amara.Get("/account/calendar"), "form[action*=Renew]");
        Assert.Equal(404, (await coop.As(null).Get(old)).Status);
        Assert.Contains($"UID:shift-{ShiftOf(coop, spot)}@", (await coop.As(null).Get(Address(coop))).Source);
    }

    // as in the mails: a shift stands once in a calendar
    private static string ShiftOf(TestCoop coop, Id<Spot> spot) => coop.Read(db => db.One<long>("select shift_id from spot where id = @spot", new { spot })).ToString();

    private static string Address(TestCoop coop) => coop.Read(db => db.One<string>("select '/calendar/' || token || '.ics' from calendar_feed"));

    private static async Task<string> Feed(TestCoop coop)
    {
        coop.Write(db => db.Execute("insert into calendar_feed (person_id, token, made_at) select id, @token, @Starts from person where name = 'Amara'", new { token = new string('t', 43), Starts }));
        return (await coop.As(null).Get($"/calendar/{new string('t', 43)}.ics")).Source;
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
