namespace FoodCoop.Tests.Features.Settings;

public sealed class RolesTests
{
    [Fact]
    public async Task A_role_counts_from_the_next_click_and_ends_as_fast()
    {
        var coop = new TestCoop();
        var (wei, amara) = (coop.As("Wei"), coop.As("Amara"));
        var id = coop.Read(db => db.One<long>("select id from person where name = 'Amara'"));
        Assert.Contains("/not-allowed", (await amara.Get("/membership", follow: false)).Location);
        var page = await wei.Submit(await wei.Get("/settings/roles"), "form.give", new { person = id, role = "MembershipCoordinator" });
        Assert.Contains("by Wei", page.Text);
        Assert.Equal(200, (await amara.Get("/membership", follow: false)).Status);
        await wei.Submit(page, "form.end[data-name=Amara]");
        Assert.Contains("/not-allowed", (await amara.Get("/membership", follow: false)).Location);
        var past = coop.Read(db => db.One<(string, string)>("""
            select r.role, p.name from past_role r join person p on p.id = r.ended_by
            """));
        Assert.Equal(("MembershipCoordinator", "Wei"), past);
    }

    [Fact]
    public async Task The_last_admin_stays_until_there_is_another_who_can_sign_in()
    {
        var coop = new TestCoop();
        var wei = coop.As("Wei");
        var page = await wei.Get("/settings/roles");
        Assert.Contains("There must always be an admin", (await wei.Submit(page, "form.end[data-role=Admin]")).Text);
        coop.Write(db => db.Execute("insert into person_role (person_id, role, granted_at) select id, 'Admin', '2026-01-01T00:00:00.000Z' from person where name = 'Bart'"));
        coop.Write(db => db.Execute("update person set email = null where name = 'Bart'"));
        Assert.Equal(422, (await wei.Submit(page, "form.end[data-role=Admin]")).Status);
        coop.Write(db => db.Execute("update person set email = 'bart@proef.example' where name = 'Bart'"));
        Assert.Equal(302, (await wei.Submit(page, "form.end[data-role=Admin]", follow: false)).Status);
        Assert.Contains("/not-allowed", (await wei.Get("/settings/roles", follow: false)).Location);
    }

    [Fact]
    public async Task Only_roles_that_exist_are_given()
    {
        var coop = new TestCoop();
        var wei = coop.As("Wei");
        var page = await wei.Get("/settings/roles");
        Assert.Equal(422, (await wei.Submit(page, "form.give", new { person = 1, role = "Owner" })).Status);
        Assert.Equal(422, (await wei.Submit(page, "form.give", new { person = 999, role = "Buyer" })).Status);
    }
}
