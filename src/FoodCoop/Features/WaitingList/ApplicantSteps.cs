using FoodCoop.Features.Membership;

namespace FoodCoop.Features.WaitingList;

/// <summary>What may become of an applicant, each a row with who and when, in the caller's transaction.</summary>
/// <remarks>Source: design, domain.md section 3: Applied → Orientation attended → Waiting → Offered → Joined, or Withdrawn, Declined, Expired.</remarks>
public static class ApplicantSteps
{
    private const string InsertApplicant = """
        insert into applicant (name, email, phone, language, seats, words, applied_at, by_person_id)
        values (@name, @email, @phone, @language, @seats, @words, @appliedAt, @by)
        """;

    private const string InsertEvent = """
        insert into applicant_event (applicant_id, state, at, by_person_id, reason, valid_until)
        values (@id, @state, @now, @by, @reason, @validUntil)
        """;

    private const string SelectOpen = "select id from applicant_now where email = @email and state in ('Applied', 'Oriented', 'Waiting', 'Offered')";
    private const string UpdateMember = "update applicant set member_id = @member where id = @id";
    private const string UpdateSeats = "update applicant set seats = @seats where id = @id";

    /// <summary>Puts someone on the list. Who is on it already keeps its place, and is that one.</summary>
    public static Id<Asked> Apply(
        Db db, DateTimeOffset now, string name, string email, string phone, string language, int seats, string words,
        DateTimeOffset? appliedAt = null, Id<Person>? by = null)
    {
        if (db.Query<Id<Asked>>(SelectOpen, new { email }) is [var there, ..]) return there;
        var id = db.Insert<Asked>(InsertApplicant, new { name, email, phone, language, seats, words, appliedAt = appliedAt ?? now, by });
        Record(db, id, ApplicantState.Applied, now, by);
        return id;
    }

    /// <summary>The introduction has been attended: from now on a place may be offered.</summary>
    public static void Oriented(Db db, Applicant a, DateTimeOffset now, Id<Person> by)
    {
        Expect(a, ApplicantState.Applied);
        Record(db, a.Id, ApplicantState.Oriented, now, by);
        Record(db, a.Id, ApplicantState.Waiting, now, by);
    }

    public static void Offer(Db db, Applicant a, DateTimeOffset now, DateTimeOffset validUntil) =>
        Record(db, a.Id, ApplicantState.Offered, now, validUntil: validUntil);

    public static void Expire(Db db, Applicant a, DateTimeOffset now) => Record(db, a.Id, ApplicantState.Expired, now);

    /// <summary>Takes the place: the applicant is a member from now on, with its person, if its seats still fit in the room.</summary>
    /// <exception cref="Refused">The offer is over, the room has become smaller, or the address belongs to a member.</exception>
    public static Id<Member> Join(Db db, Applicant a, DateTimeOffset now, DateOnly today)
    {
        Expect(a, ApplicantState.Offered);
        if (a.ValidUntil <= now) throw new Refused("", "WaitingList.OfferOver");
        Record(db, a.Id, ApplicantState.Joined, now); // first: its own offered seats no longer count as somebody else's
        var member = Admission.Admit(db, now, today, Admission.NextNumber(db), a.Name, a.Seats, new PersonDraft(a.Name, a.Email, a.Phone, a.Language));
        db.Execute(UpdateMember, new { id = a.Id, member });
        return member;
    }

    /// <summary>Takes the applicant off the list: it withdrew, or declined what it was offered.</summary>
    public static void End(Db db, Applicant a, ApplicantState state, DateTimeOffset now, Id<Person>? by = null, string reason = "")
    {
        if (!a.IsOnList) throw new Refused("", "WaitingList.NotOnList", a.Name);
        if (state == ApplicantState.Declined) Expect(a, ApplicantState.Offered);
        Record(db, a.Id, state, now, by, reason);
    }

    /// <summary>Back on the list at its former place: a slip, or a change of mind.</summary>
    public static void Back(Db db, Applicant a, DateTimeOffset now, Id<Person> by)
    {
        if (a.IsOnList || a.State == ApplicantState.Joined) throw new Refused("", "WaitingList.NotOffList", a.Name);
        if (db.Query<Id<Asked>>(SelectOpen, new { email = a.Email }).Count > 0) throw new Refused("", "WaitingList.OnceMore", a.Email);
        Record(db, a.Id, ApplicantState.Waiting, now, by);
    }

    /// <summary>How many of the household come to the room; not while a place is offered for another number.</summary>
    public static void Seats(Db db, Applicant a, int seats)
    {
        if (!a.IsOnList || a.State == ApplicantState.Offered) throw new Refused("", "WaitingList.SeatsNotNow", a.Name);
        db.Execute(UpdateSeats, new { id = a.Id, seats });
    }

    private static void Expect(Applicant a, ApplicantState state)
    {
        if (a.State != state) throw new Refused("", "WaitingList.Meanwhile", a.Name);
    }

    private static void Record(
        Db db, Id<Asked> id, ApplicantState state, DateTimeOffset now, Id<Person>? by = null, string reason = "", DateTimeOffset? validUntil = null) =>
        db.Execute(InsertEvent, new { id, state = state.ToString(), now, by, reason, validUntil });
}
