using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using FoodCoop.Browser;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Demo;
using FoodCoop.Features.Membership;
using FoodCoop.Features.SignIn;
using FoodCoop.Platform;
using FoodCoop.Platform.Data;
using FoodCoop.Platform.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace FoodCoop.Benchmarks.Running;

/// <summary>Somebody who can sign in: by a link, as it stands in a mail.</summary>
internal sealed record Login(long Member, long Person, string Link);

/// <summary>
/// A data folder with the co-op that is measured: the demo's, with five years of months behind it instead of one (each lived through the way
/// that it goes in life, see <see cref="DemoSeed"/>), and 200 members instead of 187. The month is open and takes orders. It is made once a
/// day and kept in var/measured; each run gets a copy.
/// </summary>
/// <remarks>
/// Who signs in does so by a mailed link, whose row stands in the file before the program starts: 200 passwords would take the processor most
/// of a minute, which is another measurement than this one.
/// </remarks>
internal sealed class LargeCoop : IDisposable
{
    private const int Months = 60;
    private const int Members = 200;

    private const string WidenRoom = "update room set seats = seats + @more, assembly_cap = assembly_cap + @more";
    private const string CountMembers = "select count(*) from member where kind = 'member' and left_on is null";

    // In some households others sign in for somebody; each has one person at least who does.
    private const string GiveAddresses = """
        update person set email = 'person' || id || '@demo.example'
        where id in (select min(p.id) from person p group by p.member_id having count(p.email) = 0)
        """;

    private const string SelectPersons = """
        select p.member_id as member, p.id as person
        from person p
        join member m on m.id = p.member_id
        where m.kind = 'member' and m.left_on is null and p.left_on is null and p.email is not null
        order by p.member_id, p.id
        """;

    private const string InsertLink = """
        insert into mail_link (token_hash, person_id, purpose, created_at, expires_at)
        values (@hash, @person, 'sign-in', @now, @expires)
        """;

    private const string SelectSize = """
        select (select count(*) from order_line) as lines, (select count(*) from order_cycle) as months,
          (select count(*) from offer where cycle_id = (select id from order_cycle where code = @code) and withdrawn_at is null) as products,
          (select count(*) from order_line l join offer o on o.id = l.offer_id where o.cycle_id = (select id from order_cycle where code = @code)) as asked
        """;

    private sealed record PersonRow(long Member, long Person);

    private sealed record Size(long Lines, long Months, long Products, long Asked);

    private LargeCoop(string folder) => Folder = folder;

    public string Folder { get; }

    public string Path => System.IO.Path.Combine(Folder, Coops.OnlyOne + ".db");

    /// <summary>The month that takes orders, such as 2026-12.</summary>
    public string Month { get; private set; } = "";

    /// <summary>All who can sign in, by member; a household of two has two.</summary>
    public IReadOnlyList<Login> Logins { get; private set; } = [];

    /// <summary>What is in it, in a sentence.</summary>
    public string Words { get; private set; } = "";

    public static async Task<LargeCoop> Make(TextWriter output)
    {
        var now = TimeProvider.System.GetUtcNow();
        var kept = await Kept(now, output);
        var coop = new LargeCoop(Directory.CreateTempSubdirectory("foodcoop-measured-").FullName);
        File.Copy(kept, coop.Path);
        using var file = new CoopFile(coop.Path);
        await coop.Fill(file, now);
        return coop;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private async Task Fill(CoopFile file, DateTimeOffset now)
    {
        var cycle = file.Read(db => Cycle.Ordering(db)) ?? throw new InvalidOperationException("No month takes orders in the co-op that was made.");
        Month = cycle.Code;
        var size = file.Read(db => db.One<Size>(SelectSize, new { code = Month }));
        Words = string.Create(CultureInfo.InvariantCulture,
            $"{Members} members; {size.Months} months with {size.Lines:N0} order lines; {Month} is open with {size.Products} products and {size.Asked:N0} lines; {new FileInfo(Path).Length / 1e6:0} MB");
        Logins = [.. file.Read(db => db.Query<PersonRow>(SelectPersons))
            .Select(p => new Login(p.Member, p.Person, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))))];
        await file.WriteAsync(db =>
        {
            foreach (var login in Logins)
                db.Execute(InsertLink, new { hash = MailLink.Hash(login.Link), person = login.Person, now, expires = now + MailLink.ValidFor(LinkPurpose.SignIn) });
        });
    }

    // By date, because the months are laid around the day on which it is made.
    private static async Task<string> Kept(DateTimeOffset now, TextWriter output)
    {
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(Repository.Root, "var", "measured")).FullName;
        var kept = System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{CoopZone.Of(DemoCoop.Zone).DateAt(now):yyyy-MM-dd}.db"));
        if (File.Exists(kept)) return kept;
        foreach (var old in Directory.EnumerateFiles(folder)) File.Delete(old);
        output.WriteLine($"Making a co-op with {Months} months behind it; this takes a minute or two, once a day.");
        var (begun, beside) = (Stopwatch.GetTimestamp(), kept + ".new");
        using (var file = new CoopFile(beside))
        {
            file.Migrate(TimeProvider.System, NullLogger.Instance);
            await DemoSeed.Fill(file, now, Months);
            await file.WriteAsync(db => Admit(db, now));
        }
        File.Move(beside, kept);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Made in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s."));
        return kept;
    }

    private static void Admit(Db db, DateTimeOffset now)
    {
        var more = Members - db.One<int>(CountMembers);
        db.Execute(WidenRoom, new { more });
        for (var i = 0; i < more; i++)
        {
            var number = Admission.NextNumber(db);
            Admission.Admit(db, now, CoopZone.Of(DemoCoop.Zone).DateAt(now), number, $"Member {number}", 1,
                new PersonDraft($"Member {number}", $"member{number}@demo.example", "", i % 2 == 0 ? "nl" : "en"));
        }
        db.Execute(GiveAddresses);
    }
}
