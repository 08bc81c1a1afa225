using System.Globalization;
using System.Text.RegularExpressions;
using FoodCoop.Browser.Post;

namespace FoodCoop.Browser;

/// <summary>
/// One rotation, end to end, as its people do it: wishes are asked for and answered, it is planned, two spots are fixed by hand, the rest
/// is planned again and published; somebody cannot come and somebody takes over, the day is marked, and every account says what is true.
/// </summary>
[Collection(Browsing.Name)]
public sealed partial class ShiftJourneyTests(Chromium chromium)
{
    /// <summary>The rotation of 8 January and 12 February, which begins on 17 December.</summary>
    private const string First = "2027-01", Second = "2027-02";

    private const int Amara = 114, Maaike = 77, Ingrid = 8, Rens = 21;

    private static readonly TimeSpan s_amsterdam = TimeSpan.FromHours(1);

    private readonly Dictionary<string, (string Published, string Owes, string OwesNone, string Chooses, string Planned)> words = new(StringComparer.Ordinal)
    {
        ["en"] = ("Your shift:", "You owe one.", "You owe none.", "You can choose from the free spots below.", "That is planned."),
        ["nl"] = ("Jouw dienst:", "Je moet er nog één doen.", "Je hoeft er nu geen te doen.", "Je kunt hieronder een vrije plek kiezen.", "Dat staat gepland."),
    };

    private ProgramUnderTest program = null!;
    private RosterFile roster = null!;
    private string coordinators = "", members = "";

    /// <summary>The coordinator at a laptop with the mouse and the keyboard, the members on phones; or the coordinator on a phone that
    /// runs no script, the members at laptops, one of them without a mouse.</summary>
    private bool atLaptop;

    [Theory]
    [InlineData("nl", "en", true)]
    [InlineData("en", "nl", false)]
    public async Task From_wishes_to_accounts_that_are_right(string coordinator, string member, bool coordinatorAtLaptop)
    {
        await using var running = program = await ProgramUnderTest.NotStarted();
        (roster, coordinators, members, atLaptop) = (new RosterFile(new CoopFile(program.Folder)), coordinator, member, coordinatorAtLaptop);
        roster.Change("update rotation set wishes_opened_at = null, wishes_until = null where published_at is null"); // the demo has asked for them
        await program.Begin();

        await OpensWishes();
        await ThreeAnswer();
        program.SetClock(new DateTimeOffset(2026, 11, 30, 10, 0, 0, s_amsterdam));
        await PlansFixesTwoAndPlansAgain();
        await Publishes();

        await program.Restart(new DateTimeOffset(2026, 12, 20, 12, 0, 0, s_amsterdam)); // the rotation has begun: everybody owes its shift
        await MarksWhoCame("2026-11", Maaike, Ingrid);
        await MarksWhoCame("2026-12", Amara);
        await CannotComeAndAnotherTakesOver();

        program.SetClock(new DateTimeOffset(2027, 1, 8, 15, 30, 0, s_amsterdam));
        await MarksWithASlip();
        await AccountIsRight("member", Amara, -1, words[members].Owes + " " + words[members].Chooses); // somebody else did hers
        await AccountIsRight("buyer", Maaike, 0, words[members].OwesNone);
        await AccountIsRight("treasurer", Ingrid, -1, words[members].Owes + " " + words[members].Planned);
        await program.Stop();
        var (code, said) = await program.Command("verify");
        Assert.True(code == 0, said);
    }

    private async Task OpensWishes() => await As("coordinator", async board =>
    {
        await board.Go("/roster");
        await board.Press($"main a[href='/roster/{First}']");
        await board.Page.FillAsync("#Until", "2026-11-29");
        await board.Press("#wishes button");
        Assert.Equal("2026-11-29T23:00:00.000Z", roster.Texts("select wishes_until from rotation order by id desc limit 1")[0]);
        Assert.Equal("2026-11-29", await board.Page.InputValueAsync("#Until"));
        Assert.True(await board.Page.IsVisibleAsync(".steps li:first-child[aria-current=step]"));
    });

