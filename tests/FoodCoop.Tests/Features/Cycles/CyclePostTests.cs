using System.Net.Mail;
using FoodCoop.Features.Cycles;
using FoodCoop.Platform.Mail;
using FoodCoop.Platform.Time;
using FoodCoop.Platform.Web;
using static FoodCoop.Tests.Features.Cycles.CycleScene;

namespace FoodCoop.Tests.Features.Cycles;

/// <summary>When the reminders of a cycle are written, to whom, and that each is decided once.</summary>
public sealed class CyclePostTests
{
    private static readonly DateTimeOffset LastCallAt = Fills.AddDays(-2);
    private static readonly DateTimeOffset PickupTomorrowAt = new(2026, 11, 26, 17, 0, 0, TimeSpan.Zero); // 18:00 on the wall, the day before
    private static readonly MailSettings Server = new("", 25, "", "", false, "post@server.example", "");

    [Fact]
    public void Ordering_is_open_goes_to_everyone_at_the_opening_and_not_a_second_before()
    {
        var coop = Planned();
        Run(coop, Opens.AddSeconds(-1));
        Assert.Empty(Written(coop, "ordering-open"));
        Run(coop, Opens);
        Assert.Equal(10, Written(coop, "ordering-open").Count);
        Run(coop, Opens.AddMinutes(1));
        Assert.Equal(10, Written(coop, "ordering-open").Count);
    }

    [Fact]
    public void Nobody_is_called_to_order_where_there_is_nothing_to_order()
    {
        var coop = new TestCoop();
        coop.Write(db => Plan(db));
        Run(coop, Opens);
        Run(coop, LastCallAt);
        Assert.Equal(0, coop.Read(db => db.One<int>("select count(*) from mail")));
    }

    [Fact]
    public void Last_call_goes_two_days_before_the_fill_phase_to_who_has_no_order()
    {
        var coop = Planned();
        Run(coop, Opens);
        coop.Write(db =>
        {
            Ask(db, 142, "Linzen", 1, 0, Opens.AddDays(1)); // two persons
            Ask(db, 88, "Linzen", 0, 2, Opens.AddDays(1));  // would take more: that is an order
            Ask(db, 31, "Linzen", 0, 0, Opens.AddDays(1));  // took it all back
        });
        Run(coop, LastCallAt.AddSeconds(-1));
        Assert.Empty(Written(coop, "last-call"));
        Assert.Equal("2026-11 last-call 7", Run(coop, LastCallAt));
        Assert.Equal(["amara", "bart", "elif", "ingrid", "maria", "tomas", "wei"], Written(coop, "last-call"));
    }

    [Fact]
    public void Who_takes_an_order_back_or_joins_after_the_last_call_gets_none()
    {
        var coop = Planned();
        Run(coop, Opens);
        coop.Write(db => Ask(db, 114, "Linzen", 1, 0, Opens.AddDays(1)));
        Run(coop, LastCallAt);
        coop.Write(db => db.Execute("update order_line set asked = 0"));
        Assert.Equal("", Run(coop, LastCallAt.AddMinutes(1)));
        Assert.DoesNotContain("amara", Written(coop, "last-call"));
    }

    [Fact]
    public void Without_a_fill_phase_the_last_call_goes_two_days_before_closing_and_no_case_is_called_short()
    {
        var coop = Planned();
        coop.Write(db => db.Execute("update order_cycle set fill_at = closes_at"));
        Run(coop, Opens);
        coop.Write(db => Ask(db, 114, "Linzen", 1, 0, Opens.AddDays(1)));
        Run(coop, Closes.AddDays(-2).AddSeconds(-1));
        Assert.Empty(Written(coop, "last-call"));
        Run(coop, Closes.AddDays(-2));
        Assert.Equal(9, Written(coop, "last-call").Count);
        Run(coop, Closes);
        Assert.Empty(Written(coop, "cases-short"));
    }

    [Fact]
    public void Cases_short_goes_when_the_fill_phase_begins_to_who_would_miss_something()
    {
        var coop = Planned();
        Run(coop, Opens);
        coop.Write(db =>
        {
            Ask(db, 114, "Linzen", 6, 0, Opens.AddDays(1)); // her case is full
            Ask(db, 88, "Linzen", 2, 0, Opens.AddDays(2));
            Ask(db, 142, "Bulgur", 4, 1, Opens.AddDays(1));
            Ask(db, 31, "Bulgur", 0, 1, Opens.AddDays(2));  // would fill it: 4 and 2 of 6
            Ask(db, 17, "Los", 1, 0, Opens.AddDays(1));     // has no case
        });
        Run(coop, Fills.AddSeconds(-1));
        Assert.Empty(Written(coop, "cases-short"));
        Run(coop, Fills);
        Assert.Equal(["cagla"], Written(coop, "cases-short"));
        Run(coop, Fills.AddHours(1));
        Assert.Single(Written(coop, "cases-short"));
    }

