using System.Globalization;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Demo;
using FoodCoop.Platform;
using FoodCoop.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace FoodCoop.Tests.Features.Demo;

/// <summary>The demo co-op, made twice on the same day at other hours.</summary>
public sealed class TwoDemos : IAsyncLifetime
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 22, 6, 30, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("foodcoop-demo-").FullName;

    public CoopFile One { get; private set; } = null!;
    public CoopFile Other { get; private set; } = null!;

    public async Task InitializeAsync() => (One, Other) = (await Make("one", Morning), await Make("other", Morning.AddHours(14)));

    public Task DisposeAsync()
    {
        One.Dispose();
        Other.Dispose();
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    private async Task<CoopFile> Make(string name, DateTimeOffset now)
    {
        var file = new CoopFile(Path.Combine(folder, name + ".db"));
        file.Migrate(TestClock.Instance, NullLogger.Instance);
        await DemoSeed.Fill(file, now);
        return file;
    }
}

public sealed class DemoSeedTests(TwoDemos demos) : IClassFixture<TwoDemos>
{
    [Theory]
    [InlineData("coop")]
    [InlineData("member")]
    [InlineData("product")]
    [InlineData("order_cycle")]
    [InlineData("cycle_event")]
    [InlineData("offer")]
    [InlineData("order_line")]
    [InlineData("order_layer")]
    [InlineData("shopping_list_line")]
    [InlineData("offer_result")]
    [InlineData("ledger_entry")]
    [InlineData("statement")]
    [InlineData("duty_session")]
    [InlineData("person_skill")]
    [InlineData("shift")]
    [InlineData("spot")]
    [InlineData("duty_entry")]
    public void The_same_day_gives_the_same_co_op(string table)
    {
        var rows = Dump(demos.One, table);
        Assert.NotEmpty(rows);
        Assert.Equal(rows, Dump(demos.Other, table));
    }

    [Fact]
    public void Prices_have_moved_in_the_year_and_the_member_of_the_tour_has_shopping_lists()
    {
        Assert.InRange(Count("select count(*) from (select product_id from offer group by product_id having count(distinct price) > 1)"), 300, 700);
        Assert.Equal(2, Count("select count(distinct shopping_list_id) from shopping_list_line"));
    }

    [Fact]
    public void A_hundred_and_eighty_seven_members_fit_in_the_room_and_about_800_products_are_sold()
    {
        Assert.Equal(187, Count("select count(*) from member where kind = 'member'"));
        Assert.InRange(Count("select seats from seats_taken"), 187, 200);
        Assert.Equal(4, Count("select count(*) from supplier"));
        Assert.InRange(Count("select count(*) from product where status = 'active'"), 780, 820);
        Assert.Equal(0, Count("select count(*) from product where category not in (select name from category where storage_place_id is not null)"));
        Assert.True(Count("select count(*) from product where parts is not null") > 20);
    }

    [Fact]
    public void Everyone_of_the_cast_is_there_with_the_role_of_the_button()
    {
        var roles = DemoPeople.Cast.Select(c => demos.One.Read(db => db.One<string>("""
            select coalesce(group_concat(r.role), '') from person p left join person_role r on r.person_id = p.id where p.email = @Email
            """, new { c.Email })));
        Assert.Equal(["", "Buyer", "ShiftCoordinator", "PickupHost", "Treasurer", "MembershipCoordinator", "Admin"], roles);
    }

    [Fact]
    public void A_year_is_settled_one_cycle_awaits_its_pickup_and_half_of_the_members_have_ordered_in_the_open_one()
    {
        var cycles = demos.One.Read(Cycle.All).OrderBy(c => c.PickupOn).ToList();
        Assert.Equal(12, cycles.Count(c => c.State == CycleState.Settled));
        Assert.Equal("2026-11", cycles.Single(c => c.State == CycleState.Ordered).Code);
        var open = cycles.Single(c => c.State == CycleState.Open);
        Assert.Equal(open.Code, demos.One.Read(Cycle.Ordering)!.Code);
        Assert.InRange(Count("select count(distinct member_id) from order_total where cycle_id = @Id", new { open.Id }), 75, 112);
        Assert.All(cycles.Where(c => c.HasClosed), c =>
        {
            Assert.InRange(Count("select count(distinct member_id) from order_total where cycle_id = @Id", new { c.Id }), 105, 145);
            Assert.True(Count("select sum(cases) from offer_result r join offer o on o.id = r.offer_id where o.cycle_id = @Id", new { c.Id }) > 100);
        });
    }

