using static FoodCoop.Tests.Features.Cycles.CycleScene;

namespace FoodCoop.Tests.Features.Deliveries.Sharing;

/// <summary>What a buyer puts on the co-op's own shelf to complete a case is nobody's claim.</summary>
public sealed class ShelfTests : ByHandScene
{
    [Fact]
    public async Task One_case_more_gives_who_got_too_little_and_what_is_left_goes_to_the_shelf()
    {
        var page = await bart.Get(Address("Linzen"));
        page = await bart.Submit(page, "form.more-cases");
        Assert.Equal(["114 Linzen 4", "142 Linzen 3", "88 Linzen 2", "114 Rijst 6"], Allocated(coop));
        Assert.Equal(("2 × 6", "3"), (page["#cases"], page["#left"]));
        page = await bart.Submit(page, "form.to-shelf");
        Assert.Equal("0", page["#left"]);
        Assert.Contains("9999 Linzen 3", Allocated(coop));
        Assert.Equal((0, "shelf", "Schap"), coop.Read(db => db.One<(long, string, string)>("select seats, kind, name from member where number = 9999")));
        Assert.Equal(9, coop.Read(db => db.One<long>("select seats from seats_taken")));
        page = await bart.Submit(page, "[data-member='9999'] form.release");
        page = await bart.Submit(page, "form.fewer-cases", new { FromOthers = "true" });
        Assert.Equal("1 × 6", page["#cases"]);
        Assert.Equal(["114 Linzen 4", "142 Linzen 2", "88 Linzen 0", "9999 Linzen 0", "114 Rijst 6"], Allocated(coop));
        Sound();
    }

    [Fact]
    public async Task What_was_put_on_the_shelf_to_complete_a_case_is_no_claim_after_a_step_back()
    {
        await ShelfWith("Linzen", cases: 1);
        Assert.Contains("9999 Linzen 3", Allocated(coop));
        BackToFill();
        Assert.Equal(["114 Linzen 4", "142 Linzen 3", "88 Linzen 2", "9999 Linzen 0", "114 Rijst 5"], Asked());
        Run(coop, Closes.AddDays(1));
        Assert.Equal(["114 Linzen 4", "142 Linzen 2", "88 Linzen 0", "9999 Linzen 0", "114 Rijst 6"], Allocated(coop));
        Sound();
    }

    [Fact]
    public async Task What_was_ordered_for_the_shelf_itself_stays_in_a_step_back()
    {
        ShelfAsks("Linzen", 1);
        await ShelfWith("Linzen", cases: 1);
        Assert.Contains("9999 Linzen 3", Allocated(coop));
        BackToFill();
        Assert.Contains("9999 Linzen 1", Asked());
        Run(coop, Closes.AddDays(1));
        Sound();
    }

    [Fact]
    public async Task The_shelf_gives_way_before_members_when_a_case_is_taken_back()
    {
        var page = await ShelfWith("Linzen", cases: 2);
        Assert.Equal(["114 Linzen 4", "142 Linzen 3", "88 Linzen 2", "9999 Linzen 9", "114 Rijst 6"], Allocated(coop));
        page = await bart.Submit(page, "form.fewer-cases");
        Assert.Equal(["114 Linzen 4", "142 Linzen 3", "88 Linzen 2", "9999 Linzen 3", "114 Rijst 6"], Allocated(coop));
        Assert.Equal("Er worden nu 2 dozen besteld. Het schap houdt 3.", page["#messages .message"]);
        Sound();

        page = await bart.Submit(page, "form.fewer-cases"); // all that is on the shelf is not enough
        Assert.Equal(422, page.Status);
        Assert.Contains("142 Дмитро 3 → 2, 88 Çağla 2 → 0", page.Text);
        Assert.Contains("9999 Linzen 3", Allocated(coop));
        page = await bart.Submit(page, "form.fewer-cases", new { FromOthers = "true" });
        Assert.Equal("Er worden nu 1 dozen besteld. Het schap houdt 0.", page["#messages .message"]);
        Assert.Equal(["114 Linzen 4", "142 Linzen 2", "88 Linzen 0", "9999 Linzen 0", "114 Rijst 6"], Allocated(coop));
        Sound();
    }

