using System.Reflection;
using Dapper;
using FoodCoop.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace FoodCoop.Tests.Platform.Data;

public sealed class MigrationsTests
{
    /// <summary>A file as the program before the clock and the post left it.</summary>
    private static string FileOf0005()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".db");
        using var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.Open();
        connection.Execute("create table migration (number integer primary key, name text not null, applied_at text not null) strict");
        var assembly = typeof(Migrations).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("migrations/000", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(5))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            foreach (var statement in Migrations.Statements(reader.ReadToEnd())) connection.Execute(statement);
            var number = int.Parse(Path.GetFileName(name)[..4]);
            connection.Execute("insert into migration (number, name, applied_at) values (@number, @name, '2026-11-01T00:00:00.000Z')", new { number, name = Path.GetFileNameWithoutExtension(name) });
        }
        connection.Execute("insert into member (id, number, name, seats, joined_on) values (1, 114, 'Amara', 1, '2024-01-26')");
        connection.Execute("insert into person (id, member_id, name, email, language, security_stamp, created_at) values (1, 1, 'Amara', 'amara@proef.example', 'en', 's', '2024-01-26')");
        string[] states = ["Planned", "Open", "Fill", "Closed", "Ordered", "Delivered", "Pickup", "Settled"];
        for (var cycle = 1; cycle <= states.Length; cycle++) // one in every state
        {
            connection.Execute("""
                insert into order_cycle (id, code, pickup_on, pickup_from, pickup_until, opens_at, fill_at, closes_at, created_at)
                values (@cycle, '2026-0' || @cycle, '2026-0' || @cycle || '-27', '18:00', '20:00', '1', '2', '3', '0')
                """, new { cycle });
            for (var s = 0; s < cycle; s++)
                connection.Execute("insert into cycle_event (cycle_id, closing, state, at, by_person_id, reason) values (@cycle, 1, @state, @at, @by, @reason)",
                    new { cycle, state = states[s], at = $"2026-0{cycle}-0{s + 1}", by = s >= 4 ? 1 : (int?)null, reason = s == 4 ? "per telefoon" : "" });
        }
        connection.Execute("insert into supplier (id, name, created_at) values (1, 'De Molen', '0')");
        connection.Execute("insert into supplier_order (cycle_id, supplier_id, closing, sent_at, sent_by) values (8, 1, 1, '2026-08-05', 1)");
        connection.Execute("insert into mail (key, kind, person_id, address, subject, message_id, created_at, next_try_at) values ('your-order/2026-08/1/person-1', 'your-order', 1, 'amara@proef.example', 's', 'm', '1', '1')");
        return path;
    }

    [Fact]
    public void A_file_of_before_the_clock_and_the_post_keeps_every_event_and_every_state()
    {
        const string events = "select id || ' ' || cycle_id || ' ' || closing || ' ' || state || ' ' || at || ' ' || coalesce(by_person_id, 'clock') || ' ' || reason from cycle_event order by id";
        const string states = "select cycle_id || ' ' || state || ' ' || closing || ' ' || at from cycle_state order by cycle_id";
        var path = FileOf0005();
        List<string> eventsBefore, statesBefore;
        using (var old = new SqliteConnection($"Data Source={path};Pooling=false"))
        {
            old.Open();
            (eventsBefore, statesBefore) = (old.Query<string>(events).AsList(), old.Query<string>(states).AsList());
        }
        Assert.Equal((36, 8), (eventsBefore.Count, statesBefore.Count));

        using (var file = new CoopFile(path))
        {
            file.Migrate(TestClock.Instance, NullLogger.Instance);
            Assert.Equal(eventsBefore, file.Read(db => db.Query<string>(events)));
            Assert.Equal(statesBefore, file.Read(db => db.Query<string>(states)));
            Assert.Equal([1], file.Read(db => db.Query<int>("select distinct round from cycle_event where back = 0")));
            Assert.Equal((1, 1, 1), (Count(file, "supplier_order where sent_at is not null and below_minimum = 0"), Count(file, "mail"), Count(file, "person where length(mail_token) = 32")));
            Assert.Empty(file.Read(db => db.Query<string>("select \"table\" from pragma_foreign_key_check")));
            Assert.Empty(FoodCoop.Features.Verify.Invariants.All.Single(i => i.Key == "States") is { } rule ? file.Read(db => db.Query<string>(rule.Violations)) : []);
        }
        foreach (var left in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(path) + "*")) File.Delete(left);
    }

    private static int Count(CoopFile file, string what) => file.Read(db => db.One<int>("select count(*) from " + what));
}