    [Fact]
    public void Two_rotations_have_been_done_and_one_is_published_for_the_coming_pickups()
    {
        var rotations = demos.One.Read(FoodCoop.Features.Shifts.RotationRow.All);
        Assert.Equal(["2026-07 2026-08", "2026-09 2026-10", "2026-11 2026-12"], rotations.Where(r => r.IsPublished).Select(r => $"{r.FirstCode} {r.SecondCode}"));
        var next = rotations.First(r => !r.IsPublished);
        Assert.Equal("2027-01", next.FirstCode);
        Assert.Null(next.ChargedAt);
        Assert.True(next.TakesWishes(new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero)));
        Assert.InRange(Count("select count(*) from spot_now n join shift s on s.id = n.shift_id join order_cycle c on c.id = s.cycle_id where c.code in ('2026-11', '2026-12')"), 160, 187);
        Assert.Equal(0, Count("select count(*) from shift s where s.fewest > (select count(*) from spot_now n where n.shift_id = s.id) and s.starts_at < '2027-01-01'"));
        Assert.Equal(0, Count("select count(*) from spot_mark a join spot t on t.id = a.spot_id join shift s on s.id = t.shift_id where s.starts_at > '2026-11-22'"));
        Assert.InRange(Count("select count(*) from duty_entry where kind = 'done'"), 330, 374);
        Assert.InRange(Count("select count(*) from duty_balance where balance < -1"), 1, 20); // who did not come, or was carried over
    }

    [Fact]
    public void Some_products_are_new_in_the_open_cycle_and_none_before()
    {
        var open = demos.One.Read(Cycle.Ordering)!;
        Assert.InRange(Count("select sum(is_new) from offer where cycle_id = @Id", new { open.Id }), 5, 15);
        Assert.Equal(0, Count("select sum(is_new) from offer where cycle_id <> @Id", new { open.Id }));
        // later lists bring what is new and other prices, and nothing else
        Assert.Equal(0, Count("""
            select count(*) from import_row r join catalogue_import i on i.id = r.import_id
            where i.after_imports > 0 and r.kind <> 'new'
              and not (r.kind = 'changed' and json_remove(r.content -> 'Row', '$.Price') = json_remove(r.content -> 'Was', '$.Price'))
            """));
    }

    [Fact]
    public void Nothing_happened_that_has_not_been_yet()
    {
        var midnight = new { midnight = "2026-11-21T23:00:00.000Z" };
        Assert.Equal(0, Count("select count(*) from ledger_entry where at >= @midnight", midnight));
        Assert.Equal(0, Count("select count(*) from order_line where changed_at >= @midnight", midnight));
        Assert.Equal(0, Count("select count(*) from cycle_event where at > @midnight", midnight));
        Assert.Equal(0, Count("select count(*) from mail"));
    }

    [Fact]
    public void Balances_are_the_sums_of_what_was_taken_and_paid_and_only_new_statements_are_open()
    {
        Assert.Equal(0, Count("""
            select count(*) from ledger_entry e
            join order_total t on t.cycle_id = e.cycle_id and t.member_id = e.member_id
            where e.kind = 'charge' and e.amount <> -(t.goods + t.deposit)
            """));
        Assert.Equal(
            Count("select sum(balance) from member_balance"),
            -Count("select sum(s.amount) from statement s where not exists (select 1 from payment_word w where w.statement_id = s.id)"));
        var open = Count("select count(*) from statement s where not exists (select 1 from payment_word w where w.statement_id = s.id)");
        Assert.InRange(open, 15, 80);
        Assert.InRange(Count("select count(*) from payment_word"), 1200, 1800);
        Assert.Equal(0, Count("""
            select count(*) from statement s join order_cycle c on c.id = s.cycle_id
            where c.code < '2026-09' and not exists (select 1 from payment_word w where w.statement_id = s.id)
            """));
    }

    private int Count(string sql, object? parameters = null) => demos.One.Read(db => db.One<int>(sql, parameters));

    private static List<string> Dump(CoopFile file, string table)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file.Path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the tables are the ones above
        command.CommandText = $"select * from {table} order by 1";
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        return rows;
    }
}
