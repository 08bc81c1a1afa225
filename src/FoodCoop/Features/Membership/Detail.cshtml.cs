using FoodCoop.Features.Room;
using FoodCoop.Features.SignIn;

namespace FoodCoop.Features.Membership;

public sealed record MemberDetail(Id<Member> Id, int Number, string Name, int Seats, DateOnly JoinedOn, DateOnly? LeftOn, Money Balance);

public sealed record HouseholdRow(
    Id<Person> Id, string Name, string? Email, string Phone, string Language, DateOnly? LeftOn, bool HasPassword, DateTimeOffset? InvitedAt);

/// <summary>One member: its facts, its persons, leaving and coming back.</summary>
[Authorize(Policy = Role.MembershipCoordinator)]
public sealed class DetailModel(Db db, Viewer viewer, CoopContext coop, CoopDates dates) : CoopPage
{
    private const string Select = """
        select m.id, m.number, m.name, m.seats, m.joined_on, m.left_on, b.balance
        from member m
        join member_balance b on b.member_id = m.id
        where m.number = @number and m.kind = 'member'
        """;

    private const string SelectPersons = """
        select p.id, p.name, p.email, p.phone, p.language, p.left_on, p.password_hash is not null as has_password,
          (select max(created_at) from mail_link l where l.person_id = p.id and l.purpose = 'invite') as invited_at
        from person p
        where p.member_id = @Id
        order by p.left_on is not null, p.name
        """;

    private const string Update = "update member set name = @name, seats = @seats where id = @Id";

    [FromRoute] public int Number { get; set; }
    [BindProperty] public string? Name { get; set; }
    [BindProperty] public int? Seats { get; set; }

    public MemberDetail Member { get; private set; } = null!;
    public IReadOnlyList<HouseholdRow> Persons { get; private set; } = [];

    protected internal override IActionResult? Load()
    {
        if (db.Find<MemberDetail>(Select, new { number = Number }) is not { } member) return NotFound();
        Member = member;
        Persons = db.Query<HouseholdRow>(SelectPersons, new { member.Id });
        Name ??= member.Name;
        Seats ??= member.Seats;
        return null;
    }

    public IActionResult OnPost()
    {
        if (Load() is { } other) return other;
        var name = ModelState.Need(nameof(Name), Name);
        var seats = ModelState.Number(nameof(Seats), Seats, 1, 99);
        if (!ModelState.IsValid) return Page();
        if (Member.LeftOn is null && seats > Member.Seats) RoomNow.Check(db, seats - Member.Seats, nameof(Seats));
        db.Execute(Update, new { Member.Id, name, seats });
        return Done(Here, "Membership.Saved");
    }

    public IActionResult OnPostInvite(Id<Person> person)
    {
        if (Load() is { } other) return other;
        if (Persons.FirstOrDefault(p => p.Id == person) is not { LeftOn: null, Email: { } email } to) return NotFound();
        var settings = coop.Settings(db);
        var now = Now;
        if (!MailLink.Send(db, now, settings, settings.HomeOf(Request), new LinkPerson(to.Id, to.Name, email, to.Language), LinkPurpose.Invite))
            throw new Refused("", "Membership.InvitedOften", to.Name);
        return Done(Here, "Membership.Invited", to.Name, email);
    }

    public IActionResult OnPostLeave()
    {
        if (Load() is { } other) return other;
        var now = Now;
        Leaving.OfMember(db, now, dates.DateOf(now), Member.Id, viewer.PersonId);
        return Done(Here, "Membership.HasLeft", Member.Name);
    }

    public IActionResult OnPostReturn()
    {
        if (Load() is { } other) return other;
        Leaving.Undo(db, Member.Id);
        return Done(Here, "Membership.IsBack", Member.Name);
    }

    private string Here => $"/membership/{Number}";
}
