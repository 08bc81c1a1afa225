using System.Text;
using FoodCoop.Platform.Calendar;

namespace FoodCoop.Tests.Platform.Calendar;

public sealed class CalendarFileTests
{
    private static readonly DateTimeOffset At = new(2026, 12, 11, 17, 0, 0, TimeSpan.Zero);

    /// <summary>Letters of one to four octets, what must be escaped, and what looks like an escape.</summary>
    private static readonly string[] Pieces = ["a", "é", "Çağla", "Μαρία", "€ 12,50", ";", ",", "\\", "\\n", "\n", "\"", ":", "😀", "Дмитро", "x y", "https://krat.example/a?b=c,d;e"];

    [Fact]
    public async Task Another_program_reads_what_was_written_whatever_the_letters()
    {
        var chance = new Random(20261122);
        var entries = Enumerable.Range(0, 400).Select(i => new CalendarEntry(
            $"pickup-{i}@krat.example", At.AddMinutes(i), At.AddMinutes(i + 30), Words(chance), Words(chance), At.AddDays(-i), i, Words(chance),
            "https://krat.example/order/2026-12", i % 3 == 0)).ToList();
        var calendar = await Peer.ReadCalendar(CalendarFile.Feed("Krat & Peen, Çağla; \\ €", entries));
        Assert.Equal("Krat & Peen, Çağla; \\ €", calendar.Name);
        Assert.Equal(calendar.Name, calendar.NewName);
        Assert.Equal(("2.0", "PT6H", null), (calendar.Version, calendar.Refresh, calendar.Method));
        Assert.NotEqual("", calendar.Product);
        Assert.Equal(400, calendar.Events.Count);
        foreach (var e in entries)
        {
            var read = calendar[e.Uid];
            Assert.Equal((e.From, e.Until, "UTC"), (read.From, read.Until, read.Zone));
            Assert.Equal(e.Summary, read.Summary);
            Assert.Equal(e.Description, read.Description);
            Assert.Equal(e.Location, read.Location);
            Assert.Equal(e.Link, read.Link);
            Assert.Equal((e.IsCancelled ? "CANCELLED" : "CONFIRMED", e.Sequence, e.ChangedAt, e.ChangedAt), (read.Status, read.Sequence, read.Changed, read.Stamped));
        }
    }

    [Fact]
    public void No_line_is_longer_than_75_octets_and_none_cuts_a_letter()
    {
        var chance = new Random(20261122);
        var file = CalendarFile.Feed("Krat", Enumerable.Range(0, 400).Select(i => new CalendarEntry($"x-{i}@krat.example", At, At, Words(chance), Words(chance), At)));
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        var rest = file.AsSpan();
        while (rest.Length > 0)
        {
            var end = rest.IndexOf("\r\n"u8);
            Assert.True(end >= 0, "The last line has no end.");
            Assert.InRange(end, 1, 75);
            Assert.DoesNotContain('\n', strict.GetString(rest[..end])); // throws where a letter is cut
            rest = rest[(end + 2)..];
        }
    }

    [Fact]
    public async Task A_file_for_a_mail_says_what_is_to_be_done_with_it()
    {
        var entry = new CalendarEntry("shift-3@krat.example", At, At.AddHours(2), "Dienst", "", At);
        var added = await Peer.ReadCalendar(CalendarFile.Attachment(entry));
        Assert.Equal(("PUBLISH", "CONFIRMED"), (added.Method, added.Events.Single().Status));
        var taken = await Peer.ReadCalendar(CalendarFile.Attachment(entry with { IsCancelled = true, Sequence = 1 }));
        Assert.Equal(("CANCEL", "CANCELLED"), (taken.Method, taken.Events.Single().Status));
    }

    private static string Words(Random chance) =>
        "w" + string.Concat(Enumerable.Range(0, chance.Next(60)).Select(_ => Pieces[chance.Next(Pieces.Length)])) + "w";
}
