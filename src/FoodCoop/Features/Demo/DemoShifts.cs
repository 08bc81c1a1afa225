using FoodCoop.Features.Cycles;
using FoodCoop.Features.Duties;
using FoodCoop.Features.Shifts;
using FoodCoop.Platform.Time;

namespace FoodCoop.Features.Demo;

/// <summary>
/// The demo's shifts: the usual duties, people with skills, two rotations that have been done, and one that is published. The clock
/// makes rotations and shifts as it does in life; who does what is drawn by lot.
/// </summary>
public sealed class DemoShifts(CoopFile file, CoopZone zone, DateTimeOffset until)
{
    /// <summary>Of the past cycles, those that have shifts: two rotations, and the first day of the third.</summary>
    public const int PastDays = 5;

    private const ulong Seed = 7;

    private const string SelectSkills = "select id from skill order by id";
    private const string SelectPersons = """
        select p.id, p.member_id
        from person p
        join member m on m.id = p.member_id
        where m.kind = 'member'
        order by p.id
        """;

    private const string InsertSkilled = "insert into person_skill (person_id, skill_id, given_at) values (@person, @skill, @at)";
    private const string UpdateMayNotLift = "update person set may_not_lift = 1 where id = @person";
    private const string UpdateHelps = "update person set likes_to_help = 1 where id = @person";
    private const string InsertCoordinator = "insert into duty_coordinator (duty_id, person_id) select id, @person from duty";
    private const string UpdatePlaces = "update duty_session set place = @place where duty_id in (select id from duty where at_home = 0)";

    private const string InsertExemption = """
        insert into exemption (member_id, kind, from_on, until_on, note, given_at, given_by)
        values (@member, @kind, @from, @to, @note, @at, @by)
        """;

    private const string SelectWhoNeeds = """
        select b.member_id, (
          select min(p.id) from person p where p.member_id = b.member_id and p.left_on is null) as person_id,
          coalesce((select group_concat(distinct h.skill_id) from person_skill h join person p on p.id = h.person_id where p.member_id = b.member_id), '') as skills,
          (select min(p.may_not_lift) from person p where p.member_id = b.member_id) as may_not_lift
        from duty_balance b
        join member m on m.id = b.member_id
        where b.balance < 0 and m.kind = 'member'
          and not exists (select 1 from exemption e where e.member_id = m.id and e.from_on <= @last and (e.until_on is null or e.until_on >= @first))
        order by m.number
        """;

    private const string SelectNeeds = "select duty_id, skill_id from duty_skill order by skill_id";

    private const string InsertSpot = """
        insert into spot (shift_id, member_id, person_id, skill_id, how, taken_at)
        values (@shift, @member, @person, @skill, 'plan', @at)
        """;

    private const string UpdatePublished = """
        update rotation
        set wishes_opened_at = @opened, wishes_until = @closed, published_at = @at, published_by = @by
        where id = @id
        """;

    private const string UpdateWishes = "update rotation set wishes_opened_at = @opened, wishes_until = @closed where id = @id";

    private const string SelectDone = """
        select n.id
        from spot_now n
        join shift s on s.id = n.shift_id
        join order_cycle c on c.id = s.cycle_id
        where s.cycle_id = @cycle and s.cancelled_at is null and c.pickup_on < @today
        order by n.id
        """;

    // Somebody in the coming pickups cannot be there.
    private const string UpdateLooking = """
        update spot
        set looking_at = @at
        where id in (
          select max(n.id)
          from spot_now n
          join shift s on s.id = n.shift_id
          where s.starts_at > @at
          group by s.cycle_id)
        """;

    private sealed record PersonRow(Id<Person> Id, Id<Member> MemberId);
    private sealed record Needy(Id<Member> MemberId, Id<Person> PersonId, string Skills, bool MayNotLift);
    private sealed record Need(Id<Duty> DutyId, Id<Skill> SkillId);

    private readonly Id<Person> coordinator = file.Read(db => DemoAdmission.Staff(db, DemoPeople.Cast.Single(c => c.Key == "coordinator").Email));

    /// <summary>Before the first cycle with shifts opens.</summary>
    public async Task Begin(DateTimeOffset at) => await file.WriteAsync(db =>
    {
        UsualDuties.Write(db, at);
        db.Execute(UpdatePlaces, new { place = DemoCoop.RoomName });
        db.Execute(InsertCoordinator, new { person = coordinator });
        var skills = db.Query<Id<Skill>>(SelectSkills);
        foreach (var person in db.Query<PersonRow>(SelectPersons))
        {
            var dice = DemoDice.For(Seed, 1, person.Id.Value);
            foreach (var skill in skills.Where(_ => dice.InHundred(14))) db.Execute(InsertSkilled, new { person = person.Id, skill, at });
            if (dice.InHundred(8)) db.Execute(UpdateMayNotLift, new { person = person.Id });
            if (dice.InHundred(10)) db.Execute(UpdateHelps, new { person = person.Id });
        }
        Exempt(db, 23, "birth", -1, 5, "Tweeling, geboren in de zomer.", at);
        Exempt(db, 58, "illness", 2, null, "Nieuwe heup.", at);
        Exempt(db, 97, "travel", 3, 7, "", at);
        Exempt(db, 131, "work", 0, null, "Doet de boekhouding.", at);
    });

