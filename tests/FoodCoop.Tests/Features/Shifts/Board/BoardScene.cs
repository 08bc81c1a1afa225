using FoodCoop.Features.Shifts;
using FoodCoop.Features.Shifts.Planning;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Time;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Shifts.Board;

/// <summary>The rotation of December and January on the board of Elif: nine members that need a spot, ten spots at most, four at the fewest.</summary>
internal static class BoardScene
{
    public const string Address = "/roster/" + First;

    public static TestCoop Ready()
    {
        var coop = CoopWithDuties();
        Run(coop, Before);
        TestClock.Set(Before);
        return coop;
    }

    public static RosterBoard BoardOf(TestCoop coop, DateTimeOffset? at = null) =>
        coop.Read(db => RosterInput.Load(db, RotationRow.ByCode(db, First)!, CoopZone.Of("Europe/Amsterdam"), at ?? Before));

    /// <summary>Who is where, as "114 Checkout 2026-12".</summary>
    public static string[] Spots(TestCoop coop)
    {
        var board = BoardOf(coop);
        var shifts = board.Shifts.ToDictionary(s => s.Id);
        return [.. board.Spots.Select(s => $"{board.ById[s.MemberId].Number} {shifts[s.ShiftId].NameEn} {shifts[s.ShiftId].CycleCode}").Order(StringComparer.Ordinal)];
    }

    public static string Who(TestCoop coop, int member, string? cycle = null, string duty = "") =>
        $"{Member(coop, member)}-{(cycle is null ? "0" : Shift(coop, cycle, duty).Id.ToString())}";

    public static string To(TestCoop coop, string cycle, string duty) => Shift(coop, cycle, duty).Id.ToString();

    public static async Task<TestPage> Plan(TestBrowser browser, bool movePublished = false) =>
        await browser.Submit(await browser.Get(Address), "#plan", movePublished ? new { MovePublished = "true" } : null);

    public static async Task<TestPage> Publish(TestBrowser browser) => await browser.Submit(await browser.Get(Address), "#publish");

    public static async Task<TestPage> Move(TestBrowser browser, string who, string to) => await browser.Submit(await browser.Get(Address), "#move", new { who, to });

    /// <summary>Puts somebody into a shift by hand, from another or from none, and publishes.</summary>
    public static async Task Put(TestCoop coop, TestBrowser browser, int member, (string Cycle, string Duty)? from, string cycle, string duty)
    {
        await Move(browser, Who(coop, member, from?.Cycle, from?.Duty ?? ""), To(coop, cycle, duty));
        Assert.Equal(200, (await Publish(browser)).Status);
    }

    public static int Mails(TestCoop coop, string kind) => coop.Read(db => db.One<int>("select count(*) from mail where kind = @kind", new { kind }));

    public static PlanMember Planned(TestCoop coop, int member) => BoardOf(coop).Planned[Member(coop, member).ToString()];

    /// <summary>Somebody of a household of one, and a shift with room that it is not in.</summary>
    public static (string Who, Shift Free) MoveThatFits(TestCoop coop)
    {
        var board = BoardOf(coop);
        var free = board.Shifts.First(s => board.Spots.Count(p => p.ShiftId == s.Id) < s.Most);
        var spot = board.Spots.First(s => s.ShiftId != free.Id && board.ById[s.MemberId].Number != 142);
        return ($"{spot.MemberId}-{spot.ShiftId}", free);
    }
}