    private async Task ThreeAnswer()
    {
        // On both days is refused, and nothing of what was typed is lost.
        await As("member", async wishes =>
        {
            await wishes.Go("/shifts");
            await wishes.Press("a[href='/shifts/wishes']");
            await wishes.Page.CheckAsync($"input[name=Cannot][value='{First}']");
            await wishes.Page.CheckAsync($"input[name=Cannot][value='{Second}']");
            await wishes.Page.SelectOptionAsync("#like-0", $"{roster.Shift(First, "Setting up")}");
            await wishes.Press("#wishes button");
            Assert.True(await wishes.Page.IsVisibleAsync("#wishes .error"));
            await wishes.Page.UncheckAsync($"input[name=Cannot][value='{First}']");
            await wishes.Press("#wishes button");
            await wishes.Screenshot($"wishes-{members}");
            await CanBeUsedByEverybody(wishes);
            wishes.Errors.RemoveAll(e => e.Contains("422", StringComparison.Ordinal)); // the refusal
        });
        await As("buyer", async wishes =>
        {
            await wishes.Go("/shifts/wishes");
            await wishes.Page.SelectOptionAsync("#like-0", $"{roster.Shift(Second, "Packing")}");
            await wishes.Page.CheckAsync($"input[name=RatherNot][value='{roster.Shift(First, "Unloading")}']");
            await wishes.Press("#wishes button");
            Assert.True(await wishes.Page.IsVisibleAsync(".message"));
        }, script: !atLaptop);
        await As("treasurer", async wishes =>
        {
            await wishes.Go("/shifts/wishes");
            var packing = roster.Shift(Second, "Packing");
            if (atLaptop)
            {
                await wishes.Page.CheckAsync($"input[name=Cannot][value='{First}']");
                await wishes.Page.SelectOptionAsync("#like-0", $"{packing}");
                await wishes.Page.FillAsync("#Partner", "Maaike de Groot");
                await wishes.Press("#wishes button");
            }
            else
            {
                await wishes.TabTo($"input[name=Cannot][value='{First}']");
                await wishes.Page.Keyboard.PressAsync("Space");
                await wishes.TabTo("#like-0");
                await wishes.PressUntil("ArrowDown", $"document.activeElement.value === '{packing}'");
                await wishes.TabTo("#Partner");
                await wishes.Page.Keyboard.TypeAsync("Maaike de Groot");
                await wishes.Turn(() => wishes.Page.Keyboard.PressAsync("Enter"));
            }
        });
        Assert.Equal([$"{Ingrid}|{Maaike}|{First}", $"{Maaike}||", $"{Amara}||{Second}"], roster.Texts($"""
            select m.number || '|' || coalesce(p.number, '') || '|' || coalesce(c.code, '')
            from wish w join member m on m.id = w.member_id
            left join member p on p.id = w.partner_id
            left join wish_cannot x on x.rotation_id = w.rotation_id and x.member_id = w.member_id
            left join order_cycle c on c.id = x.cycle_id
            order by m.number
            """));
    }