    private void Exempt(Db db, int nth, string kind, int fromMonth, int? months, string note, DateTimeOffset at)
    {
        var from = zone.DateAt(at).AddMonths(fromMonth);
        var member = db.Query<PersonRow>(SelectPersons)[nth].MemberId;
        db.Execute(InsertExemption, new { member, kind, from, to = months is { } m ? from.AddMonths(m) : (DateOnly?)null, note, at, by = coordinator });
    }

    /// <summary>At the opening of a cycle: its rotation, when it is the first of it, is charged, planned and published.</summary>
    public async Task Open(CycleDates dates)
    {
        var at = dates.OpensAt;
        await RotationClock.Run(file, at);
        await file.WriteAsync(db =>
        {
            if (RotationRow.ByCode(db, dates.Code.ToString()) is { IsPublished: false } rotation) Publish(db, rotation, at);
        });
    }

    /// <summary>After a pickup: who came, and who did not.</summary>
    public async Task Done(CycleDates dates) => await file.WriteAsync(db =>
    {
        var at = zone.ToUtc(dates.PickupOn, dates.PickupUntil.AddMinutes(70));
        foreach (var spot in db.Query<Id<Spot>>(SelectDone, new { cycle = Cycle.ByCode(db, dates.Code.ToString())!.Id, today = zone.DateAt(until) }))
        {
            var throws = DemoDice.For(Seed, 3, spot.Value).Below(100);
            DutyAccount.Mark(db, spot, throws < 94 ? "came" : throws < 97 ? "excused" : "missed", at, coordinator);
        }
    });

    /// <summary>The next rotation asks for wishes, and in this one two people look for a stand-in.</summary>
    public async Task AskWishes() => await file.WriteAsync(db =>
    {
        db.Execute(UpdateLooking, new { at = zone.AddDays(until, -1) });
        if (RotationRow.All(db).FirstOrDefault(r => !r.IsPublished && r.StartsAt > until) is { } next)
            db.Execute(UpdateWishes, new { id = next.Id, opened = zone.AddDays(until, -2), closed = zone.AddDays(until, 9) });
    });

    // The fewest of every shift before the usual number anywhere; a skill that is asked for goes first to who has it.
    private void Publish(Db db, RotationRow rotation, DateTimeOffset at)
    {
        var waiting = db.Query<Needy>(SelectWhoNeeds, new { first = rotation.FirstOn, last = rotation.SecondOn })
            .OrderBy(n => DemoDice.For(Seed, 2, rotation.Seed, n.MemberId.Value).Below(1_000_000)).ThenBy(n => n.MemberId.Value).ToList();
        var shifts = Shift.OfRotation(db, rotation.Id);
        var needs = db.Query<Need>(SelectNeeds).ToLookup(n => n.DutyId, n => n.SkillId);
        var taken = shifts.ToDictionary(s => s.Id, _ => 0);
        foreach (var shift in shifts)
        {
            foreach (var skill in needs[shift.DutyId])
                Give(shift, waiting.FirstOrDefault(n => n.Skills.Split(',').Contains(skill.ToString()) && Fits(n, shift)), skill);
        }
        foreach (var goal in (Func<Shift, int>[])[s => s.Fewest, s => s.Usual, s => s.Most])
        {
            foreach (var shift in shifts)
            {
                while (taken[shift.Id] < goal(shift) && waiting.FirstOrDefault(n => Fits(n, shift)) is { } next) Give(shift, next, null);
            }
        }
        db.Execute(UpdatePublished, new { id = rotation.Id, opened = zone.AddDays(at, -21), closed = zone.AddDays(at, -7), at = zone.AddDays(at, -5), by = coordinator });

        void Give(Shift shift, Needy? who, Id<Skill>? skill)
        {
            if (who is null) return;
            waiting.Remove(who);
            taken[shift.Id]++;
            db.Execute(InsertSpot, new { shift = shift.Id, member = who.MemberId, person = who.PersonId, skill, at = zone.AddDays(at, -5) });
        }
    }

    private static bool Fits(Needy n, Shift s) => !(s.Lifting && n.MayNotLift);
}
