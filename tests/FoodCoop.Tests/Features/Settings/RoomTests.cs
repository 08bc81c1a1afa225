namespace FoodCoop.Tests.Features.Settings;

public sealed class RoomTests
{
    [Fact]
    public async Task Changing_the_cap_asks_for_the_assemblys_date_and_words_which_all_members_can_read()
    {
        var coop = new TestCoop();
        var browser = coop.As("Wei");
        var form = await browser.Get("/settings/room");
        var asked = await browser.Submit(form, "form.room", new { AssemblyCap = 6 });
        Assert.Equal(422, asked.Status);
        Assert.Equal(2, asked.Html.QuerySelectorAll(".error").Length);
        Assert.Contains("still to come", (await browser.Submit(form, "form.room", new { AssemblyCap = 6, DecidedOn = "2026-11-13", Words = "Fewer." }))[".error"]);
        var done = await browser.Submit(form, "form.room", new { AssemblyCap = 6, DecidedOn = "2026-11-10", Words = "We stay small: 6 seats." });
        Assert.Contains("The room is 3 over the cap now", done.Text);
        Assert.Contains("We stay small: 6 seats.", (await coop.As("Amara").Get("/coop")).Text);
        Assert.Equal("Wei", coop.Read(db => db.One<string>("select p.name from decision d join person p on p.id = d.recorded_by")));
    }

    [Fact]
    public async Task A_policy_is_a_decision_too_but_another_name_for_the_room_is_not()
    {
        var coop = new TestCoop();
        var browser = coop.As("Wei");
        var form = await browser.Get("/settings/room");
        Assert.Equal(422, (await browser.Submit(form, "form.room", new { Allocation = "fair-share" })).Status);
        Assert.Equal(200, (await browser.Submit(form, "form.room", new { Name = "De Schuur" })).Status);
        Assert.Equal(200, (await browser.Submit(form, "form.room", new { Allocation = "fair-share", DecidedOn = "2026-11-10", Words = "We share." })).Status);
        Assert.Equal("fair-share", coop.Read(db => db.One<string>("select allocation from coop")));
        Assert.Equal(1, coop.Read(db => db.One<int>("select count(*) from decision")));
    }
}
