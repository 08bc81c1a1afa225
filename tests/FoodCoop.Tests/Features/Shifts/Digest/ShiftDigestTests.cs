using FoodCoop.Features.Shifts;
using FoodCoop.Features.Shifts.TheDay;
using FoodCoop.Platform.Data;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Shifts.Digest;

/// <summary>The weekly mail to the coordinators, with the clock of the reminders running each minute that a test names.</summary>
public sealed class ShiftDigestTests
{
    /// <summary>Monday 7 December 2026, 8:00 in Amsterdam: the rotation of December and January has begun.</summary>
    private static readonly DateTimeOffset Monday = new(2026, 12, 7, 7, 0, 0, TimeSpan.Zero);

    private readonly TestCoop coop = CoopWithDuties();

    public ShiftDigestTests()
    {
        Run(coop, Before);
        Run(coop, Starts);
        TestClock.Set(Monday);
        coop.Write(db => db.Execute("update rotation set published_at = @Starts where id = 1", new { Starts }));
    }

    [Fact]
    public void On_Monday_morning_each_coordinator_gets_one_mail_however_often_the_clock_runs()
    {
        Post(Monday.AddMinutes(-1)); // the week before, whose Monday was missed
        Post(Monday.AddMinutes(-1));
        Assert.Equal(["Elif"], Digests());
        Post(Monday);
        Post(Monday.AddMinutes(1));
        Post(Monday.AddDays(6));
        Assert.Equal(["Elif", "Elif"], Digests());
        Post(Monday.AddDays(7));
        Assert.Equal(3, Digests().Count);
    }

    [Fact]
    public void A_program_that_was_away_writes_only_the_week_that_it_finds_and_the_mail_is_useful_until_the_next()
    {
        Post(Monday.AddDays(10)); // a Thursday, two Mondays late
        Assert.Equal(["shift-digest/2026-12-14/person-" + Person(coop, "Elif")], coop.Read(db => db.Query<string>("select key from mail where kind = 'shift-digest'")));
        Assert.Equal(Monday.AddDays(14), coop.Read(db => db.One<DateTimeOffset>("select useful_until from mail where kind = 'shift-digest'")));
        Post(Monday.AddDays(11));
        Assert.Single(Digests());
    }

    [Fact]
    public void Nothing_open_writes_no_mail_and_what_opens_later_waits_for_the_next_week()
    {
        FillAll();
        Post(Monday);
        Assert.Empty(Digests());
        Assert.Equal(["2026-12-07"], coop.Read(db => db.Query<string>("select week from shift_digest")));
        Look("Amara");
        Post(Monday.AddDays(1));
        Assert.Empty(Digests());
        Post(Monday.AddDays(7));
        Assert.Equal(["Elif"], Digests());
    }

    [Fact]
    public void It_says_what_is_open_in_the_reader_s_language_with_a_way_to_each()
    {
        coop.Write(db => db.Execute("update coop set home = 'https://krat.example'"));
        Take(coop, First, "Checkout", 114);
        Look("Amara");
        coop.Write(db =>
        {
            DutyAccount.Correct(db, Member(coop, 88), -1, "proef", Monday, Person(coop, "Elif")); // beside the one of this rotation
            db.Execute("update rotation set published_at = null, wishes_until = @until where id = 2", new { until = Monday.AddDays(6) });
        });
        Post(Monday);
        var mail = Body();
        Assert.StartsWith("Rooster: 1 persoon zoekt een invaller, 3 diensten hebben te weinig mensen", Subject());
        Assert.Contains("Amara: Kassa", mail);
        Assert.Contains($"https://krat.example/shifts/{Shift(coop, First, "Checkout").Id}", mail);
        Assert.Contains("Lossen\n  1 persoon te weinig\n  vrijdag 25 december, 17:00–18:00\n  https://krat.example/shifts/", mail);
        Assert.Contains("Çağla (88): nog 2", mail);
        Assert.Contains("https://krat.example/roster/exemptions/88", mail);
        Assert.Contains("0 leden gaven wensen door; de laatste dag daarvoor is zondag 13 december.", mail);
        Assert.Contains("https://krat.example/roster/2027-02", mail);
        Assert.DoesNotContain("afgevinkt", mail);
    }

    [Fact]
    public void Days_that_are_over_and_not_marked_stand_in_it_until_they_are()
    {
        FillAll();
        var spots = coop.Read(db => Spots.OfCycle(db, Shift(coop, First, "Checkout").CycleId));
        var after = Monday.AddDays(21); // Monday 28 December, after the 25th
        Post(after);
        Assert.Contains($"2 diensten van vrijdag 25 december zijn nog niet afgevinkt.", Body());
        coop.Write(db => spots.ForEach(s => DutyAccount.Mark(db, s.Id, "came", after, Person(coop, "Elif"))));
        Post(after.AddDays(7));
        Assert.Single(Digests());
    }

