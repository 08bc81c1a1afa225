using FoodCoop.Features.Cycles;
using FoodCoop.Features.Verify;
using FoodCoop.Platform;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Web;
using static FoodCoop.Tests.Features.Cycles.CycleScene;

namespace FoodCoop.Tests.Features.Cycles;

public sealed class StepBackTests
{
    private static readonly DateTimeOffset After = Closes.AddHours(2);
    private static readonly CoopDates Dates = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), System.Globalization.CultureInfo.GetCultureInfo("en-GB"));
    private readonly TestCoop coop = new();

    public StepBackTests()
    {
        coop.Write(db => Plan(db, "Linzen"));
        Run(coop, Opens);
        coop.Write(db =>
        {
            Ask(db, 114, "Linzen", 4, 0, Opens.AddDays(1));
            Ask(db, 142, "Linzen", 3, 2, Opens.AddDays(2));
        });
        Run(coop, Closes);
    }

    [Fact]
    public void A_step_back_is_a_row_with_who_and_why_and_undoes_nothing_that_was_not_its_own()
    {
        Go(CycleState.Ordered);
        Assert.True(Back(CycleState.Closed, "een bestelling vergeten"));
        Assert.Equal(["Planned", "Open", "Fill", "Closed", "Ordered", "Closed"], States(coop));
        var last = coop.Read(db => CycleEvents.Of(db, Id))[^1];
        Assert.Equal((CycleState.Closed, 1, true, "Bart", "een bestelling vergeten", null), (last.State, last.Closing, last.Back, last.By, last.Reason, last.ClosesAt));
        Assert.Equal(["114 Linzen 4", "142 Linzen 2"], Allocated(coop));
        Go(CycleState.Ordered); // and the same step again: its second round
        Assert.Equal([1, 2], coop.Read(db => db.Query<int>("select round from cycle_event where state = 'Ordered' order by id")));
        Sound();
    }

    [Fact]
    public void Several_steps_at_once_undo_what_each_of_them_caused()
    {
        Go(CycleState.Ordered, CycleState.Delivered);
        coop.Write(db => db.Execute("update order_line set delivered = allocated, told = allocated"));
        Assert.True(Back(CycleState.Ordered));
        Assert.Equal(2, Count("order_line where delivered is null and allocated is not null and told is not null"));
        Go(CycleState.Delivered);
        coop.Write(db => db.Execute("update order_line set delivered = allocated"));
        Assert.True(Back(CycleState.Open, reopening: new(After.AddDays(2), After.AddDays(1))));
        Assert.Equal(2, Count("order_line where delivered is null and allocated is null and told is null and flex_at_fill is null"));
        Assert.Equal((After.AddDays(1), After.AddDays(2), 2, CycleState.Open), (coop.Cycle().FillAt, coop.Cycle().ClosesAt, coop.Cycle().Closing, coop.Cycle().State));
        Sound();
    }

    [Fact]
    public void Back_to_filling_cases_keeps_when_it_began_and_the_flex_of_then()
    {
        Assert.True(Back(CycleState.Fill, reopening: new(After.AddDays(1))));
        Assert.Equal((Fills, After.AddDays(1)), (coop.Cycle().FillAt, coop.Cycle().ClosesAt));
        Assert.Equal(2, Count("order_line where flex_at_fill is not null and allocated is null"));
        Sound();
    }

    [Fact]
    public void The_second_closing_has_supplier_orders_results_and_mails_of_its_own()
    {
        Assert.Equal(3, Count("mail where kind = 'your-order'")); // Amara, and the two of 142
        Back(CycleState.Open, reopening: new(After.AddDays(2)));
        Assert.Equal("2026-11 Fill, 2026-11 Closed", string.Join(", ", Run(coop, After.AddDays(2)).Split(", ").Where(d => d.StartsWith("2026-11", StringComparison.Ordinal))));
        Assert.Equal([1, 1, 1, 2, 2, 2], coop.Read(db => db.Query<int>("select cast(substr(batch, 20) as integer) from mail where kind = 'your-order' order by id")));
        Assert.Equal([1, 2], coop.Read(db => db.Query<int>("select closing from supplier_order order by closing")));
        Assert.Equal([1, 2], coop.Read(db => db.Query<int>("select closing from offer_result order by closing")));
        Assert.Equal("", Run(coop, After.AddDays(2)));
        Sound();
    }

    [Fact]
    public void A_closing_that_opens_again_brings_its_own_reminders_and_no_second_opening()
    {
        var opened = Count("mail where kind = 'ordering-open'");
        Back(CycleState.Open, reopening: new(After.AddDays(6), After.AddDays(5)));
        for (var hour = 0; hour <= 6 * 24; hour++) Run(coop, After.AddHours(hour));
        Assert.Equal(opened, Count("mail where kind = 'ordering-open'"));
        Assert.Equal(["cases-short/2026-11/2", "last-call/2026-11/2", "ordering-reopened/2026-11/2", "your-order/2026-11/2"],
            coop.Read(db => db.Query<string>("select distinct batch from mail where batch like '%/2026-11/2' order by batch")));
        Sound();
    }

    [Fact]
    public void All_are_told_that_ordering_is_open_again_with_why_and_until_when_in_their_own_language()
    {
        coop.Write(db => db.Execute("update coop set home = 'https://krat.example'"));
        Back(CycleState.Open, "The baker could not be ordered from.", new(After.AddDays(2)));
        Assert.Equal(10, Count("mail where kind = 'ordering-reopened' and useful_until = '2026-11-20T23:00:00.000Z'"));
        var amara = Letter("amara");
        Assert.StartsWith("Ordering for November 2026 is open again, until Saturday 21 November, 00:00", amara);
        Assert.Contains("Why: The baker could not be ordered from.", amara);
        Assert.Contains("https://krat.example/order/2026-11", amara);
        Assert.StartsWith("Bestellen voor november 2026 is weer open, tot zaterdag 21 november, 00:00", Letter("bart"));
    }

    [Fact]
    public void Back_to_filling_cases_only_who_has_an_order_is_told()
    {
        Back(CycleState.Fill, reopening: new(After.AddDays(1)));
        Assert.Equal(["amara@proef.example", "dmytro@proef.example", "oksana@proef.example"],
            coop.Read(db => db.Query<string>("select address from mail where kind = 'ordering-reopened' order by address")));
    }

    [Fact]
    public void Mails_of_the_former_closing_that_still_wait_do_not_go_any_more()
    {
        coop.Write(db =>
        {
            db.Execute("update mail set sent_at = @After where address like 'amara%'", new { After });
            db.Execute("insert into mail_off (person_id, kind, at) select id, 'ordering-reopened', @After from person where name = 'Oksana'", new { After });
        });
        Back(CycleState.Open, reopening: new(After.AddDays(2)));
        Assert.Equal(["amara@proef.example ", "dmytro@proef.example changed", "oksana@proef.example changed"],
            coop.Read(db => db.Query<string>("select address || ' ' || skip_reason from mail where kind = 'your-order' order by address")));
        Assert.Equal(9, Count("mail where kind = 'ordering-reopened' and skipped_at is null")); // Oksana does not want them
    }

    [Theory]
    [InlineData(null, "Cycles.BackClosingNeeded")]
    [InlineData("2026-11-18T22:59:59Z", "Cycles.BackClosingPassed")]
    [InlineData("2026-11-18T23:00:00Z", "Cycles.BackClosingPassed")] // now
    [InlineData("2026-11-18T23:00:01Z", null)]
    [InlineData("2026-11-27T16:59:59Z", null)]
    [InlineData("2026-11-27T17:00:00Z", "Cycles.BackClosingLate")] // 18:00, when the doors open
    public void Ordering_closes_again_after_now_and_before_the_pickup(string? closes, string? key) =>
        Assert.Equal(key, Refusal(() => Back(CycleState.Open, reopening: closes is null ? null : new(DateTimeOffset.Parse(closes)))));

    [Fact]
    public void Once_the_pickup_has_begun_ordering_does_not_open_again()
    {
        var begun = new DateTimeOffset(2026, 11, 27, 17, 0, 0, TimeSpan.Zero);
        Assert.Equal("Cycles.BackPickupPassed", Refusal(() =>
            coop.Write(db => StepBack.Take(db, Cycle.One(db, Id), CycleState.Open, "x", Bart(db), begun, Dates, new(begun.AddHours(1))))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(48)]
    [InlineData(50)]
    public void The_fill_phase_lies_between_now_and_the_closing(int hours) =>
        Assert.Equal("Cycles.BackFillOutside", Refusal(() => Back(CycleState.Open, reopening: new(After.AddHours(48), After.AddHours(hours)))));

    [Fact]
    public void A_step_back_without_a_reason_is_refused() =>
        Assert.Equal("Cycles.BackReasonNeeded", Refusal(() => Back(CycleState.Fill, "  ", new(After.AddDays(1)))));

    [Fact]
    public void Once_money_has_been_charged_nothing_is_taken_back()
    {
        Go(CycleState.Ordered, CycleState.Delivered, CycleState.Pickup);
        coop.Write(db => db.Execute("insert into ledger_entry (member_id, kind, amount, cycle_id, at) select 1, 'charge', -100, id, @After from order_cycle where code = '2026-11'", new { After }));
        Assert.Equal("Cycles.BackCharged", Refusal(() => Back(CycleState.Delivered)));
        Assert.False(coop.Write(db => StepBack.AtOnce(db, Cycle.One(db, Id), CycleState.Pickup, Bart(db), After)));
    }

    [Fact]
    public void Back_to_the_fill_phase_is_not_offered_where_there_was_none()
    {
        coop.Write(db => db.Execute("update order_cycle set fill_at = closes_at"));
        Assert.Equal([CycleState.Open], StepBack.Targets(coop.Cycle()));
        Assert.Equal("Cycles.BackNotThere", Refusal(() => Back(CycleState.Fill, reopening: new(After.AddDays(1)))));
    }

    [Fact]
    public void Before_the_fill_phase_and_after_settling_there_is_no_way_back() =>
        Assert.All([CycleState.Planned, CycleState.Open, CycleState.Settled],
            state => Assert.Empty(StepBack.Targets(coop.Cycle() with { State = state })));

    [Fact]
    public void From_filling_cases_ordering_can_be_opened_to_all_again_and_closes_with_mails_of_its_own()
    {
        Assert.True(Back(CycleState.Fill, reopening: new(After.AddDays(2))));
        Assert.Equal([CycleState.Open], StepBack.Targets(coop.Cycle()));
        Assert.True(Back(CycleState.Open, reopening: new(After.AddDays(4), After.AddDays(2))));
        Assert.Equal((3, CycleState.Open, After.AddDays(2)), (coop.Cycle().Closing, coop.Cycle().State, coop.Cycle().FillAt));
        Assert.Equal(0, Count("order_line where flex_at_fill is not null"));
        Run(coop, After.AddDays(4));
        Assert.Equal(CycleState.Closed, coop.Cycle().State);
        Assert.Equal(2, Count("mail where kind = 'your-order' and batch = 'your-order/2026-11/3'") - 1); // Amara; Dmytro and Oksana share a member
        Sound();
    }

    [Fact]
    public void Waiting_mails_of_a_step_that_is_taken_back_do_not_go_and_count_as_not_told()
    {
        coop.Write(db => db.Execute("update order_line set allocated = 1000, locked = 1000 where member_id = (select id from member where number = 142)"));
        Take(CycleState.Ordered);
        coop.Write(db => db.Execute("update mail set sent_at = @After where kind = 'changes-since-closing' and address = 'oksana@proef.example'", new { After }));
        Assert.Equal(2, Count("mail where kind = 'changes-since-closing'"));
        Assert.True(Back(CycleState.Closed));
        Assert.Equal(1, Count("mail where kind = 'changes-since-closing' and skip_reason = 'changed'"));
        Take(CycleState.Ordered);
        Assert.Equal(1, Count("mail where batch = 'changes-since-closing/2026-11/1/2' and address = 'dmytro@proef.example' and skipped_at is null"));
    }

    private void Take(CycleState state) => coop.Write(db => CycleSteps.Take(db, coop.Cycle(), state, After, Bart(db), db.One<CoopRow>(CoopRow.Select)));

    [Fact]
    public async Task Twenty_at_once_take_one_step_back()
    {
        Go(CycleState.Ordered);
        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() =>
            coop.File.WriteAsync(db => StepBack.Take(db, Cycle.One(db, Id), CycleState.Closed, $"nr {i}", Bart(db), After, Dates)))));
        Assert.Single(taken, t => t);
        Assert.Equal(1, Count("cycle_event where back = 1"));
        Sound();
    }

    [Fact]
    public async Task Steps_back_that_race_with_the_clock_leave_a_history_without_gaps_and_no_mail_twice()
    {
        var closesAgain = After.AddMinutes(1);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            if (i % 2 == 0) await CycleClock.Run(coop.File, closesAgain);
            else await coop.File.WriteAsync(db => StepBack.Take(db, Cycle.One(db, Id), CycleState.Fill, $"nr {i}", Bart(db), After, Dates, new(closesAgain)));
        })));
        await CycleClock.Run(coop.File, closesAgain);
        var (closing, backs) = (coop.Cycle().Closing, Count("cycle_event where back = 1"));
        Assert.InRange(backs, 1, 20);
        Assert.Equal((backs + 1, CycleState.Closed), (closing, coop.Cycle().State));
        Assert.Equal(closing, Count("cycle_event where state = 'Closed'"));
        Assert.Equal(3 * closing, Count("mail where kind = 'your-order'"));
        Assert.Equal(3 * backs, Count("mail where kind = 'ordering-reopened'"));
        Assert.Equal(closing, Count("supplier_order"));
        Sound();
    }

    [Fact]
    public void A_step_taken_on_what_was_read_too_early_writes_nothing()
    {
        var early = coop.Cycle();
        Go(CycleState.Ordered);
        Assert.False(coop.Write(db => CycleEvents.Record(db, early, CycleState.Ordered, After)));
        Assert.False(coop.Write(db => StepBack.Take(db, early, CycleState.Open, "x", Bart(db), After, Dates, new(After.AddDays(1)))));
        Assert.Equal(5, States(coop).Length);
    }

    private Id<OrderCycle> Id => coop.Cycle().Id;

    private static Id<Person> Bart(Db db) => db.One<Id<Person>>("select id from person where name = 'Bart'");

    private void Go(params CycleState[] states)
    {
        foreach (var state in states) Assert.True(coop.Write(db => CycleEvents.Record(db, Cycle.One(db, Id), state, After, Bart(db))));
    }

    private bool Back(CycleState to, string reason = "foutje", Reopening? reopening = null) =>
        coop.Write(db => StepBack.Take(db, Cycle.One(db, Id), to, reason, Bart(db), After, Dates, reopening));

    private static string? Refusal(Func<bool> act)
    {
        try
        {
            Assert.True(act());
            return null;
        }
        catch (Refused refused)
        {
            return refused.TextKey;
        }
    }

    private int Count(string what) => coop.Read(db => db.One<int>("select count(*) from " + what));

    private string Letter(string name) =>
        coop.Read(db => db.One<string>("select subject || char(10) || body_text from mail where kind = 'ordering-reopened' and address = @name || '@proef.example'", new { name }));

    private void Sound() => Assert.Empty(coop.Read(db => VerifyCommand.Look(db).SelectMany(v => v.Violations.Select(w => v.Invariant.Key + ": " + w)).ToList()));
}