    [Fact]
    public void Pickup_tomorrow_goes_one_day_before_the_doors_open_to_who_has_something_to_fetch()
    {
        var coop = Closed();
        Run(coop, PickupTomorrowAt.AddSeconds(-1));
        Assert.Empty(Written(coop, "pickup-tomorrow"));
        Assert.Equal("2026-11 pickup-tomorrow 3", Run(coop, PickupTomorrowAt));
        Assert.Equal(["amara", "dmytro", "oksana"], Written(coop, "pickup-tomorrow"));
        Assert.Equal("", Run(coop, PickupTomorrowAt.AddMinutes(1)));
    }

    [Fact]
    public void A_pickup_that_has_been_moved_is_announced_anew_and_what_still_waits_is_not_sent()
    {
        var coop = Closed();
        Run(coop, PickupTomorrowAt);
        coop.Write(db =>
        {
            db.Execute("update mail set sent_at = @now where address like 'amara%'", new { now = PickupTomorrowAt });
            var (cycle, day, coopRow) = (Cycle.ByCode(db, November)!, new DateOnly(2026, 12, 4), db.One<CoopRow>(CoopRow.Select));
            PickupMove.Of(cycle, day, cycle.PickupFrom, cycle.PickupUntil, CoopZone.Of(coopRow.Zone), PickupTomorrowAt)
                .Write(db, coopRow, Concerned.Of(db, cycle, PickupTomorrowAt), "Feestdag", new(1), PickupTomorrowAt);
        });
        Assert.Equal("", Run(coop, PickupTomorrowAt.AddHours(1)));
        Run(coop, PickupTomorrowAt.AddDays(7));
        Assert.Equal(
            ["amara sent 2026-11-27", "amara waits 2026-12-04", "dmytro changed 2026-11-27", "dmytro waits 2026-12-04", "oksana changed 2026-11-27", "oksana waits 2026-12-04"],
            coop.Read(db => db.Query<string>("""
                select substr(address, 1, instr(address, '@') - 1) || ' ' || case when sent_at is not null then 'sent' when skip_reason <> '' then skip_reason else 'waits' end
                  || ' ' || substr(batch, -10)
                from mail
                where kind = 'pickup-tomorrow'
                order by address, id
                """)));
    }

    [Fact]
    public void Nobody_is_reminded_of_a_pickup_that_has_been_settled()
    {
        var coop = Closed();
        coop.Write(db => db.Execute("insert into cycle_event (cycle_id, closing, state, at) select id, 1, 'Settled', @Closes from order_cycle where code = '2026-11'", new { Closes }));
        Assert.Equal("", Run(coop, PickupTomorrowAt));
    }

    [Fact]
    public void Who_has_switched_a_kind_off_has_no_address_or_is_the_shelf_gets_none()
    {
        var coop = Planned();
        coop.Write(db =>
        {
            db.Execute("insert into mail_off (person_id, kind, at) select id, 'last-call', @Opens from person where name = 'Bart'", new { Opens });
            db.Execute("update person set email = null where name = 'Wei'");
            db.Execute("update member set left_on = '2026-11-01' where number = 31");
            db.Execute("insert into member (number, name, seats, kind, joined_on) values (900, 'Schap', 0, 'shelf', '2024-01-01')");
            db.Execute("insert into person (member_id, name, email, language, security_stamp, created_at) select id, 'Schap', 'schap@proef.example', 'nl', 's', @Opens from member where number = 900", new { Opens });
        });
        Run(coop, Opens);
        Run(coop, LastCallAt);
        Assert.Equal(["amara", "bart", "cagla", "dmytro", "elif", "maria", "oksana", "tomas"], Written(coop, "ordering-open"));
        Assert.Equal(["amara", "cagla", "dmytro", "elif", "maria", "oksana", "tomas"], Written(coop, "last-call"));
    }

