using FoodCoop.Features.WaitingList;

namespace FoodCoop.Features.Demo;

/// <summary>People who ask to join the invented co-op: some still to be introduced, some waiting; the program offers them what is free.</summary>
public static class DemoApplicants
{
    private const string SelectCoordinator = "select person_id from person_role where role = 'MembershipCoordinator' order by person_id limit 1";

    private static readonly (string Name, string Language, int Seats, int DaysAgo, bool Oriented)[] All =
    [
        ("Woongroep De Brug", "nl", 9, 210, true),
        ("Sanne Vermeer", "nl", 1, 95, true),
        ("Tariq en Hodan", "en", 2, 61, true),
        ("Elena Popescu", "en", 1, 33, false),
        ("Jip Kuipers", "nl", 3, 6, false),
    ];

    public static void Write(Db db, DateTimeOffset midnight)
    {
        var coordinator = db.One<Id<Person>>(SelectCoordinator);
        foreach (var (name, language, seats, daysAgo, oriented) in All)
        {
            var email = new string([.. name.ToLowerInvariant().Where(char.IsAsciiLetter)]) + "@post.example";
            var id = ApplicantSteps.Apply(db, midnight.AddDays(-daysAgo), name, email, "", language, seats, "");
            if (oriented) ApplicantSteps.Oriented(db, Applicant.Find(db, id)!, midnight.AddDays(-5), coordinator);
        }
    }
}
