using System.Net;
using System.Text;
using FoodCoop.Features.Shifts;
using FoodCoop.Platform.Web;
using FoodCoop.Tests.Conventions;
using static FoodCoop.Tests.Features.Shifts.Board.BoardScene;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Shifts;

/// <summary>All that a coordinator of shifts sees in tables is had as a file for a spreadsheet, by those who see it and by nobody else.</summary>
public sealed class CoordinatorTablesTests
{
    [Fact]
    public async Task Every_table_on_a_coordinators_page_of_shifts_has_its_file()
    {
        var coop = FilledCoop.Make();
        coop.Write(db => db.Execute("insert into duty_entry (member_id, kind, amount, at) select id, 'given', -1, @Before from member where number = 17", new { Before }));
        var (elif, bart) = (coop.As("Elif"), coop.As("Bart"));
        List<string> wrong = [], had = [];
        foreach (var page in (await Routes.Pages()).Where(IsCoordinators))
        {
            foreach (var (path, _) in Samples.Of(page).Where(s => s.IsThere))
            {
                var shown = await elif.Get(path, follow: false);
                if (shown.Status != 200 || shown.Html.QuerySelector("main") is null) continue;
                var files = shown.Html.QuerySelectorAll("a[href*='handler=Csv']").Select(a => a.GetAttribute("href")!).ToList();
                wrong.AddRange(shown.Html.QuerySelectorAll("main table.table").Where(t => !files.Exists(f => f.EndsWith("&table=" + t.Id, StringComparison.Ordinal))).Select(t => $"{path}: the table “{t.Id}” has no file"));
                foreach (var file in files)
                {
                    had.Add($"{page.File} {file.Split("table=")[^1]}");
                    if (Wrong(await elif.Raw(new HttpRequestMessage(HttpMethod.Get, file))) is { } trouble) wrong.Add($"{file}: {trouble}");
                    var other = await bart.Raw(new HttpRequestMessage(HttpMethod.Get, file));
                    if (other.StatusCode == HttpStatusCode.OK) wrong.Add($"{file}: whoever is a member gets it");
                }
            }
        }
        Sources.Hold("Tables of coordinators and their files:", wrong.Distinct());
        Assert.InRange(had.Distinct().Count(), 14, 99);
    }

    [Fact]
    public async Task No_cell_of_any_of_them_is_run_as_a_formula()
    {
        var coop = Full();
        coop.Write(db =>
        {
            db.Execute("update member set name = '=1+1 ' || number");
            db.Execute("update person set name = '@SUM(A1) ' || id where name not in ('Elif')");
            db.Execute("update duty set name_nl = '+lossen ' || id");
            db.Execute("update skill set name_nl = '-kaas'");
            db.Execute("update shift set place = '=loods'");
            db.Execute("update exemption set note = '=note'");
        });
        var elif = coop.As("Elif");
        List<string> cells = [];
        foreach (var (path, table) in Places(coop))
        {
            var lines = Lines(await elif.Bytes($"{path}?handler=Csv&table={table}"));
            cells.AddRange(lines.SelectMany(l => l.Split(';')).Select(c => c.Trim('"')));
        }
        Assert.Contains("'=1+1 114", cells);
        Assert.Contains("'+lossen 1", cells);
        Assert.Contains("'=loods", cells);
        Assert.Contains("'-kaas", cells);
        Assert.Contains("'=note", cells);
        Assert.DoesNotContain(cells, c => c.Length > 1 && (c[0] is '=' or '@' or '+' || c[0] == '-' && !int.TryParse(c, out _)));
    }