    private async Task PlansFixesTwoAndPlansAgain() => await As("coordinator", async board =>
    {
        await board.Go($"/roster/{First}");
        await board.Press("#plan button");
        Assert.Equal(0, roster.Number("select count(*) from draft_spot where fixed = 1"));
        Assert.Equal([$"{Ingrid} Packing {Second}", $"{Maaike} Packing {Second}", $"{Amara} Setting up {First}"], roster.Drafted(Ingrid, Maaike, Amara)); // each the first wish, the pair together
        Assert.Equal(0, await board.Page.Locator("#without li").CountAsync());

        var (amara, rens) = (roster.Shift(First, "Unloading"), roster.Shift(Second, "Unloading"));
        if (atLaptop)
        {
            await board.Turn(() => board.Page.DragAndDropAsync($"li[data-who='{roster.Who(Amara)}']", $"#shift-{amara}"));
            // By keyboard alone: the shift, the person, Enter.
            await board.Go($"/roster/{First}");
            await board.TabTo("#chosen");
            await board.PressUntil("ArrowDown", $"document.activeElement.value === '{rens}'");
            await board.TabTo("input[name=Who]");
            await board.PressUntil("ArrowDown", $"document.activeElement.checked && document.activeElement.value === '{roster.Who(Rens)}'");
            await board.Turn(() => board.Page.Keyboard.PressAsync("Enter"));
        }
        else
        {
            await board.Page.CheckAsync($"input[name=Who][value='{roster.Who(Amara)}']");
            await board.Press($"#shift-{amara} button[name=to]");
            await board.Press($"li[data-who='{roster.Who(Rens)}'] a[href*='/why/']");
            await board.Page.SelectOptionAsync("#elsewhere select", $"{rens}");
            await board.Press("#elsewhere button");
        }
        string[] byHand = [$"{Rens} Unloading {Second}", $"{Amara} Unloading {First}"];
        Assert.Equal(byHand, roster.Drafted(Rens, Amara));

        await board.Press("#plan button");
        Assert.Equal(byHand, roster.Drafted(Rens, Amara));
        Assert.Equal(2, await board.Page.Locator(".fix[aria-pressed=true]").CountAsync());
        Assert.True(await board.Page.IsVisibleAsync($"#shift-{amara} li[data-who='{roster.Who(Amara)}'] .fix[aria-pressed=true]"));
        await board.Screenshot($"roster-board-{coordinators}-{(atLaptop ? "planned" : "phone")}");
        await CanBeUsedByEverybody(board);
    });

    private async Task Publishes() => await As("coordinator", async board =>
    {
        await board.Go($"/roster/{First}");
        await board.Screenshot($"roster-board-{coordinators}-laptop");
        await board.Press("#publish button:not(.bad)");
        Assert.True(await board.Page.IsVisibleAsync(".steps li:last-child[aria-current=step]"));
        Assert.Equal(0, roster.Number("select count(*) from draft_spot"));
        // Everybody with a spot is told once, in the language of the reader.
        Assert.Equal(
            roster.Texts($"select r.id from mail_reader r where r.member_id in ({s_placed}) order by r.id"),
            roster.Texts("select person_id from mail where kind = 'shift-assigned' order by person_id"));
        Assert.StartsWith(words[members].Published, roster.Texts($"select m.subject from mail m join person p on p.id = m.person_id join member x on x.id = p.member_id where m.kind = 'shift-assigned' and x.number = {Amara}")[0], StringComparison.Ordinal);
    }, phone: false);

    /// <summary>From the evening of a pickup day, on a phone: one press for each who came.</summary>
    private async Task MarksWhoCame(string cycle, params int[] numbers) => await As("host", async day =>
    {
        await day.Go($"/roster/day/{cycle}");
        foreach (var number in numbers) await day.Press($"form[data-spot='{roster.Spot(number, cycle)}'] button[value=came]");
        foreach (var number in numbers) Assert.Equal(0, roster.Balance(number) + 1); // what is owed for the new rotation
    }, phone: true);

