using System.Text;
using FoodCoop.Features.Shifts;
using static FoodCoop.Tests.Features.Shifts.Board.BoardScene;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Shifts.Board;

public sealed class OneTests
{
    [Fact]
    public async Task Planning_gives_everybody_who_needs_one_a_spot_and_fills_every_minimum()
    {
        var coop = Ready();
        var page = await Plan(coop.As("Elif"));
        Assert.Equal(200, page.Status);
        Assert.Equal(9, Spots(coop).Length);
        var board = BoardOf(coop);
        Assert.Empty(board.Without());
        Assert.All(board.Shifts, s => Assert.InRange(board.Spots.Count(p => p.ShiftId == s.Id), s.Fewest, s.Most));
        Assert.Equal(0, coop.Read(db => db.One<int>("select count(*) from spot")));
    }

    [Fact]
    public async Task No_date_skill_or_exemption_that_stands_in_the_database_is_broken()
    {
        var coop = Ready();
        coop.Write(db =>
        {
            db.Execute("insert into wish_cannot (rotation_id, member_id, cycle_id) select 1, m.id, c.id from member m, order_cycle c where m.number in (114, 17, 88) and c.code = @First", new { First });
            db.Execute("insert into exemption (member_id, kind, from_on, given_at) select id, 'care', '2026-01-01', @Before from member where number = 31", new { Before });
            db.Execute("insert into exemption (member_id, kind, from_on, until_on, given_at) select id, 'travel', '2027-01-20', '2027-02-10', @Before from member where number = 63", new { Before });
            db.Execute("insert into skill (id, name_nl, name_en) values (1, 'Sleutel', 'Key'), (2, 'Kassa', 'Till')");
            db.Execute("insert into duty_skill (duty_id, skill_id, everyone) values (1, 1, 1), (2, 2, 0)");
            db.Execute("insert into person_skill (person_id, skill_id, given_at) select p.id, 1, @Before from person p join member m on m.id = p.member_id where m.number in (17, 150, 142)", new { Before });
            db.Execute("insert into person_skill (person_id, skill_id, given_at) select p.id, 2, @Before from person p join member m on m.id = p.member_id where m.number in (114, 180)", new { Before });
        });
        await Plan(coop.As("Elif"));
        var spots = Spots(coop).Select(s => s.Split(' ')).Select(s => (Number: int.Parse(s[0]), Duty: s[1], Cycle: s[2])).ToList();
        Assert.NotEmpty(spots);
        Assert.DoesNotContain(spots, s => s.Number is 114 or 17 or 88 && s.Cycle == First);
        Assert.DoesNotContain(spots, s => s.Number == 31 || s.Number == 63 && s.Cycle == Second);
        Assert.All(spots.Where(s => s.Duty == "Unloading"), s => Assert.Contains(s.Number, (int[])[17, 150, 142]));
        foreach (var cycle in (string[])[First, Second]) Assert.Contains(spots, s => s.Duty == "Checkout" && s.Cycle == cycle && s.Number is 114 or 180);
    }

    [Fact]
    public async Task Same_input_and_seed_same_plan()
    {
        var (one, other) = (Ready(), Ready());
        await Plan(one.As("Elif"));
        await Plan(other.As("Elif"));
        Assert.Equal(Spots(one), Spots(other));
        await Plan(one.As("Elif"));
        Assert.Equal(Spots(other), Spots(one));
    }

    [Fact]
    public async Task Fixed_spots_stay_when_the_rest_is_planned_again()
    {
        var coop = Ready();
        var elif = coop.As("Elif");
        await Plan(elif);
        foreach (var (cycle, duty) in ((string, string)[])[(First, "Checkout"), (Second, "Unloading"), (Second, "Checkout"), (First, "Unloading")])
        {
            var now = Spots(coop).Single(s => s.StartsWith("114 ", StringComparison.Ordinal)).Split(' ');
            if (now[1] == duty && now[2] == cycle) continue;
            if (BoardOf(coop).Spots.Count(s => s.ShiftId == Shift(coop, cycle, duty).Id) >= Shift(coop, cycle, duty).Most) continue;
            await Move(elif, Who(coop, 114, now[2], now[1]), To(coop, cycle, duty));
            await Plan(elif);
            Assert.Contains($"114 {duty} {cycle}", Spots(coop));
        }
        Assert.Equal(9, Spots(coop).Length);
    }