    [Fact]
    public async Task They_say_in_both_languages_what_stands_on_the_pages()
    {
        var coop = Full();
        string[] Of(string path, string table) => Lines(coop.As("Elif").Bytes($"{path}?handler=Csv&table={table}").GetAwaiter().GetResult());
        Assert.Equal("Dag;Van;Tot;Dienst;Waar;Lidnummer;Lid;Voor;Vast;nam het zelf;zoekt iemand;Wens;Bezwaar", Of(Address, "roster")[0]);
        Assert.Equal("2026-12-25;18:00;20:00;Kassa;De Loods;114;Amara;;0;1;1;1e wens;", Of(Address, "roster").Single(l => l.Contains("Amara", StringComparison.Ordinal)));
        Assert.Equal("2027-01-29;17:00;18:00;Lossen;De Loods;;;;;;;;", Of(Address, "roster").Single(l => l.StartsWith("2027-01-29;17", StringComparison.Ordinal))); // nobody, and it says so
        Assert.Equal(["Dag;Van;Tot;Dienst;Waar;Mensen;Minstens nodig;Gewoonlijk;Meest;Te weinig;Wie dit kan", "2026-12-25;17:00;18:00;Lossen;De Loods;0;1;2;3;1;Kaas"], Of(Address, "shifts")[..2]);
        Assert.Contains("88;Çağla;0", Of(Address, "without"));
        Assert.Contains("leden zonder plek;6", Of(Address, "figures"));
        Assert.Contains("114;Amara;1;2026-11-30;Amara;29 januari 2027;0;Kassa, 25 december 2026;;;Lossen, 25 december 2026;Bart", Of(Address + "/wishes", "wishes"));
        Assert.Contains("88;Çağla;1;;;;0;;;;;", Of(Address + "/wishes", "wishes"));
        Assert.Equal("Eerste dag;Tweede dag;Stand;Diensten;Mensen;Minstens nodig;Wensen", Of("/roster", "rotations")[0]);
        Assert.Equal("2026-12-25;2027-01-29;nog niet begonnen;4;1;4;1", Of("/roster", "rotations")[1]);
        Assert.Contains("Lossen;zwaar;1;0;Kaas;1 u voordat het ophalen begint;60;De Loods;1;2;3", Of("/roster/duties", "duties"));
        Assert.Equal("1 u voordat het ophalen begint;60;De Loods;1;2;3", Of("/roster/duty/1", "sessions")[1]);
        Assert.Equal("2026-12-25;17:00;18:00;De Loods;0;1;2;3;0", Of("/roster/duty/1", "coming")[1]);
        Assert.Equal("114;Amara;;1", Of($"/roster/shifts/{Shift(coop, First, "Checkout").Id}", "people")[1]);
        Assert.Equal("Kaas;17;Bart;2026-11-30;Elif", Of("/roster/skills", "skills")[1]);
        Assert.Equal("Lossen;17;Bart;2026-11-30;Elif", Of("/roster/skills", "experience")[1]);
        Assert.Equal("114;Amara", Of("/roster/skills", "lifting")[1]);
        Assert.Equal("31;Ingrid;zorg voor iemand;2026-12-01;;kleinkind;2026-11-30;Elif;", Of("/roster/exemptions", "exempt")[1]);
        Assert.Equal("31;Ingrid;zorg voor iemand;2026-12-01;;kleinkind;2026-11-30;Elif;", Of("/roster/exemptions/31", "exemptions")[1]);
        Assert.Contains("17;Bart;1;0;0;0;0;0;1;0;2;", Of("/roster/accounts", "accounts"));
        Assert.Equal("2026-11-30;17;Bart;Aan de solidariteitspot gegeven;Bart", Of("/roster/accounts", "pot")[1]);
        Assert.Equal("2026-11-30;Ingevoerd door een coördinator;Twee extra;2;Elif;0", Of("/roster/accounts/17", "lines")[^1]);
        var spot = coop.Read(db => db.One<long>("select id from spot_now"));
        Assert.Contains(Of($"/roster/repair/{spot}", "repair"), l => l.StartsWith("5;Vrij, en zou kunnen;Çağla;06-0000088;;Kassa, vrijdag 25 december;", StringComparison.Ordinal));

        coop.Write(db => db.Execute("update person set language = 'en' where name = 'Elif'"));
        Assert.Equal("2026-12-25,18:00,20:00,Checkout,De Loods,114,Amara,,0,1,1,1st wish,", Of(Address, "roster").Single(l => l.Contains("Amara", StringComparison.Ordinal)));
        Assert.Equal("No.,Member,Balance,Coming,Owed,Done,Excused,Did not come,Given to the pot,Taken from the pot,By hand,Last shift", Of("/roster/accounts", "accounts")[0]);
        Assert.Contains("31,Ingrid,care for somebody,2026-12-01,,kleinkind,2026-11-30,Elif,", Of("/roster/exemptions", "exempt"));
        Assert.Contains("114,Amara,1,2026-11-30,Amara,29 January 2027,0,\"Checkout, 25 December 2026\",,,\"Unloading, 25 December 2026\",Bart", Of(Address + "/wishes", "wishes"));
    }

