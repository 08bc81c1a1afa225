using FoodCoop.Features.Cycles;
using FoodCoop.Features.Deliveries;
using static FoodCoop.Tests.Features.Deliveries.MinimumScene;

namespace FoodCoop.Tests.Features.Deliveries;

/// <summary>Steps taken, taken back and taken again: each person hears of each decision once.</summary>
public sealed class ToldOnceTests
{
    [Fact]
    public async Task That_it_comes_after_all_is_told_to_each_once_also_when_the_step_is_taken_back_before_all_mails_have_left()
    {
        var coop = await Ordered(Zuid("sent"));
        Left(coop, "Amara");
        await NotOrdered(coop);
        await OrderedAgain(coop);
        var second = Assert.Single(Round(coop, 2)); // Amara has read it
        Assert.Equal(To(coop, AtOrdered, "Çağla").Key, second.Key);
        Assert.Contains("Zuid wordt toch besteld\n- Olijven, 500 g: 7\n", second.Text, StringComparison.Ordinal);
        Left(coop, "Çağla");
        await NotOrdered(coop);
        await OrderedAgain(coop);
        Assert.Empty(Round(coop, 3));
    }

    [Fact]
    public async Task Each_decision_is_told_anew_to_those_who_had_heard_another()
    {
        var coop = await Ordered(Zuid("sent"));
        Left(coop, "Amara", "Çağla");
        await NotOrdered(coop, 2);
        await Take(coop, Zuid("drop"));
        Assert.All(Round(coop, 2), l => Assert.Contains("→ 0", l.Text, StringComparison.Ordinal));
        Assert.Equal(2, Round(coop, 2).Count);
        Left(coop, "Amara"); // Çağla's still waits
        await NotOrdered(coop);
        var bart = coop.As("Bart");
        await bart.Submit(await bart.Submit(await bart.Get(Buying), Zuid("not-drop")), Zuid("sent"));
        await OrderedAgain(coop);
        var third = Assert.Single(Round(coop, 3)); // Çağla never heard that it would not come
        Assert.Contains("Zuid is ordered after all\n- Olijven, 500 g: 0 → 5\n", third.Text, StringComparison.Ordinal);
        Assert.Contains("88 Olijven 7 7", Told(coop));
    }

    [Fact]
    public async Task Of_two_persons_who_share_a_membership_only_the_one_who_has_not_heard_is_told_again()
    {
        var coop = Closed();
        coop.Write(db => db.Execute("update order_line set locked = 1000, allocated = 1000 where member_id = (select id from member where number = 142)"));
        await Take(coop, Zuid("sent"));
        Left(coop, "Oksana");
        await NotOrdered(coop, 2);
        coop.Write(db => db.Execute("update order_line set locked = 3000, allocated = 3000 where member_id = (select id from member where number = 142)"));
        await Take(coop, Zuid("sent"));
        var second = Round(coop, 2).ToDictionary(l => l.Key.Split('-')[^1], l => l.Text);
        Assert.Contains("Linzen, 500 g: 1 → 3", second[Person("Oksana")], StringComparison.Ordinal);
        Assert.Contains("Linzen, 500 g: 2 → 3", second[Person("Дмитро")], StringComparison.Ordinal); // what the first mail would have said never came
        Left(coop, "Oksana", "Дмитро", "Amara", "Çağla");
        await NotOrdered(coop);
        await OrderedAgain(coop);
        Assert.Empty(Round(coop, 3));

        string Person(string name) => coop.Read(db => db.One<string>("select cast(id as text) from person where name = @name", new { name }));
    }

    [Fact]
    public async Task Two_steps_taken_back_at_once_leave_what_was_told_at_closing()
    {
        var coop = await Ordered(Zuid("drop"));
        coop.Write(db => db.Execute("update order_line set delivered = 3000 where member_id = (select id from member where number = 114) and allocated = 4000"));
        await Arrive(coop);
        Assert.Contains("114 Linzen 4 3", Told(coop));
        var bart = coop.As("Bart");
        await bart.Submit(await bart.Get("/cycles/2026-11"), "#back form", new Dictionary<string, string> { ["Back.To"] = "Closed", ["Back.Reason"] = "een vergissing" });
        Assert.Equal(["114 Linzen 4 4", "142 Linzen 2 2", "114 Olijven 0 5", "88 Olijven 0 7", "88 Tahin 0 0"], Told(coop));
        await OrderedAgain(coop);
        Assert.All(Round(coop, 2), l => Assert.Contains("→ 0", l.Text, StringComparison.Ordinal));
        Assert.Equal(2, Round(coop, 2).Count);
    }

    [Fact]
    public void What_a_closing_withdraws_is_its_own_also_when_there_have_been_twelve()
    {
        var coop = Closed();
        coop.Write(db =>
        {
            foreach (var batch in Enumerable.Range(1, 12).Select(n => $"{n}").Append("1/2").Append("1/12").Append("11/2"))
            {
                db.Execute("""
                    insert into mail (key, kind, batch, person_id, address, subject, message_id, created_at, next_try_at)
                    select @batch || '/x', 'changes-since-closing', @batch, id, email, 's', @batch, @Start, @Start from person where name = 'Amara'
                    """, new { batch = "changes-since-closing/2026-11/" + batch, TestClock.Start });
            }
        });
        coop.Write(db => OrderChanges.Withdraw(db, Cycle.ByCode(db, "2026-11")!, ChangesSinceClosingMail.Kind, TestClock.Start));
        Assert.Equal(["1", "1/12", "1/2"], coop.Read(db => db.Query<string>(
            "select substr(batch, length('changes-since-closing/2026-11/') + 1) from mail where skip_reason = 'changed' order by batch")));
    }

    /// <summary>These mails have left; what waits is withdrawn when a step is taken back.</summary>
    private static void Left(TestCoop coop, params string[] names)
    {
        foreach (var name in names)
            coop.Write(db => db.Execute("update mail set sent_at = created_at where kind = 'changes-since-closing' and skipped_at is null and person_id = (select id from person where name = @name)", new { name }));
    }

    /// <summary>The buyer takes back that an order was sent, and with it the step; of so many suppliers.</summary>
    private static async Task NotOrdered(TestCoop coop, int suppliers = 1)
    {
        var bart = coop.As("Bart");
        for (; suppliers > 0; suppliers--) await bart.Submit(await bart.Get(Buying), "form.not-sent");
        Assert.Equal("Closed", State(coop));
    }

    private static async Task OrderedAgain(TestCoop coop)
    {
        var bart = coop.As("Bart");
        var page = await bart.Get(Buying);
        await bart.Submit(page, page.Html.QuerySelector("form.sent") is null ? "form.nothing" : "form.sent");
        Assert.Equal("Ordered", State(coop));
    }

    private static List<Letter> Round(TestCoop coop, int round) =>
        [.. Letters(coop, AtOrdered).Where(l => l.Key.StartsWith($"changes-since-closing/2026-11/1/{round}/", StringComparison.Ordinal))];
}
