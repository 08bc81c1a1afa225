using FoodCoop.Platform.Data;
using static FoodCoop.Tests.Features.Shifts.Board.BoardScene;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Shifts;

public sealed class RosterInputTests
{
    [Fact]
    public void Who_will_be_below_nought_after_the_start_needs_a_spot()
    {
        var coop = Ready();
        Assert.True(Planned(coop, 114).NeedsSpot);
        coop.Write(db => db.Execute("insert into duty_entry (member_id, kind, amount, at, reason) select id, 'manual', 1, @Before, 'vooruit' from member where number = 114", new { Before }));
        Assert.False(Planned(coop, 114).NeedsSpot);
        Run(coop, Starts); // charged: −1 + 1
        Assert.False(Planned(coop, 114).NeedsSpot);
        Assert.True(Planned(coop, 17).NeedsSpot);
        coop.Write(db => db.Execute("insert into duty_entry (member_id, kind, amount, at, reason) select id, 'manual', 1, @Before, 'gedaan' from member where number = 17", new { Before }));
        Assert.False(Planned(coop, 17).NeedsSpot);
    }

    [Fact]
    public void Who_joins_in_the_rotation_needs_none_and_who_is_exempt_on_both_days_neither()
    {
        var coop = Ready();
        coop.Write(db =>
        {
            db.Execute("update member set joined_on = '2026-12-01' where number = 114");
            db.Execute("insert into exemption (member_id, kind, from_on, given_at) select id, 'illness', '2026-12-01', @Before from member where number = 31", new { Before });
            db.Execute("insert into exemption (member_id, kind, from_on, until_on, given_at) select id, 'travel', '2026-12-20', '2026-12-31', @Before from member where number = 17", new { Before });
        });
        Assert.False(Planned(coop, 114).NeedsSpot);
        Assert.True(Planned(coop, 31).Exempt);
        Assert.False(Planned(coop, 31).NeedsSpot);
        Assert.True(Planned(coop, 17).NeedsSpot);
        Assert.Equal([new DateOnly(2026, 12, 25)], Planned(coop, 17).CannotDates);
    }

    [Fact]
    public void Skills_history_and_wishes_come_from_the_database()
    {
        var coop = Ready();
        var spot = Take(coop, First, "Unloading", 142);
        var id = Shift(coop, First, "Unloading").Id;
        coop.Write(db =>
        {
            db.Execute("insert into skill (id, name_nl, name_en) values (1, 'Kaas', 'Cheese')");
            db.Execute("insert into person_skill (person_id, skill_id, given_at) select id, 1, @Before from person where name = 'Oksana'", new { Before });
            db.Execute("update person set may_not_lift = 1 where name in ('Amara', 'Oksana')");
            db.Execute("insert into duty_entry (member_id, kind, amount, spot_id, at) select member_id, 'done', 1, id, @Before from spot where id = @spot", new { spot, Before });
            db.Execute("insert into wish (rotation_id, member_id, partner_id, at) select 1, a.id, b.id, @Before from member a, member b where a.number = 114 and b.number = 17", new { Before });
            db.Execute("insert into wish_like (rotation_id, member_id, shift_id, rank) select 1, id, @id, 1 from member where number = 114", new { id });
        });
        Assert.Equal(["1", "done-1"], Planned(coop, 142).Skills);
        Assert.False(Planned(coop, 142).MayNotLift); // Дмитро may
        Assert.True(Planned(coop, 114).MayNotLift);
        Assert.Equal(Member(coop, 17).ToString(), Planned(coop, 114).Partner);
        Assert.Equal(id.ToString(), Assert.Single(Planned(coop, 114).Likes).Shift);
        Assert.Equal("142", BoardOf(coop).Input.Fixed.Select(f => BoardOf(coop).Members.Single(m => m.Id.ToString() == f.Member).Number.ToString()).Single());
    }

    [Fact]
    public void Heavy_shifts_and_the_last_one_count_from_earlier_rotations()
    {
        var coop = Ready();
        var spot = Take(coop, First, "Unloading", 142);
        coop.Write(db => db.Execute("insert into duty_entry (member_id, kind, amount, spot_id, at) select member_id, 'done', 1, id, @Before from spot where id = @spot", new { spot, Before }));
        var next = coop.Read(db => FoodCoop.Features.Shifts.RotationRow.All(db)[1]);
        var board = coop.Read(db => FoodCoop.Features.Shifts.RosterInput.Load(db, next, FoodCoop.Platform.Time.CoopZone.Of("Europe/Amsterdam"), Before));
        var member = board.Planned[Member(coop, 142).ToString()];
        Assert.Equal(1, member.HeavyDone);
        Assert.Equal(new DateOnly(2026, 12, 25), member.LastShift);
        Assert.Equal(0, board.Planned[Member(coop, 114).ToString()].HeavyDone);
    }

    [Fact]
    public void Who_was_charged_and_given_no_spot_is_carried_over_until_it_has_one()
    {
        var coop = Ready();
        Run(coop, Starts);
        Take(coop, First, "Checkout", 17);
        coop.Write(db => db.Execute("update rotation set published_at = @Before where id = 1", new { Before }));
        var next = coop.Read(db => FoodCoop.Features.Shifts.RotationRow.All(db)[1]);
        var board = coop.Read(db => FoodCoop.Features.Shifts.RosterInput.Load(db, next, FoodCoop.Platform.Time.CoopZone.Of("Europe/Amsterdam"), Before));
        Assert.Equal(1, board.Planned[Member(coop, 114).ToString()].Carried);
        Assert.Equal(0, board.Planned[Member(coop, 17).ToString()].Carried);
    }

    [Fact]
    public async Task The_board_takes_as_many_statements_for_many_members_as_for_few()
    {
        var coop = Ready();
        var elif = coop.As("Elif");
        var few = await Statements.Of(() => elif.Get(Address));
        coop.Write(db => db.Execute("""
            with recursive n (n) as (select 200 union all select n + 1 from n where n < 400)
            insert into member (number, name, seats, joined_on) select n, 'Lid ' || n, 1, '2024-01-26' from n
            """));
        var many = await Statements.Of(() => elif.Get(Address));
        Assert.Equal(few, many);
        Assert.InRange(many, 1, 22);
    }
}
