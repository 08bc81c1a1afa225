using System.Net.Mail;
using System.Text;
using FoodCoop.Features.Shifts;
using FoodCoop.Features.Shifts.Exchange;
using FoodCoop.Features.Shifts.TheDay;
using FoodCoop.Platform.Mail;
using FoodCoop.Platform.Web;
using FoodCoop.Tests.Features.Shifts.Board;
using static FoodCoop.Tests.Features.Shifts.Board.BoardScene;
using static FoodCoop.Tests.Features.Shifts.ShiftLetters;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Shifts.TheDay;

public sealed class ShiftFilesTests
{
    private readonly TestCoop coop = Ready();
    private readonly TestBrowser elif;

    /// <summary>By person: what its calendar holds, by the name of the entry.</summary>
    private readonly Dictionary<string, Dictionary<string, Peer.Event>> calendars = new() { ["Amara"] = [], ["Bart"] = [] };

    public ShiftFilesTests()
    {
        elif = coop.As("Elif");
        coop.Write(db =>
        {
            db.Execute("update coop set home = 'https://krat.proef.example', name = 'De \"Proef\"krat'");
            db.Execute("update duty set instructions_en = 'Gloves; crates, van', instructions_nl = 'Handschoenen'");
            db.Execute("insert into calendar_feed (person_id, token, made_at) select id, substr(name || @filler, 1, 43), @Before from person where name in ('Amara', 'Bart')", new { filler = new string('t', 43), Before });
        });
    }

    [Fact(DisplayName = "each mail about a shift carries the event")]
    public async Task A_calendar_that_takes_in_what_the_mails_carry_holds_what_the_feed_holds()
    {
        await Move(elif, Who(coop, 114), To(coop, First, "Checkout"));
        await Put(17, null, Second, "Unloading");
        await Delivered("shift-assigned");

        await Put(114, (First, "Checkout"), First, "Unloading");
        await Delivered("shift-changed");
        await Put(114, (First, "Unloading"), First, "Checkout"); // and back: what was struck out stands again
        await Delivered("shift-changed");
        Assert.Equal(2, calendars["Amara"][Uid(First, "Checkout")].Sequence);

        var page = await elif.Get($"/roster/shifts/{Shift(coop, First, "Checkout").Id}");
        await elif.Submit(page, "form.day", new Dictionary<string, string> { ["Day.From"] = "17:30", ["Day.Place"] = "Achterdeur" });
        await Delivered("shift-moved");
        Assert.Equal("Achterdeur", calendars["Amara"][Uid(First, "Checkout")].Location);

        var amara = coop.As("Amara");
        await amara.Submit(await amara.Get($"/shifts/cannot/{SpotOf(First, "Checkout")}"), "form.swap", new { shifts = To(coop, Second, "Unloading") });
        Assert.Equal(["Bart swap-offered"], Waiting(coop));
        Assert.Empty(Files(coop, Letters(coop)[0])); // not agreed yet
        var bart = coop.As("Bart");
        await bart.Submit(await bart.Get("/shifts"), ".swap-for-me form");
        await Delivered("swap-done");
        Assert.Equal("CONFIRMED", calendars["Amara"][Uid(Second, "Unloading")].Status);
        Assert.Equal("CONFIRMED", calendars["Bart"][Uid(First, "Checkout")].Status);

        await amara.Submit(await amara.Get($"/shifts/cannot/{SpotOf(Second, "Unloading")}"), "form.look");
        var cagla = coop.As("Çağla");
        await cagla.Submit(await cagla.Get("/shifts"), "form.take-over");
        await Delivered("stand-in-found"); // and nobody is asked any more to stand in
        Assert.DoesNotContain(calendars["Amara"].Values, e => e.Status == "CONFIRMED");

        page = await bart.Submit(await bart.Get($"/cycles/{First}"), "#move-form",
            new Dictionary<string, string> { ["Move.Day"] = "2026-12-22", ["Move.From"] = "17:00", ["Move.Until"] = "19:00", ["Move.Reason"] = "Kerst" });
        await bart.Submit(page, "#confirm");
        await Delivered("pickup-moved");
        Assert.Equal(22, calendars["Bart"][Uid(First, "Checkout")].From.Day);

        foreach (var days in (int[])[7, 1])
        {
            await ShiftReminders.Run(coop.File, Shift(coop, First, "Checkout").StartsAt.AddDays(-days));
            await Delivered("shift-soon");
        }

        page = await elif.Get($"/roster/shifts/{Shift(coop, First, "Checkout").Id}");
        await elif.Submit(page, "form.cancel", new { Reason = "Storm" });
        await Delivered("shift-cancelled");
        Assert.DoesNotContain(calendars["Bart"].Values, e => e.Status == "CONFIRMED");
    }