    private async Task CannotComeAndAnotherTakesOver()
    {
        var shift = roster.Shift(First, "Unloading");
        await As("member", async mine =>
        {
            await mine.Go("/shifts");
            Assert.True(await mine.Page.IsVisibleAsync($".next-shift a[href='/shifts/{shift}']"));
            await mine.Screenshot($"my-shifts-{members}");
            await mine.Press(".next-shift a.cannot");
            await CanBeUsedByEverybody(mine);
            await mine.Screenshot($"cannot-{members}");
            await mine.Press("form.look button");
            await mine.Go("/shifts");
            Assert.True(await mine.Page.IsVisibleAsync(".next-shift .flag.warn")); // still hers, until somebody takes it
        });
        await As("buyer", async phone =>
        {
            await phone.Go("/shifts");
            await CanBeUsedByEverybody(phone);
            await phone.Turn(() => phone.Page.TapAsync($"tr[data-shift='{shift}'] form.take-over button"));
            Assert.True(await phone.Page.IsVisibleAsync($".next-shift a[href='/shifts/{shift}']"));
        }, phone: true);
        Assert.Equal([$"{Maaike} stand-in"], roster.Texts($"select m.number || ' ' || n.how from spot_now n join member m on m.id = n.member_id where n.shift_id = {shift} and m.number in ({Amara}, {Maaike})"));
        Assert.Equal([$"{Amara}"], roster.Texts("select x.number from mail m join person p on p.id = m.person_id join member x on x.id = p.member_id where m.kind = 'stand-in-found'"));
        await As("member", async mine =>
        {
            await mine.Go("/shifts");
            Assert.Equal(0, await mine.Page.Locator(".next-shift").CountAsync());
        });
    }

    /// <summary>On the day, on a phone: "did not come" by mistake, taken back, then that she came. The paper says the same names.</summary>
    private async Task MarksWithASlip() => await As("host", async day =>
    {
        await day.Go($"/roster/day/{First}");
        var form = $"form[data-spot='{roster.Spot(Maaike, First)}']";
        await day.Page.ClickAsync($"{form} summary");
        await day.Press($"{form} button[value=missed]");
        await day.Press($"{form} button[aria-pressed=true]");
        await day.Press($"{form} button[value=came]");
        Assert.True(await day.Page.IsVisibleAsync($"{form} button[aria-pressed=true]"));
        await CanBeUsedByEverybody(day);
        await day.Page.Locator(form).ScrollIntoViewIfNeededAsync();
        await day.Screenshot($"attendance-{coordinators}");
        var paper = await day.File($"/roster/{First}/roster.pdf");
        Print.Picture(paper, $"roster-paper-{coordinators}");
        Assert.Contains("Maaike de Groot", Print.Text(paper), StringComparison.Ordinal);
        Assert.DoesNotContain("Amara", Print.Text(paper), StringComparison.Ordinal);
    }, phone: true);

    /// <summary>What the member reads, line by line and in words, is what stands in the database.</summary>
    private async Task AccountIsRight(string who, int number, int balance, string said) => await As(who, async mine =>
    {
        await mine.Go("/shifts");
        Assert.Contains(said, await mine.Page.InnerTextAsync(".head"), StringComparison.Ordinal);
        await mine.Page.ClickAsync("#account summary");
        var lines = await mine.Page.Locator("#account tbody td:last-child").AllInnerTextsAsync();
        Assert.Equal(balance, lines.Sum(l => int.Parse(Signed().Match(l).Value.Replace('−', '-'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)));
        Assert.Equal(balance, roster.Balance(number));
        await mine.Screenshot($"account-{number}-{members}");
    });

    private static readonly string s_placed =
        $"select n.member_id from spot_now n join shift s on s.id = n.shift_id join order_cycle c on c.id = s.cycle_id where c.code in ('{First}', '{Second}')";

    // Looked at in one of the two languages: the pages are built alike in both, and a board of 184 people takes seconds.
    private Task CanBeUsedByEverybody(Window window) => atLaptop ? window.HoldsToAxe() : Task.CompletedTask;

    /// <summary>Somebody of the demo at a window of their own, in their language; nothing may break or stick out in it.</summary>
    private async Task As(string who, Func<Window, Task> act, bool? phone = null, bool script = true)
    {
        var coordinates = who is "coordinator" or "host";
        phone ??= coordinates != atLaptop;
        await using var window = await Window.Open(chromium, program, phone.Value, script: script && (who != "coordinator" || !phone.Value));
        await window.SignInAs(who);
        await window.Speak(coordinates ? coordinators : members);
        await act(window);
        await window.HoldsItsWidth();
        Assert.Empty(window.Errors);
        Assert.Empty(window.Strangers);
    }

    [GeneratedRegex(@"[+−]?\d+")]
    private static partial Regex Signed();
}
