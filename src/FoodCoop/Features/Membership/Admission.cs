using FoodCoop.Features.Room;
using FoodCoop.Features.SignIn;

namespace FoodCoop.Features.Membership;

/// <summary>A person to be added: the address is in lower case or null, which means that others order and sign in for them.</summary>
public sealed record PersonDraft(string Name, string? Email, string Phone, string Language, string? PasswordHash = null);

/// <summary>Admitting members and adding persons to them. All of it runs in the caller's transaction.</summary>
public static class Admission
{
    private const string CountNumber = "select count(*) from member where number = @number";

    private const string InsertMember = """
        insert into member (number, name, seats, joined_on)
        values (@number, @name, @seats, @today)
        """;

    private const string SelectHolder = """
        select p.name, m.number
        from person p
        join member m on m.id = p.member_id
        where p.email = @email and p.id <> @except
        """;

    private const string InsertPerson = """
        insert into person (member_id, name, email, phone, language, password_hash, security_stamp, created_at)
        values (@member, @Name, @Email, @Phone, @Language, @PasswordHash, @stamp, @now)
        """;

    private const string SelectNext = "select coalesce(max(number), 0) + 1 from member where kind = 'member'";

    /// <summary>The number that is proposed for the next member. Numbers of those who left are not given again.</summary>
    public static int NextNumber(Db db) => Math.Min(db.One<int>(SelectNext), 9999);

    /// <summary>Takes a new member in, if its seats fit in the room.</summary>
    /// <exception cref="Refused">The room is full, or the number or the address belongs to somebody.</exception>
    public static Id<Member> Admit(Db db, DateTimeOffset now, DateOnly today, int number, string name, int seats, PersonDraft first)
    {
        if (db.One<int>(CountNumber, new { number }) > 0) throw new Refused("Number", "Membership.NumberTaken", number, NextNumber(db));
        RoomNow.Check(db, seats, "Seats");
        var member = db.Insert<Member>(InsertMember, new { number, name, seats, today });
        AddPerson(db, now, member, first);
        return member;
    }

    /// <summary>Adds a person to a household. It takes no seat: the member's seats are set by themselves.</summary>
    /// <exception cref="Refused">The address belongs to somebody else.</exception>
    public static Id<Person> AddPerson(Db db, DateTimeOffset now, Id<Member> member, PersonDraft person)
    {
        CheckAddress(db, person.Email);
        return db.Insert<Person>(InsertPerson, new
        {
            member, person.Name, person.Email, person.Phone, person.Language, person.PasswordHash, stamp = SignInPerson.NewStamp(), now,
        });
    }

    /// <summary>An address signs one person in, so it belongs to one.</summary>
    /// <exception cref="Refused">It belongs to somebody else.</exception>
    public static void CheckAddress(Db db, string? email, Id<Person> except = default)
    {
        if (email is null) return;
        var (name, number) = db.Find<(string?, long)>(SelectHolder, new { email, except });
        if (name is not null) throw new Refused("Email", "Membership.EmailTaken", email, name, number);
    }
}
