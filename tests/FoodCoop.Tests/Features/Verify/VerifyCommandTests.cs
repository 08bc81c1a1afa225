using FoodCoop.Features.Verify;
using FoodCoop.Platform.Data;
using FoodCoop.Tests.Features.Cycles;
using FoodCoop.Tests.Features.Ledger;

namespace FoodCoop.Tests.Features.Verify;

public sealed class VerifyCommandTests
{
    /// <summary>A month that was opened, ordered in, and closed by the program itself.</summary>
    private static TestCoop Closed()
    {
        var coop = new TestCoop();
        coop.Write(db => CycleScene.Plan(db, "Linzen", "Gort"));
        CycleScene.Run(coop, CycleScene.Opens);
        coop.Write(db =>
        {
            CycleScene.Ask(db, 114, "Linzen", 4, 1, CycleScene.Opens.AddHours(1));
            CycleScene.Ask(db, 142, "Linzen", 3, 2, CycleScene.Opens.AddHours(2));
            CycleScene.Ask(db, 88, "Gort", 2, 0, CycleScene.Opens.AddHours(3));
        });
        CycleScene.Run(coop, CycleScene.Closes);
        return coop;
    }

    private static (int Code, string Output) Verify(TestCoop coop)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = VerifyCommand.Run(["verify", coop.File.Path], "nowhere", output, error);
        Assert.Equal("", error.ToString());
        return (code, output.ToString());
    }

    private static string[] Violated(TestCoop coop) =>
        [.. coop.Read(db => VerifyCommand.Look(db).Where(v => v.Violations.Count > 0).Select(v => v.Invariant.Key).ToList())];

    [Fact]
    public void Every_invariant_holds_after_a_month_while_the_program_runs()
    {
        var (code, output) = Verify(Closed());
        Assert.Equal((0, Invariants.All.Count), (code, output.Split("  ok  ").Length - 1));
    }

    [Theory]
    [InlineData("update order_line set asked = asked + 1000 where id = 1", "Layers", "Sums")]
    [InlineData("update order_line set allocated = allocated + 1000 where id = 1", "Sums")]
    [InlineData("update order_line set allocated = 9000 where id = 3", "Sums", "TooMuch")]
    [InlineData("update order_line set flex = 500 where id = 1", "Steps", "Sums")]
    [InlineData("update order_line set allocated = null where id = 3", "Unclosed")]
    [InlineData("update order_line set changed_at = '2026-11-18T21:00:00.000Z' where id = 1", "Late")]
    [InlineData("update order_layer set at = '2026-11-18T21:00:00.000Z' where id = 1", "Late")]
    [InlineData("update offer_result set cases = cases + 1 where asked = 7000", "Cases", "OverGiven")]
    [InlineData("delete from offer_result", "Sums")]
    [InlineData("insert into offer_correction (offer_id, at, person_id, kind, reason, price_before, deposit_before, price, deposit) select id, '2026-11-04T10:00:00.000Z', 2, 'Price', 'x', price, deposit, price + 1, deposit from offer where id = 1", "Corrections")]
    [InlineData("delete from cycle_event where state = 'Fill'", "States")]
    [InlineData("update mail set sent_at = created_at, failed_at = created_at where id = 1", "Mails")]
    [InlineData("insert into mail (key, kind, person_id, address, subject, message_id, created_at, next_try_at) select key || '-again', kind, person_id, address, subject, 'x', created_at, created_at from mail where id = 1", "Twice")]
    [InlineData("update room set seats = 3", "Seats")]
    [InlineData("insert into ledger_entry (member_id, kind, amount, cycle_id, at) select 1, 'charge', -100, id, '2026-11-18T21:00:00.000Z' from order_cycle", "Early", "Statements")]
    public void What_is_wrong_is_named(string damage, params string[] violated)
    {
        var coop = Closed();
        coop.Write(db => db.Execute(damage));
        Assert.Equal(violated.Order(), Violated(coop).Order());
        Assert.Equal(1, Verify(coop).Code);
    }

    [Theory]
    [InlineData("update order_line set taken = taken + 1000 where taken = 3000", "Charges")]
    [InlineData("insert into ledger_entry (member_id, kind, amount, cycle_id, at) select m.id, 'charge', -100, c.id, '2026-11-28T21:00:00.000Z' from order_cycle c, member m where m.number = 1", "Charges", "Statements")]
    public void A_charge_that_is_not_the_order_is_named(string damage, params string[] violated)
    {
        var coop = ChargeScene.Charged();
        var before = Violated(coop);
        Assert.DoesNotContain("Charges", before);
        coop.Write(db => db.Execute(damage));
        Assert.Equal(violated.Order(), Violated(coop).Except(before).Order());
    }

    [Fact]
    public void A_file_that_is_no_database_is_said_and_so_is_a_folder_without_one()
    {
        var folder = Directory.CreateTempSubdirectory("foodcoop-verify-");
        var path = Path.Combine(folder.FullName, "broken.db");
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(2, VerifyCommand.Run(["verify"], folder.FullName, output, error));
        Assert.Contains(folder.FullName, error.ToString());
        Assert.Equal(2, VerifyCommand.Run(["verify", path], "", output, error));
        Assert.False(File.Exists(path)); // looking makes nothing
        File.WriteAllText(path, new string('x', 5000));
        Assert.Equal(1, VerifyCommand.Run(["verify"], folder.FullName, output, error));
        Assert.Contains("cannot be read", output.ToString());
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_file_to_look_at_cannot_be_written()
    {
        var coop = new TestCoop();
        using var file = CoopFile.ToRead(coop.File.Path);
        await Assert.ThrowsAsync<InvalidOperationException>(() => file.WriteAsync(db => db.Execute("update member set name = 'x'")));
    }
}
