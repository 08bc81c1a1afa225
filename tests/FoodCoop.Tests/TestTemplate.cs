using Dapper;
using FoodCoop.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace FoodCoop.Tests;

/// <summary>The file that every test's co-op is copied from: migrated, and with the fixed cast of people.</summary>
internal static class TestTemplate
{
    /// <summary>Number and name of each of the cast, their roles, language, and whether they share a member.</summary>
    private static readonly (int Member, string Name, string Language, string[] Roles)[] People =
    [
        (114, "Amara", "en", []),
        (17, "Bart", "nl", ["Buyer"]),
        (150, "Elif", "nl", ["ShiftCoordinator"]),
        (180, "Tomás", "en", ["PickupHost"]),
        (31, "Ingrid", "nl", ["Treasurer"]),
        (63, "Μαρία", "en", ["MembershipCoordinator"]),
        (1, "Wei", "en", ["Admin"]),
        (88, "Çağla", "nl", []),
        (142, "Дмитро", "en", []),
        (142, "Oksana", "nl", []), // shares member 142
    ];

    public static byte[] Make(bool cast)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".db");
        using (var file = new CoopFile(path))
        {
            file.Migrate(TestClock.Instance, NullLogger.Instance);
            if (cast) file.WriteAsync(Fill).GetAwaiter().GetResult();
        }
        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }

    private static void Fill(Db db)
    {
        var now = TestClock.Start;
        db.Execute("""
            insert into coop (id, name, code, zone, language, mail_address, address, iban, account_name, created_at)
            values (1, 'De Proefkrat', 'PK', 'Europe/Amsterdam', 'nl', 'krat@proef.example', 'Proefweg 1, 1000 AA Amsterdam',
              'NL91ABNA0417164300', 'De Proefkrat', @now)
            """, new { now });
        db.Execute("insert into room (id, name, seats, windows) values (1, 'De Loods', 200, 1)");
        db.Execute("""
            insert into rhythm (id, nth, weekday, pickup_from, pickup_until, open_days, open_at, fill_days, close_days, close_at)
            values (1, 5, 5, '18:00', '20:00', 24, '08:00', 2, 9, '22:00')
            """);
        foreach (var (number, name, language, roles) in People)
        {
            db.Execute("""
                insert into member (number, name, seats, joined_on) values (@number, @name, 1, '2024-01-26')
                on conflict (number) do nothing
                """, new { number, name });
            db.Execute("""
                insert into person (member_id, name, email, phone, language, security_stamp, created_at)
                select id, @name, @email, '06-00000' || @number, @language, 'stamp-' || @name, @now from member where number = @number
                """, new { number, name, email = $"{Latin(name)}@proef.example", language, now });
            foreach (var role in roles)
            {
                db.Execute("""
                    insert into person_role (person_id, role, granted_at)
                    select id, @role, @now from person where name = @name
                    """, new { role, name, now });
            }
        }
    }

    private static string Latin(string name) => name switch
    {
        "Tomás" => "tomas",
        "Μαρία" => "maria",
        "Çağla" => "cagla",
        "Дмитро" => "dmytro",
        _ => name.ToLowerInvariant(),
    };
}