    [Fact]
    public async Task Twenty_runs_at_once_write_each_reminder_once()
    {
        foreach (var (coop, at) in new[] { (Opened(), LastCallAt), (Closed(), PickupTomorrowAt) })
        {
            var reports = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => CycleClock.Run(coop.File, at))));
            Assert.Single(reports, r => r.Contains(" last-call ", StringComparison.Ordinal) || r.Contains(" pickup-tomorrow ", StringComparison.Ordinal));
            Assert.Equal(0, coop.Read(db => db.One<int>("select count(*) - count(distinct person_id || kind) from mail")));
        }
    }

    [Fact]
    public void A_mail_that_cannot_be_written_takes_the_whole_reminder_back_and_the_next_round_writes_it()
    {
        var coop = Opened();
        coop.Write(db => db.Execute("create trigger stop before insert on mail when (select count(*) from mail where kind = 'last-call') = 4 begin select raise(abort, 'stopped'); end"));
        Assert.Throws<AggregateException>(() => Run(coop, LastCallAt));
        Assert.Empty(Written(coop, "last-call"));
        coop.Write(db => db.Execute("drop trigger stop"));
        Run(coop, LastCallAt.AddMinutes(1));
        Assert.Equal(10, Written(coop, "last-call").Count);
    }

    [Fact]
    public async Task After_an_absence_from_before_the_opening_until_the_last_call_only_the_last_call_is_sent()
    {
        var coop = Planned();
        Run(coop, LastCallAt.AddHours(3));
        Assert.Equal([("last-call", 10)], await Sent(coop, LastCallAt.AddHours(3)));
        Assert.Equal(["later-one"], coop.Read(db => db.Query<string>("select distinct skip_reason from mail where kind = 'ordering-open' and skipped_at is not null")));
    }

    [Fact]
    public async Task After_an_absence_over_a_whole_month_nothing_that_is_no_longer_of_use_is_sent()
    {
        var coop = Planned();
        var back = new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.Zero); // the day after pickup
        Run(coop, back);
        Assert.Empty(await Sent(coop, back));
        Assert.Equal(["last-call late", "ordering-open later-one"], coop.Read(db => db.Query<string>("select distinct kind || ' ' || skip_reason from mail order by 1")));
    }

    [Fact]
    public async Task Who_hears_that_a_case_is_short_need_not_hear_what_came_before()
    {
        var coop = Opened();
        Run(coop, LastCallAt); // and the post has not come by since the opening
        coop.Write(db => Ask(db, 114, "Linzen", 1, 0, LastCallAt.AddHours(1)));
        Run(coop, Fills);
        await Sent(coop, Fills);
        Assert.Equal(["cases-short sent", "last-call later-one", "ordering-open later-one"], coop.Read(db => db.Query<string>(
            "select kind || ' ' || iif(sent_at is null, skip_reason, 'sent') from mail where address like 'amara%' order by kind")));
    }

    [Fact]
    public void In_a_second_closing_there_is_a_last_call_where_its_moment_comes_after_the_reopening()
    {
        var coop = Closed();
        Reopen(coop, closes: Closes.AddDays(6));
        Run(coop, Closes.AddDays(2).AddSeconds(-1));
        Assert.Empty(Written(coop, "last-call", "2026-11/2"));
        Run(coop, Closes.AddDays(2));
        Assert.Equal(["bart", "cagla", "elif", "ingrid", "maria", "tomas", "wei"], Written(coop, "last-call", "2026-11/2"));
    }

    [Fact]
    public void Who_has_just_been_told_that_ordering_is_open_again_for_a_day_gets_no_last_call_besides()
    {
        var coop = Closed();
        Reopen(coop, closes: Closes.AddDays(2));
        Run(coop, Closes.AddDays(1));
        Run(coop, Closes.AddDays(2));
        Assert.Empty(Written(coop, "last-call", "2026-11/2"));
    }

    private static TestCoop Planned()
    {
        var coop = new TestCoop();
        coop.Write(db =>
        {
            Plan(db, "Linzen", "Bulgur");
            Product(db, "Los", loose: true);
        });
        return coop;
    }

    private static TestCoop Opened()
    {
        var coop = Planned();
        Run(coop, Opens);
        return coop;
    }

    private static TestCoop Closed()
    {
        var coop = Opened();
        coop.Write(db =>
        {
            Ask(db, 114, "Linzen", 6, 0, Opens.AddDays(1));
            Ask(db, 142, "Linzen", 6, 0, Opens.AddDays(1));
            Ask(db, 88, "Bulgur", 1, 0, Opens.AddDays(1)); // nothing comes
        });
        Run(coop, Closes);
        return coop;
    }

    private static void Reopen(TestCoop coop, DateTimeOffset closes)
    {
        coop.Write(db =>
        {
            db.Execute("update order_cycle set fill_at = @fills, closes_at = @closes, pickup_on = '2026-12-04' where code = '2026-11'", new { fills = closes.AddDays(-2), closes });
            db.Execute("""
                insert into cycle_event (cycle_id, closing, state, back, at, by_person_id, reason)
                select c.id, 2, 'Open', 1, @at, p.id, 'Vergeten' from order_cycle c, person p where c.code = '2026-11' and p.name = 'Bart'
                """, new { at = Closes.AddHours(1) });
            db.Execute("update order_line set asked = 0, flex = 0 where member_id = (select id from member where number = 88)");
        });
    }

    private static List<string> Written(TestCoop coop, string kind, string about = "") => coop.Read(db => db.Query<string>(
        "select substr(address, 1, instr(address, '@') - 1) from mail where kind = @kind and batch like '%/' || @about || '%' order by address", new { kind, about }));

    private static async Task<List<(string Kind, int Mails)>> Sent(TestCoop coop, DateTimeOffset now)
    {
        TestClock.Set(now);
        await MailRound.Run(coop.File, TestClock.Instance, Server, static (MailMessage _, CancellationToken _) => Task.CompletedTask);
        return coop.Read(db => db.Query<(string, int)>("select kind, count(*) from mail where sent_at is not null group by kind order by kind"));
    }
}