    [Fact]
    public async Task A_published_spot_is_not_moved_by_planning_again_unless_asked()
    {
        var coop = Ready();
        var elif = coop.As("Elif");
        await Plan(elif);
        await Publish(elif);
        var told = Spots(coop);
        var mine = told.Single(s => s.StartsWith("114 ", StringComparison.Ordinal)).Split(' ');
        // Everybody would rather have another shift now; and one shift loses its people.
        coop.Write(db =>
        {
            db.Execute("insert into wish (rotation_id, member_id, at) select 1, id, @Before from member where kind = 'member'", new { Before });
            db.Execute("insert into wish_like (rotation_id, member_id, shift_id, rank) select 1, member_id, shift_id, -1 from spot_now");
        });
        await Plan(elif);
        Assert.Equal(told, Spots(coop));
        coop.Write(db =>
        {
            db.Execute("delete from draft_spot");
            db.Execute("update rotation set drafted_at = null");
            db.Execute("insert into skill (id, name_nl, name_en) values (1, 'Tillen', 'Lifting')");
            db.Execute("insert into duty_skill (duty_id, skill_id, everyone) select duty_id, 1, 0 from shift where id = @id", new { id = other(mine) });
            db.Execute("insert into person_skill (person_id, skill_id, given_at) select p.id, 1, @Before from person p join member m on m.id = p.member_id where m.number = 114", new { Before });
        });
        await Plan(elif);
        Assert.Equal(told, Spots(coop));
        await Plan(elif, movePublished: true);
        Assert.NotEqual(told, Spots(coop));

        long other(string[] mine) => Shift(coop, First, mine[1] == "Checkout" ? "Unloading" : "Checkout").Id.Value;
    }

    [Fact]
    public async Task Publishing_twice_writes_one_set_of_mails_each_with_the_calendar_file()
    {
        var coop = Ready();
        var elif = coop.As("Elif");
        await Plan(elif);
        var page = await elif.Get(Address);
        Assert.Equal(200, (await elif.Submit(page, "#publish")).Status);
        Assert.Equal(9, coop.Read(db => db.One<int>("select count(*) from spot_now where how = 'plan'")));
        Assert.Equal(10, Mails(coop, "shift-assigned")); // member 142 has two persons
        Assert.Equal(10, coop.Read(db => db.One<int>("select count(*) from mail_attachment")));
        var again = await elif.Submit(page, "#publish");
        Assert.Equal(422, again.Status);
        Assert.Contains("geen concept", again.Text);
        Assert.Equal(10, Mails(coop, "shift-assigned"));
        Assert.Equal(0, Mails(coop, "shift-changed"));
        var file = Encoding.UTF8.GetString(coop.Read(db => db.Query<byte[]>("select content from mail_attachment limit 1"))[0]);
        Assert.Contains("BEGIN:VEVENT", file);
        Assert.Contains("METHOD:PUBLISH", file);
    }