    [Fact]
    public void A_rotation_that_begins_within_two_weeks_and_is_not_planned_or_not_published_stands_in_it()
    {
        FillAll();
        var starts = coop.Read(db => db.One<DateTimeOffset>("select starts_at from rotation where id = 2"));
        coop.Write(db => coop.Read(d => Spots.OfRotation(d, new(1))).ForEach(s => DutyAccount.Mark(db, s.Id, "came", starts, Person(coop, "Elif"))));
        Post(starts.AddDays(-22)); // 12 January
        Assert.Empty(Digests());
        Post(starts.AddDays(-8));
        Assert.Contains("Is nog niet gepland en begint op dinsdag 2 februari.", Body());
        coop.Write(db => db.Execute("update rotation set drafted_at = @starts where id = 2", new { starts }));
        Post(starts.AddDays(-1));
        Assert.Contains("Is een concept dat nog niemand heeft gezien", Body());
        coop.Write(db => db.Execute("update rotation set drafted_at = null, published_at = @starts where id = 2", new { starts }));
        Post(starts.AddDays(6));
        Assert.DoesNotContain("roosterperiode", Body());
    }

    [Fact]
    public void A_skill_that_nobody_in_a_shift_has_is_named()
    {
        FillAll();
        coop.Write(db =>
        {
            db.Execute("insert into skill (id, name_nl, name_en) values (1, 'Kaas snijden', 'Cutting cheese')");
            db.Execute("insert into duty_skill (duty_id, skill_id) values (2, 1)");
        });
        Post(Monday);
        Assert.Contains("niemand die dit kan: Kaas snijden", Body());
        coop.Write(db => db.Execute("insert into person_skill (person_id, skill_id, given_at) select p.id, 1, @Monday from person p", new { Monday }));
        Post(Monday.AddDays(7));
        Assert.Single(Digests());
    }

    [Fact]
    public void Who_coordinates_a_duty_without_the_role_hears_of_that_duty_only_and_anyone_may_stop_it()
    {
        coop.Write(db => db.Execute("insert into duty_coordinator (duty_id, person_id) values (2, @person)", new { person = Person(coop, "Amara") }));
        Post(Monday);
        Assert.Equal(["Amara", "Elif"], Digests());
        Assert.Contains("Checkout", Body("Amara"));
        Assert.DoesNotContain("Unloading", Body("Amara"));
        coop.Write(db => db.Execute("insert into mail_off (person_id, kind, at) select id, 'shift-digest', @Monday from person where name = 'Elif'", new { Monday }));
        Post(Monday.AddDays(7));
        Assert.Equal(["Amara", "Amara", "Elif"], Digests());
    }

    [Fact]
    public void Who_owes_two_and_has_a_spot_for_each_or_is_exempt_is_not_in_it()
    {
        FillAll();
        coop.Write(db =>
        {
            DutyAccount.Correct(db, Member(coop, 114), -1, "proef", Monday, Person(coop, "Elif"));
            DutyAccount.Correct(db, Member(coop, 31), -1, "proef", Monday, Person(coop, "Elif"));
            db.Execute("insert into exemption (member_id, kind, from_on, given_at) values (@member, 'illness', '2026-12-01', @Monday)", new { member = Member(coop, 31), Monday });
        });
        Take(coop, Second, "Unloading", 114, how: "hand"); // its second
        Post(Monday);
        Assert.Empty(Digests());
        coop.Write(db => DutyAccount.Correct(db, Member(coop, 114), -1, "proef", Monday, Person(coop, "Elif")));
        Post(Monday.AddDays(7));
        Assert.Contains("Amara (114): nog 3", Body());
    }

    // Every shift of the first rotation has its fewest.
    private void FillAll()
    {
        Take(coop, First, "Unloading", 17);
        Take(coop, First, "Checkout", 114);
        Take(coop, Second, "Unloading", 88);
        Take(coop, Second, "Checkout", 142);
    }

    private void Look(string name) =>
        coop.Write(db => db.Execute("update spot set looking_at = @Monday where left_at is null and member_id = (select member_id from person where name = @name)", new { Monday, name }));

    private void Post(DateTimeOffset now) => ShiftReminders.Run(coop.File, now).GetAwaiter().GetResult();

    private List<string> Digests() => coop.Read(db => db.Query<string>(
        "select p.name from mail m join person p on p.id = m.person_id where m.kind = 'shift-digest' order by p.name"));

    private string Subject() => Last("subject", "Elif");

    private string Body(string name = "Elif") => Last("body_text", name);

    private string Last(string column, string name) => coop.Read(db => db.One<string>(
        $"select m.{column} from mail m join person p on p.id = m.person_id where m.kind = 'shift-digest' and p.name = @name order by m.id desc limit 1", new { name }));
}
