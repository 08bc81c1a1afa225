namespace FoodCoop.Tests.Features.Shared;

public sealed class ErrorTests
{
    [Fact]
    public async Task An_address_with_nothing_behind_it_says_so_in_the_visitors_language()
    {
        var page = await new TestCoop().As(null).Get("/no/such/page");
        Assert.Equal(404, page.Status);
        Assert.Contains("Hier is niets te vinden", page.Text);
    }

    [Fact]
    public async Task A_form_without_its_token_is_answered_in_words_and_changes_nothing()
    {
        var coop = new TestCoop();
        var page = await coop.As("Amara").Post("/language", [new("language", "nl")]);
        Assert.Equal(400, page.Status);
        Assert.Contains("This request was not understood", page.Text);
        Assert.Equal("en", coop.Read(db => db.One<string>("select language from person where name = 'Amara'")));
    }

    [Fact]
    public async Task A_form_that_cannot_be_read_at_all_is_answered_as_what_it_is()
    {
        var browser = new TestCoop().As("Amara");
        var content = new ByteArrayContent("garbage"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        using var answer = await browser.Raw(new HttpRequestMessage(HttpMethod.Post, "/account/profile") { Content = content });
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains("This request was not understood", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_fault_of_ours_shows_a_number_and_frees_the_writer()
    {
        var coop = new TestCoop();
        var browser = coop.As("Μαρία");
        var form = await browser.Get("/membership/admit");
        coop.Write(db => db.Execute("drop view seats_taken")); // something that cannot happen
        var page = await browser.Submit(form, "form.admit", new { PersonName = "Zoë" });
        Assert.Equal(500, page.Status);
        Assert.Contains("Number: ", page.Text);
        coop.Write(db => db.Execute("update member set name = 'Still writable' where number = 114"));
    }
}