    [Fact]
    public async Task Two_coordinators_publish_at_once_and_everybody_is_told_once()
    {
        var coop = Ready();
        var elif = coop.As("Elif");
        await Plan(elif);
        var page = await elif.Get(Address);
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => elif.Submit(page, "#publish"))));
        Assert.Equal([200, 422], answers.Select(a => a.Status).Order());
        Assert.Equal(10, Mails(coop, "shift-assigned"));
    }

    [Fact]
    public async Task Publishing_again_tells_only_those_whose_spot_changed()
    {
        var coop = Ready();
        var elif = coop.As("Elif");
        await Plan(elif);
        await Publish(elif);
        ShiftLetters.Send(coop);
        var (who, free) = MoveThatFits(coop);
        await Move(elif, who, free.Id.ToString());
        await Publish(elif);
        Assert.Equal(10, Mails(coop, "shift-assigned"));
        Assert.Equal(1, Mails(coop, "shift-changed"));
        Assert.Contains(BoardOf(coop).Spots, s => s.ShiftId == free.Id && who.StartsWith($"{s.MemberId}-", StringComparison.Ordinal));
        Assert.Equal("moved", coop.Read(db => db.One<string>("select left_why from spot where left_at is not null")));
    }

    [Fact]
    public async Task Two_coordinators_at_once_do_not_move_somebody_twice()
    {
        var coop = Ready();
        var elif = coop.As("Elif");
        await Plan(elif);
        var page = await elif.Get(Address);
        var (who, free) = MoveThatFits(coop);
        await elif.Submit(page, "#move", new { who, to = free.Id.ToString() });
        var late = await elif.Submit(page, "#move", new { who, to = "0" });
        Assert.Equal(422, late.Status);
        Assert.Contains("is intussen verplaatst", late.Text);
        Assert.Contains(BoardOf(coop).Spots, s => s.ShiftId == free.Id && who.StartsWith($"{s.MemberId}-", StringComparison.Ordinal));
        // nor is what has changed since it was seen published
        var unseen = await elif.Submit(page, "#publish");
        Assert.Equal(422, unseen.Status);
        Assert.Contains("veranderd sinds je keek", unseen.Text);
    }

    [Fact]
    public async Task A_spot_that_a_member_took_stays_and_is_not_the_boards_to_move()
    {
        var coop = Ready();
        Take(coop, First, "Checkout", 88);
        var elif = coop.As("Elif");
        await Plan(elif);
        Assert.Contains("88 Checkout " + First, Spots(coop));
        var page = await Move(elif, Who(coop, 88, First, "Checkout"), To(coop, Second, "Checkout"));
        Assert.Equal(422, page.Status);
        await Publish(elif);
        Assert.Contains("88 Checkout " + First, Spots(coop));
        Assert.Equal(9, Spots(coop).Length);
        Assert.Equal(9, Mails(coop, "shift-assigned"));
    }

    [Fact]
    public async Task A_full_shift_says_who_is_in_it()
    {
        var coop = Ready();
        Take(coop, First, "Checkout", 88);
        Take(coop, First, "Checkout", 17);
        var page = await Move(coop.As("Elif"), Who(coop, 114), To(coop, First, "Checkout"));
        Assert.Equal(422, page.Status);
        Assert.Contains("is vol: Çağla, Bart", page.Text);
    }

    [Fact]
    public async Task Names_what_is_short_when_not_all_can_be_filled()
    {
        var coop = Ready();
        coop.Write(db => db.Execute("update member set left_on = '2026-11-01' where number not in (114, 150, 17)"));
        var page = await Plan(coop.As("Elif"));
        Assert.Equal(3, Spots(coop).Length);
        Assert.Contains("Dit ontbreekt nog", page.Text);
        Assert.NotNull(page.Html.QuerySelector(".shift .flag.bad"));
    }

    [Fact]
    public async Task Why_this_person_names_the_next_best_and_what_they_would_cost()
    {
        var coop = Ready();
        coop.Write(db =>
        {
            db.Execute("insert into wish (rotation_id, member_id, at) select 1, id, @Before from member where number = 114", new { Before });
            db.Execute("insert into wish_like (rotation_id, member_id, shift_id, rank) select 1, id, @shift, 1 from member where number = 114", new { shift = Shift(coop, First, "Checkout").Id });
        });
        var elif = coop.As("Elif");
        await Plan(elif);
        Assert.Contains("114 Checkout " + First, Spots(coop));
        var page = await elif.Get($"{Address}/why/114/{To(coop, First, "Checkout")}");
        Assert.Contains("Dit is de eerste wens.", page.Text);
        Assert.Contains("wensen +15", page.Text); // elsewhere 16, no opinion, instead of 1
        Assert.Equal(404, (await elif.Get($"{Address}/why/114/{To(coop, Second, "Checkout")}")).Status);
    }

    [Fact]
    public async Task Opening_the_wishes_writes_to_everybody_who_needs_a_spot_once()
    {
        var coop = Ready();
        coop.Write(db => db.Execute("insert into exemption (member_id, kind, from_on, given_at) select id, 'care', '2026-01-01', @Before from member where number = 31", new { Before }));
        var elif = coop.As("Elif");
        var page = await elif.Submit(await elif.Get(Address), "#wishes", new { Until = "2026-12-06" });
        Assert.Equal(200, page.Status);
        Assert.Equal(9, Mails(coop, "wishes-open")); // ten persons without Ingrid
        await elif.Submit(page, "#wishes", new { Until = "2026-12-08" });
        Assert.Equal(9, Mails(coop, "wishes-open"));
        Assert.True(BoardOf(coop).Rotation.TakesWishes(new DateTimeOffset(2026, 12, 8, 22, 59, 0, TimeSpan.Zero)));
        Assert.Equal(422, (await elif.Submit(page, "#wishes", new { Until = "2027-02-01" })).Status);
    }

    [Fact]
    public async Task A_draft_that_is_thrown_away_leaves_what_was_published()
    {
        var coop = Ready();
        var elif = coop.As("Elif");
        await Plan(elif);
        await Publish(elif);
        var told = Spots(coop);
        var (who, free) = MoveThatFits(coop);
        var page = await Move(elif, who, free.Id.ToString());
        Assert.NotEqual(told, Spots(coop));
        page = await elif.Submit(page, "#publish", button: "#publish .bad");
        Assert.Equal(200, page.Status);
        Assert.Equal(told, Spots(coop));
        Assert.Null(page.Html.QuerySelector("#publish"));
        Assert.Equal(0, Mails(coop, "shift-changed"));
    }

    [Fact]
    public async Task Two_who_wish_to_work_together_are_together_or_reported()
    {
        var coop = Ready();
        coop.Write(db => db.Execute("insert into wish (rotation_id, member_id, partner_id, at) select 1, a.id, b.id, @Before from member a, member b where a.number = 114 and b.number = 17", new { Before }));
        var elif = coop.As("Elif");
        var page = await Plan(elif);
        var (amara, bart) = (Spots(coop).Single(s => s.StartsWith("114 ", StringComparison.Ordinal))[4..], Spots(coop).Single(s => s.StartsWith("17 ", StringComparison.Ordinal))[3..]);
        Assert.Equal(amara, bart);
        Assert.DoesNotContain("Wilden samen werken", page.Text);
        page = await Move(elif, Who(coop, 17, bart.Split(' ')[1], bart.Split(' ')[0]), "0");
        page = await Move(elif, Who(coop, 17), BoardOf(coop).Shifts.First(s => $"{s.NameEn} {s.CycleCode}" != bart && BoardOf(coop).Spots.Count(p => p.ShiftId == s.Id) < s.Most).Id.ToString());
        Assert.Contains("Wilden samen werken", page.Text);
        Assert.Contains("Amara en Bart", page.Text);
    }

    [Fact]
    public async Task Only_shift_coordinators_see_the_board()
    {
        var coop = Ready();
        Assert.Equal(403, (await coop.As("Amara").Get(Address)).Status);
        Assert.Contains("29 januari 2027", (await coop.As("Elif").Get("/roster")).Text);
    }
}
