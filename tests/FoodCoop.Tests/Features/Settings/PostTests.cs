using FoodCoop.Platform.Mail;
using FoodCoop.Tests.Features.Post;

namespace FoodCoop.Tests.Features.Settings;

public sealed class PostTests
{
    private readonly TestCoop coop = new();
    private readonly TestBrowser wei;

    public PostTests() => wei = coop.As("Wei");

    [Fact]
    public async Task The_limit_and_the_addresses_are_kept_and_an_emptied_one_is_the_co_op_s_own_again()
    {
        var page = await wei.Submit(await wei.Get("/settings/post"), "form.post", new Dictionary<string, string> { ["PerHour"] = "100", ["Addresses[Buyer]"] = "Inkoop@Proef.example" });
        Assert.Equal("inkoop@proef.example", page.Html.QuerySelector("[name='Addresses[Buyer]']")!.GetAttribute("value"));
        Assert.Equal(100, coop.Read(db => MailPace.Of(db, TestClock.Start)).PerHour);
        coop.Order("Amara");
        Assert.Equal("inkoop@proef.example", coop.Read(db => db.One<string>("select reply_to from mail")));
        await wei.Submit(page, "form.post", new Dictionary<string, string> { ["PerHour"] = "", ["Addresses[Buyer]"] = "" });
        coop.Order("Bart");
        Assert.Equal("krat@proef.example", coop.Read(db => db.One<string>("select reply_to from mail order by id desc limit 1")));
        Assert.Equal(0, coop.Read(db => MailPace.Of(db, TestClock.Start)).PerHour);
    }

    [Fact]
    public async Task A_slip_is_told_beside_its_field_and_keeps_nothing()
    {
        var page = await wei.Submit(await wei.Get("/settings/post"), "form.post", new Dictionary<string, string> { ["PerHour"] = "-1", ["Addresses[Treasurer]"] = "geen adres" });
        Assert.Equal(422, page.Status);
        Assert.Equal(2, page.Html.QuerySelectorAll(".error").Length);
        Assert.Equal("geen adres", page.Html.QuerySelector("[name='Addresses[Treasurer]']")!.GetAttribute("value"));
        Assert.Equal(0, coop.Read(db => db.One<int>("select count(*) from role_address")));
    }
}
