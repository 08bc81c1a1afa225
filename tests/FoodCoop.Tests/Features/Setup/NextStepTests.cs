namespace FoodCoop.Tests.Features.Setup;

public sealed class NextStepTests
{
    private readonly TestCoop coop = new();

    [Fact]
    public async Task An_admin_sees_what_comes_next_and_whose_role_it_is()
    {
        coop.Write(db => db.Execute("delete from person_role where role in ('ShiftCoordinator', 'Treasurer')"));
        var wei = coop.As("Wei");
        var page = await wei.Get("/");
        Assert.Equal("/settings/roles", page.Html.QuerySelector("[data-step=Roles] a")!.GetAttribute("href"));
        Assert.Contains("Done: Admit members", Words(page, "Members"));
        Assert.Equal("Suppliers and products is for who has the role “Buying”", Words(page, "Products")); // Bart has it
        Assert.Equal("Duties, from which the shifts are made is for who has the role “Shifts”, and nobody has it yet Give the role", Words(page, "Duties"));
        Assert.Equal("/settings/roles#ShiftCoordinator", page.Html.QuerySelector("[data-step=Duties] a")!.GetAttribute("href"));
        coop.Write(db => db.Execute("insert into person_role (person_id, role, granted_at) select id, 'ShiftCoordinator', '2026-11-01T00:00:00.000Z' from person where name = 'Wei'"));
        page = await wei.Get("/");
        Assert.Equal("/roster/duties", page.Html.QuerySelector("[data-step=Duties] a")!.GetAttribute("href"));
        Assert.Null((await coop.As("Elif").Get("/")).Html.QuerySelector(".next-steps"));
    }

    [Fact]
    public async Task The_list_is_gone_when_all_is_done_or_ordering_has_closed_once()
    {
        var wei = coop.As("Wei");
        coop.OpenCycle();
        Assert.NotNull((await wei.Get("/")).Html.QuerySelector(".next-steps"));
        coop.Offer("Linzen");
        coop.Write(db => db.Execute("insert into duty (name_nl, name_en, effort, created_at) values ('Lossen', 'Unloading', 3, '2026-11-01T00:00:00.000Z')"));
        Assert.Null((await wei.Get("/")).Html.QuerySelector(".next-steps"));
        coop.Write(db => db.Execute("delete from duty"));
        Assert.NotNull((await wei.Get("/")).Html.QuerySelector(".next-steps"));
        coop.Write(db => db.Execute("insert into cycle_event (cycle_id, closing, state, at) select id, 1, 'Closed', '2026-11-18T21:00:00.000Z' from order_cycle"));
        Assert.Null((await wei.Get("/")).Html.QuerySelector(".next-steps"));
    }

    private static string Words(TestPage page, string step) =>
        string.Join(' ', page.Html.QuerySelector($"[data-step={step}]")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