    [Fact]
    public async Task A_table_that_is_not_there_is_not_found_and_the_files_name_says_what_it_is()
    {
        var elif = Full().As("Elif");
        Assert.Equal(404, (await elif.Get("/roster/skills?handler=Csv&table=wishes")).Status);
        Assert.Equal(404, (await elif.Get("/roster/2031-01?handler=Csv&table=roster")).Status);
        using var answer = await elif.Raw(new HttpRequestMessage(HttpMethod.Get, Address + "?handler=Csv&table=roster"));
        Assert.Equal("rooster-2026-12.csv", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
    }

    private static bool IsCoordinators(PageRoute page) =>
        page.Policy is Role.ShiftCoordinator or Role.DayHost && (page.File.StartsWith("/Features/Shifts/", StringComparison.Ordinal) || page.File.StartsWith("/Features/Duties/", StringComparison.Ordinal));

    private static string? Wrong(HttpResponseMessage answer)
    {
        var bytes = answer.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
        return answer.StatusCode != HttpStatusCode.OK ? $"answers {answer.StatusCode}"
            : answer.Content.Headers.ContentType?.MediaType != "text/csv" ? "is no CSV"
            : !bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? "has no mark that says UTF-8"
            : !Lines(bytes)[0].Contains(';', StringComparison.Ordinal) ? "has no semicolons for Dutch" : null;
    }

    private static string[] Lines(byte[] file) => Encoding.UTF8.GetString(file).TrimStart('\uFEFF').TrimEnd().Split("\r\n");

    private static IEnumerable<(string Path, string Table)> Places(TestCoop coop)
    {
        foreach (var table in (string[])["roster", "shifts", "without", "figures"]) yield return (Address, table);
        yield return (Address + "/wishes", "wishes");
        yield return ("/roster", "rotations");
        yield return ("/roster/duties", "duties");
        yield return ("/roster/duty/1", "sessions");
        yield return ("/roster/duty/1", "coming");
        yield return ($"/roster/shifts/{Shift(coop, First, "Checkout").Id}", "people");
        foreach (var table in (string[])["skills", "experience", "lifting"]) yield return ("/roster/skills", table);
        yield return ("/roster/exemptions", "exempt");
        yield return ("/roster/exemptions/31", "exemptions");
        yield return ("/roster/accounts", "accounts");
        yield return ("/roster/accounts", "pot");
        yield return ("/roster/accounts/17", "lines");
        yield return ($"/roster/repair/{coop.Read(db => db.One<long>("select id from spot_now"))}", "repair");
    }

    /// <summary>A rotation in which Amara has taken the checkout and looks for a stand-in; with wishes, a skill, an exemption, and a shift in the pot.</summary>
    private static TestCoop Full()
    {
        var coop = Ready();
        var spot = Take(coop, First, "Checkout", 114);
        coop.Write(db =>
        {
            db.Execute("update duty set lifting = 1 where id = 1");
            db.Execute("insert into skill (id, name_nl, name_en) values (1, 'Kaas', 'Cheese')");
            db.Execute("insert into duty_skill (duty_id, skill_id, everyone) values (1, 1, 0)");
            db.Execute("insert into person_skill (person_id, skill_id, given_at, given_by) select p.id, 1, @Before, e.id from person p, person e where p.name = 'Bart' and e.name = 'Elif'", new { Before });
            db.Execute("insert into person_duty (person_id, duty_id, given_at, given_by) select p.id, 1, @Before, e.id from person p, person e where p.name = 'Bart' and e.name = 'Elif'", new { Before });
            db.Execute("update person set may_not_lift = 1 where name = 'Amara'");
            db.Execute("insert into exemption (member_id, kind, from_on, note, given_at, given_by) select m.id, 'care', '2026-12-01', 'kleinkind', @Before, e.id from member m, person e where m.number = 31 and e.name = 'Elif'", new { Before });
            db.Execute("update spot set looking_at = @Before where id = @spot", new { spot, Before });
            db.Execute("insert into wish (rotation_id, member_id, partner_id, at, by_person_id) select 1, a.id, b.id, @Before, p.id from member a, member b, person p where a.number = 114 and b.number = 17 and p.name = 'Amara'", new { Before });
            db.Execute("insert into wish_cannot (rotation_id, member_id, cycle_id) select 1, m.id, c.id from member m, order_cycle c where m.number = 114 and c.code = @Second", new { Second });
            foreach (var (duty, rank) in ((string, int)[])[("Checkout", 1), ("Unloading", -1)])
                db.Execute("insert into wish_like (rotation_id, member_id, shift_id, rank) select 1, id, @shift, @rank from member where number = 114", new { shift = Shift(coop, First, duty).Id, rank });
            DutyAccount.Correct(db, Member(coop, 17), 2, "Twee extra", Before, Person(coop, "Elif"));
            DutyAccount.Give(db, Member(coop, 17), Before, Person(coop, "Bart"));
        });
        return coop;
    }
}
