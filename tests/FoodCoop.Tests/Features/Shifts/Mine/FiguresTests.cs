using System.Text;
using FoodCoop.Features.Shifts;
using FoodCoop.Features.Shifts.Mine;
using FoodCoop.Platform.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using static FoodCoop.Tests.Features.Shifts.Exchange.SwapsTests;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Shifts.Mine;

public sealed class FiguresTests
{
    [Fact]
    public async Task The_figures_count_spots_and_stand_ins_and_name_nobody()
    {
        var coop = Scene();
        var spot = Take(coop, First, "Checkout", 114, how: "stand-in");
        coop.Write(db => DutyAccount.Mark(db, spot, "came", Starts, Person(coop, "Elif")));
        var bart = coop.As("Bart");
        var page = await bart.Get("/shifts/figures");
        Assert.Contains("1 van 6", page["#rotations"]);
        Assert.Equal(["Lossen 0 van 4 0", "Kassa 1 van 2 1"], page.Html.QuerySelectorAll("#duties tbody tr").Select(r => string.Join(' ', r.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.Equal(["08", "11"], page.Html.QuerySelectorAll("#effort tbody tr").Select(r => string.Join(' ', r.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        foreach (var name in coop.Read(db => db.Query<string>("select name from person where name <> 'Bart' union select name from member where name <> 'Bart'"))) Assert.DoesNotContain(name, page.Text);
        foreach (var (table, line) in ((string, string)[])[("rotations", "2026-12;6;1;1;1;0"), ("duties", "Kassa;2;1;1"), ("effort", "1;1")])
            Assert.Contains(line, Encoding.UTF8.GetString(await bart.Bytes($"/shifts/figures?handler=Csv&table={table}")).Split("\r\n"));
    }

    [Fact]
    public async Task Small_charts_show_it_with_the_table_behind_them()
    {
        var coop = Scene();
        Take(coop, First, "Checkout", 114);
        Take(coop, First, "Unloading", 17);
        var page = await coop.As("Amara").Get("/shifts/figures");
        var charts = page.Html.QuerySelectorAll("figure.columns");
        Assert.Equal(["Spots filled", "Stand-ins", "Members by the effort of their shifts"], charts.Select(c => c.QuerySelector("figcaption")!.TextContent));
        Assert.Equal("2 of 6", charts[0].QuerySelector(".unseen")!.TextContent);
        Assert.Equal(("67", "33"), (charts[0].QuerySelector("rect.is")!.GetAttribute("y"), charts[0].QuerySelector("rect.is")!.GetAttribute("height")));
        Assert.Equal(("0", "100"), (charts[0].QuerySelector("rect.of")!.GetAttribute("y"), charts[0].QuerySelector("rect.of")!.GetAttribute("height")));
        Assert.Equal(2, page.Html.QuerySelectorAll("details table").Length);
    }

    [Fact]
    public void Only_the_last_eight_rotations_that_have_begun_or_are_known_count()
    {
        var coop = Scene();
        Assert.Single(coop.Read(db => RotationFigures.All(db, Starts))); // the next one is neither
        coop.Write(db => db.Execute("update rotation set published_at = @Starts", new { Starts }));
        Assert.Equal([Figures(coop, 1), Figures(coop, 0)], coop.Read(db => RotationFigures.All(db, Starts)).Select(r => r.Code));
        var spot = Take(coop, First, "Unloading", 114);
        coop.Write(db => DutyAccount.Mark(db, spot, "came", Starts, Person(coop, "Elif")));
        Assert.Equal([0, 3], coop.Read(db => EffortBar.All(db, Starts)).Select(e => e.Effort));
        for (var later = 0; later < 8; later++)
            coop.Write(db => db.Execute("insert into rotation (starts_at, seed, made_at, published_at) values (@at, 1, @Starts, @Starts)", new { at = Starts.AddYears(1).AddDays(later), Starts }));
        Assert.Empty(coop.Read(db => RotationFigures.All(db, Starts)));
        Assert.Equal([0], coop.Read(db => EffortBar.All(db, Starts)).Select(e => e.Effort));
    }

    [Fact]
    public void Many_amounts_of_effort_stand_a_few_together()
    {
        var coop = Scene();
        coop.Write(db => db.Execute("update duty set effort = 3"));
        foreach (var (cycle, duty) in ((string, string)[])[(First, "Unloading"), (First, "Checkout"), (Second, "Unloading"), (Second, "Checkout")])
        {
            var spot = Take(coop, cycle, duty, 114, how: "hand");
            coop.Write(db => DutyAccount.Mark(db, spot, "came", Starts, Person(coop, "Elif")));
        }
        var chart = coop.Read(db =>
        {
            var services = new ServiceCollection().AddSingleton<TimeProvider>(TestClock.Instance).BuildServiceProvider();
            var model = new FiguresModel(db, new Viewer()) { PageContext = new() { HttpContext = new DefaultHttpContext { RequestServices = services } } };
            model.Load();
            return model.EffortChart(Texts.For("en"));
        });
        Assert.Equal(["0–1", "2–3", "4–5", "6–7", "8–9", "10–11", "12–13"], chart.Columns.Select(c => c.Label));
        Assert.Equal([8, 0, 0, 0, 0, 0, 1], chart.Columns.Select(c => c.Value));
    }

    private static string Figures(TestCoop coop, int rotation) => coop.Read(RotationRow.All)[rotation].FirstCode;
}
