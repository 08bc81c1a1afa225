namespace FoodCoop.Tests.Features.Coop;

public sealed class IndexTests
{
    [Fact]
    public async Task Every_member_sees_the_seats_the_decisions_and_whom_to_ask_but_no_other_members_address()
    {
        var coop = new TestCoop();
        coop.Write(db => db.Execute("insert into decision (decided_on, words, recorded_at) values ('2025-03-01', 'At most 200 seats.', '2025-03-02T00:00:00.000Z')"));
        var page = await coop.As("Amara").Get("/coop");
        Assert.Contains("9 of 200 seats taken", page.Text);
        Assert.Contains("At most 200 seats.", page.Text);
        Assert.Contains("06-0000017", page.Text); // Bart, the buyer
        Assert.DoesNotContain("06-0000088", page.Text); // Çağla has no role
        Assert.Contains("88 · Çağla", page.Text);
        Assert.DoesNotContain("@proef.example", page.Text);
    }
}
