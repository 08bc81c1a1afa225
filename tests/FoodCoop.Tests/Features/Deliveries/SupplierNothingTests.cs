using FoodCoop.Tests.Features.Post;
using static FoodCoop.Tests.Features.Deliveries.SupplierMailScene;

namespace FoodCoop.Tests.Features.Deliveries;

/// <summary>"Nothing this month": who is told, when, and once.</summary>
public sealed class SupplierNothingTests
{
    [Fact]
    public async Task Who_wants_to_know_that_nothing_is_ordered_is_told_once_when_the_month_is_ordered()
    {
        var coop = Closed();
        coop.Write(db => db.Execute("update supplier set tell_nothing = 1"));
        var bart = coop.As("Bart");
        var page = await bart.Submit(await bart.Get(MinimumScene.Buying), Form(Zuid, "drop"));
        Assert.Contains("Zuid hoort dat per mail zodra de maand besteld is", page.Card(Zuid), StringComparison.Ordinal);
        Assert.Empty(coop.ToSuppliers());
        await bart.Submit(page, Form(Molen, "sent"));
        var mail = Assert.Single(coop.ToSuppliers()); // De Molen has its order
        Assert.Equal(("supplier-nothing/2026-11/1/1/supplier-2", "zuid@proef.example", "inkoop@proef.example", "No order for November 2026: De Proefkrat"), (mail.Key, mail.Address, mail.ReplyTo, mail.Subject));
        Assert.Contains("Hello Zuid,\n\nFor November 2026 we order nothing.\n\n", mail.Text, StringComparison.Ordinal);
        Assert.Empty(coop.Files(mail.Id));
        await coop.Send();
        page = await bart.Get(MinimumScene.Buying);
        Assert.Contains("verstuurd ‘deze maand niets’ per mail naar zuid@proef.example", page.Card(Zuid), StringComparison.Ordinal);

        page = await bart.Submit(page, Form(Molen, "not-sent")); // the month goes back, and on again: what they know is still so
        await bart.Submit(page, Form(Molen, "sent"));
        Assert.Equal("Ordered", MinimumScene.State(coop));
        Assert.Single(coop.ToSuppliers());
        coop.Sound();
    }

    [Fact]
    public async Task Who_did_not_ask_for_it_hears_nothing()
    {
        var coop = Closed();
        var bart = coop.As("Bart");
        var page = await bart.Submit(await bart.Get(MinimumScene.Buying), Form(Zuid, "drop"));
        await bart.Submit(page, Form(Molen, "sent"));
        Assert.Equal("Ordered", MinimumScene.State(coop));
        Assert.Empty(coop.ToSuppliers());
    }

    [Fact]
    public async Task Nothing_that_waits_is_withdrawn_with_the_step_and_an_order_after_it_replaces_what_had_left()
    {
        var coop = Closed();
        coop.Write(db => db.Execute("update supplier set tell_nothing = 1 where id = 2"));
        var bart = coop.As("Bart");
        await bart.Submit(await bart.Get(MinimumScene.Buying), Form(Zuid, "drop"));
        var page = await bart.Submit(await bart.Get(MinimumScene.Buying), Form(Molen, "sent"));
        page = await bart.Submit(page, Form(Molen, "not-sent"));
        Assert.Equal(["2026-11/1/1/supplier-2 changed"], coop.States());
        page = await bart.Submit(page, Form(Molen, "sent"));
        Assert.Equal(["2026-11/1/1/supplier-2 changed", "2026-11/1/2/supplier-2 waits"], coop.States());
        await coop.Send();
        page = await bart.Submit(page, Form(Molen, "not-sent"));
        page = await bart.Submit(page, Form(Zuid, "not-drop"));
        Assert.Contains("ging al een bericht naar Zuid", page.Card(Zuid), StringComparison.Ordinal);
        await bart.Mail(ToZuid);
        Assert.Equal("supplier-order/2026-11/1/3/supplier-2", coop.ToSuppliers()[2].Key);
        Assert.Contains("This order takes the place of our message of Wednesday 18 November, 23:00", coop.ToSuppliers()[2].Text, StringComparison.Ordinal);
        coop.Sound();
    }

    [Fact]
    public async Task An_order_that_had_gone_out_and_holds_no_more_is_called_off_by_mail()
    {
        var coop = Closed();
        var bart = coop.As("Bart");
        await bart.Mail(ToZuid);
        await coop.Send();
        var page = await bart.Submit(await bart.Get(MinimumScene.Buying), Form(Zuid, "not-sent"));
        page = await bart.Submit(page, Form(Zuid, "drop"));
        Assert.Contains("Laat weten dat er toch niets wordt besteld", page.Card(Zuid), StringComparison.Ordinal);
        page = await bart.Mail(page.Html.QuerySelector("[data-supplier='2'] a.mail")!.GetAttribute("href")!);
        Assert.Contains("wordt verstuurd ‘deze maand niets’ per mail naar zuid@proef.example", page.Card(Zuid), StringComparison.Ordinal);
        Assert.Contains("This takes the place of our order of Wednesday 18 November, 23:00: please deliver nothing.", coop.ToSuppliers()[1].Text, StringComparison.Ordinal);
        coop.Sound();
    }
}