    [Fact]
    public void Of_a_household_who_is_expected_gets_the_shift_and_both_are_rid_of_the_former_one()
    {
        var (amaras, theirs) = (Take(coop, First, "Checkout", 114), Take(coop, Second, "Unloading", 142));
        coop.Write(db =>
        {
            var row = db.One<CoopRow>(CoopRow.Select);
            var swap = Swaps.Offer(db, row, amaras, Member(coop, 114), null, [Shift(coop, Second, "Unloading").Id], Before, Person(coop, "Amara"));
            Swaps.Accept(db, row, swap, theirs, Member(coop, 142), Before, Person(coop, "Oksana"));
        });
        string[] Of(string name) => [.. Files(coop, Letters(coop).Single(l => l.Name == name)).Select(f => f.FileName)];
        Assert.Equal(["shift.ics", "not-any-more.ics"], Of("Oksana"));
        Assert.Equal(["not-any-more.ics"], Of("Дмитро"));
        Assert.Equal(["shift.ics", "not-any-more.ics"], Of("Amara"));
    }

    [Fact]
    public async Task The_file_says_in_the_mails_head_too_what_is_to_be_done_with_it_and_who_tells_it()
    {
        await Put(114, null, First, "Checkout");
        var file = Files(coop, Letters(coop).Single()).Single();
        Assert.Contains("ORGANIZER;CN=\"De Proefkrat\":mailto:krat@proef.example", Encoding.UTF8.GetString(file.Content));
        var letter = new Letter(new(1), "amara@proef.example", "", "x", "x", null, false, "m", "", false, 0);
        using var message = letter.Message(new MailAddress("krat@proef.example"), [new(file.FileName, file.MediaType, file.Content)]);
        Assert.Equal("text/calendar", message.Attachments[0].ContentType.MediaType);
        Assert.Equal("PUBLISH", message.Attachments[0].ContentType.Parameters["method"]);
    }

    /// <summary>The post comes: of these kinds and no others; each of the two persons' calendars holds what its feed holds.</summary>
    private async Task Delivered(params string[] expected)
    {
        var letters = Letters(coop);
        Assert.Equal(expected.Order(StringComparer.Ordinal), letters.Select(l => l.Kind).Distinct().Order(StringComparer.Ordinal));
        foreach (var letter in letters.Where(l => calendars.ContainsKey(l.Name)))
        {
            var files = Files(coop, letter);
            Assert.NotEmpty(files);
            foreach (var file in files)
            {
                var read = await Peer.ReadCalendar(file.Content);
                var entry = Assert.Single(read.Events);
                Assert.Equal(entry.Status == "CANCELLED" ? "CANCEL" : "PUBLISH", read.Method);
                Assert.EndsWith("; method=" + read.Method, file.MediaType, StringComparison.Ordinal);
                TakeIn(calendars[letter.Name], entry, letter.Kind);
            }
        }
        Send(coop);
        foreach (var (name, calendar) in calendars)
        {
            var feed = await Peer.ReadCalendar(await coop.As(null).Bytes($"/calendar/{(name + new string('t', 43))[..43]}.ics"));
            Assert.Equal(Standing(feed.Events.Where(e => e.Uid.StartsWith("shift-", StringComparison.Ordinal))), Standing(calendar.Values));
        }
    }

    // RFC 5546 section 2.1.5: what has a lower sequence is older. Reminders say again what is known.
    private static void TakeIn(Dictionary<string, Peer.Event> calendar, Peer.Event entry, string kind)
    {
        if (calendar.TryGetValue(entry.Uid, out var known))
        {
            Assert.True(entry.Sequence > known.Sequence || kind == "shift-soon" && entry.Sequence == known.Sequence, $"{kind}: {entry.Sequence} after {known.Sequence}");
        }
        calendar[entry.Uid] = entry;
    }

    private static IEnumerable<(string, int, DateTimeOffset, DateTimeOffset, string, string?, string?)> Standing(IEnumerable<Peer.Event> events) =>
        events.Where(e => e.Status == "CONFIRMED").Select(e => (e.Uid, e.Sequence, e.From, e.Until, e.Summary, e.Location, e.Description)).Order();

    private string Uid(string cycle, string duty) => $"shift-{Shift(coop, cycle, duty).Id}@krat.proef.example";

    private string SpotOf(string cycle, string duty) => coop.Read(db => FoodCoop.Features.Shifts.Spots.OfShift(db, Shift(coop, cycle, duty).Id)).Single().Id.ToString();

    private Task Put(int member, (string, string)? from, string cycle, string duty) => BoardScene.Put(coop, elif, member, from, cycle, duty);
}
