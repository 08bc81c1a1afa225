using FoodCoop.Features.SignIn;

namespace FoodCoop.Features.Membership;

public sealed record InHouseholdRow(Id<Person> Id, string Name, string? Email, string Phone, string Language, DateOnly? LeftOn);

/// <summary>One person of a member: to add, or to change; leaving and coming back.</summary>
[Authorize(Policy = Role.MembershipCoordinator)]
public sealed class InHouseholdModel(Db db, Viewer viewer, CoopContext coop, CoopDates dates) : CoopPage
{
    private const string SelectMember = """
        select m.id, m.number, m.name, m.seats, m.joined_on, m.left_on, b.balance
        from member m
        join member_balance b on b.member_id = m.id
        where m.number = @number and m.kind = 'member'
        """;

    private const string SelectPerson = "select id, name, email, phone, language, left_on from person where id = @Person and member_id = @Id";

    private const string Update = "update person set name = @Name, email = @Email, phone = @Phone, language = @Language where id = @Id";

    [FromRoute] public int Number { get; set; }

    /// <summary>Null: to add one.</summary>
    [FromRoute] public Id<Person>? Person { get; set; }

    [BindProperty] public string? Name { get; set; }
    [BindProperty] public string? Email { get; set; }
    [BindProperty] public string? Phone { get; set; }
    [BindProperty] public string? Language { get; set; }

    public MemberDetail Member { get; private set; } = null!;
    public InHouseholdRow? Row { get; private set; }

    protected internal override IActionResult? Load()
    {
        if (db.Find<MemberDetail>(SelectMember, new { number = Number }) is not { } member) return NotFound();
        Member = member;
        if (Person is not null && (Row = db.Find<InHouseholdRow>(SelectPerson, new { Person, member.Id })) is null) return NotFound();
        if (Request.Method == HttpMethods.Post) return null; // what was typed stays
        (Name, Email, Phone, Language) = (Row?.Name, Row?.Email, Row?.Phone, Row?.Language ?? coop.Settings(db).Language);
        return null;
    }

    public IActionResult OnPost()
    {
        if (Load() is { } other) return other;
        var draft = new PersonDraft(
            ModelState.Need(nameof(Name), Name), ModelState.Email(nameof(Email), Email, needed: false),
            ModelState.Text(nameof(Phone), Phone, 40), ModelState.Language(nameof(Language), Language));
        if (!ModelState.IsValid) return Page();
        var now = Now;
        if (Row is null)
        {
            Admission.AddPerson(db, now, Member.Id, draft);
            return Done(ToMember, "Membership.PersonAdded", draft.Name, Member.Name);
        }
        Admission.CheckAddress(db, draft.Email, Row.Id);
        db.Execute(Update, new { Row.Id, draft.Name, draft.Email, draft.Phone, draft.Language });
        if (draft.Email != Row.Email) MailLink.EndAll(db, now, Row.Id);
        if (draft.Email is { } address && address != Row.Email) Post.Mailing.Readdress(db, now, Row.Id, address);
        return Done(ToMember, "Membership.Saved");
    }

    public IActionResult OnPostLeave()
    {
        if (Load() is { } other) return other;
        if (Row is null) return NotFound();
        var now = Now;
        Leaving.OfPerson(db, now, dates.DateOf(now), Row.Id, viewer.PersonId);
        return Done(ToMember, "Membership.HasLeft", Row.Name);
    }

    public IActionResult OnPostReturn()
    {
        if (Load() is { } other) return other;
        if (Row is null) return NotFound();
        Leaving.UndoOfPerson(db, Row.Id);
        return Done(ToMember, "Membership.IsBack", Row.Name);
    }

    private string ToMember => $"/membership/{Number}";
}