    [Fact]
    public async Task The_shelf_gives_way_before_members_when_an_amount_is_set()
    {
        await ShelfWith("Linzen", cases: 1);
        var after = await Set("Linzen", 17, "2");
        Assert.Equal("17 Bart krijgt 2. Het schap houdt 1.", after["#messages .message"]);
        Assert.Equal(["114 Linzen 4", "142 Linzen 3", "88 Linzen 2", "9999 Linzen 1", "17 Linzen 2", "114 Rijst 6"], Allocated(coop));
        Sound();
        after = await Set("Linzen", 17, "4"); // 1 more than the shelf has left
        Assert.Equal(422, after.Status);
        Assert.Contains("88 Çağla 2 → 1", after.Text);
        Assert.Contains("9999 Linzen 1", Allocated(coop));
    }

    [Fact]
    public async Task What_was_ordered_for_the_shelf_itself_is_a_claim_like_others()
    {
        ShelfAsks("Linzen", 1);
        await ShelfWith("Linzen", cases: 1);
        Assert.Contains("9999 Linzen 3", Allocated(coop));
        var after = await Set("Linzen", 17, "3");
        Assert.Equal(422, after.Status);
        Assert.Contains("88 Çağla 2 → 1", after.Text);
        after = await Set("Linzen", 17, "2");
        Assert.Equal("17 Bart krijgt 2. Het schap houdt 1.", after["#messages .message"]);
        Sound();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Whatever_is_set_by_hand_no_more_is_given_than_there_is_and_nobody_loses_what_the_shelf_could_have_given(int seed)
    {
        var dice = new Random(seed);
        for (var i = 0; i < 12; i++)
        {
            var before = Gets();
            var page = await bart.Get(Address("Linzen"));
            if (page["#left"] is { } left && left != "0" && dice.Next(2) == 0) page = await bart.Submit(page, "form.to-shelf");
            else if (page.Html.QuerySelector("form.fewer-cases") is not null && dice.Next(3) == 0) page = await bart.Submit(page, "form.fewer-cases");
            else if (dice.Next(2) == 0) page = await bart.Submit(page, "form.more-cases");
            else await Set("Linzen", ((int[])[17, 88, 150, 142])[dice.Next(4)], $"{dice.Next(6)}");
            var after = Gets();
            var set = coop.Read(db => db.Query<long>("select l.member_id from order_line l join member m on m.id = l.member_id where l.locked is not null and m.kind <> 'shelf'"));
            foreach (var (member, had) in before.Where(l => !set.Contains(l.Key))) Assert.True(after[member] >= had, $"{member}: {had} → {after[member]}");
            Assert.True(coop.Read(db => db.One<bool>("""
                select sum(l.allocated) <= r.cases * o.case_size and sum(l.allocated) = r.given
                from offer o join offer_result r on r.offer_id = o.id join order_line l on l.offer_id = o.id where o.name = 'Linzen'
                """)));
            Sound();
        }
    }

    /// <summary>What members get of the lentils they asked for, the shelf left out.</summary>
    private Dictionary<long, long> Gets() => coop.Read(db => db.Query<(long, long)>("""
        select l.member_id, min(l.allocated, l.asked)
        from order_line l join offer o on o.id = l.offer_id join member m on m.id = l.member_id where o.name = 'Linzen' and m.kind <> 'shelf'
        """)).ToDictionary(l => l.Item1, l => l.Item2);

    /// <summary>So many cases more, and what nobody asked of them to the shelf.</summary>
    private async Task<TestPage> ShelfWith(string product, int cases)
    {
        var page = await bart.Get(Address(product));
        for (var i = 0; i < cases; i++) page = await bart.Submit(page, "form.more-cases");
        return await bart.Submit(page, "form.to-shelf");
    }

    /// <summary>As a buyer orders for the shelf while ordering is open; it came too late for the case that closing made.</summary>
    private void ShelfAsks(string product, int amount) => coop.Write(db =>
    {
        db.Execute("insert into member (number, name, seats, kind, joined_on) values (9999, 'Schap', 0, 'shelf', '2026-01-01')");
        Ask(db, 9999, product, amount, 0, Opens.AddDays(4));
        db.Execute("update order_line set allocated = 0 where allocated is null");
        db.Execute("update offer_result set asked = asked + @amount * 1000 where offer_id = (select id from offer where name = @product)", new { product, amount });
    });
}
