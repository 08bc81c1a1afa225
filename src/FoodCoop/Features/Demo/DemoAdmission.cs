using FoodCoop.Features.Membership;
using FoodCoop.Features.Settings;

namespace FoodCoop.Features.Demo;

/// <summary>Admits the invented members as the membership coordinator would, and gives them their roles.</summary>
public static class DemoAdmission
{
    private const string InsertShelf = """
        insert into member (number, name, seats, kind, joined_on)
        values (@Number, @Name, 0, 'shelf', @JoinedOn)
        """;

    public static void Write(Db db, DateTimeOffset now)
    {
        var shelf = DemoPeople.Shelf;
        db.Execute(InsertShelf, new { shelf.Number, shelf.Name, shelf.JoinedOn });
        foreach (var member in DemoPeople.Members)
        {
            var id = Admission.Admit(db, now, member.JoinedOn, member.Number, member.Name, member.Seats, Draft(member.Persons[0]));
            foreach (var person in member.Persons.Skip(1)) Admission.AddPerson(db, now, id, Draft(person));
        }
        foreach (var person in DemoPeople.Members.SelectMany(m => m.Persons))
        {
            foreach (var role in person.Roles) RoleGrant.Give(db, now, Staff(db, person.Email!), role, by: null);
        }
    }

    private const string SelectPerson = "select id from person where email = @email";

    /// <summary>A person by address.</summary>
    public static Id<Person> Staff(Db db, string email) => db.One<Id<Person>>(SelectPerson, new { email });

    private static PersonDraft Draft(DemoPerson person) => new(person.Name, person.Email, person.Phone, person.Language);
}
