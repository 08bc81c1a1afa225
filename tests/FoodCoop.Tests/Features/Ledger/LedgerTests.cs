using FoodCoop.Features.Ledger;
using FoodCoop.Platform;
using FoodCoop.Platform.Web;
using Microsoft.Data.Sqlite;
using CoopLedger = FoodCoop.Features.Ledger.Ledger;

namespace FoodCoop.Tests.Features.Ledger;

public sealed class LedgerTests
{
    [Theory]
    [InlineData("update ledger_entry set amount = 0")]
    [InlineData("update ledger_entry set note = 'x'")]
    [InlineData("delete from ledger_entry")]
    [InlineData("update statement set amount = 1")]
    [InlineData("delete from statement")]
    [InlineData("update payment_word set statement_id = statement_id")]
    [InlineData("delete from payment_word")]
    public void The_database_refuses_to_change_or_delete_what_was_booked(string sql)
    {
        var coop = ChargeScene.Charged();
        Say(coop, 114, "Amara");
        var refused = Assert.Throws<SqliteException>(() => coop.Write(db => db.Execute(sql)));
        Assert.Equal(19, refused.SqliteErrorCode); // SQLITE_CONSTRAINT, raised by the trigger
        Assert.Contains("reverse", refused.Message);
    }

    [Fact]
    public void The_database_refuses_a_second_charge_of_a_member_in_a_cycle()
    {
        var coop = ChargeScene.Charged();
        Assert.Contains("UNIQUE", Assert.Throws<SqliteException>(() => coop.Write(db => db.Execute("""
            insert into ledger_entry (member_id, kind, amount, cycle_id, at) select member_id, 'charge', -1, cycle_id, at from ledger_entry limit 1
            """))).Message);
    }

    [Theory]
    [InlineData("member_id, 'reversal', 919, id")] // another amount
    [InlineData("(select id from member where number = 142), 'reversal', 920, id")] // another member
    [InlineData("member_id, 'reversal', 920, null")] // of nothing
    public void The_database_refuses_a_reversal_that_is_not_exact(string values)
    {
        var coop = ChargeScene.Charged();
        var sql = $"insert into ledger_entry (member_id, kind, amount, reverses_id, at) select {values}, at from ledger_entry where amount = -920";
        Assert.Contains("takes back exactly", Assert.Throws<SqliteException>(() => coop.Write(db => db.Execute(sql))).Message);
    }

    [Fact]
    public void The_database_refuses_a_second_word_about_a_statement_and_a_word_that_is_another_members()
    {
        var coop = ChargeScene.Charged();
        Say(coop, 114, "Amara");
        coop.Write(db => CoopLedger.Book(db, new Booking(ChargeScene.Member(db, 142), EntryKind.Payment, new Money(920), "bank", "a", null), ChargeScene.Person(db, "Ingrid"), ChargeScene.Evening));
        const string Word = "insert into payment_word (entry_id, statement_id) select max(e.id), s.id from ledger_entry e, statement s where e.kind = 'payment' and s.reference = ";
        Assert.Contains("of the member", Assert.Throws<SqliteException>(() => coop.Write(db => db.Execute(Word + "'PK-0114-2611'"))).Message);
        Say(coop, 142, "Oksana");
        coop.Write(db => CoopLedger.Book(db, new Booking(ChargeScene.Member(db, 142), EntryKind.Payment, new Money(1), "bank", "b", null), ChargeScene.Person(db, "Ingrid"), ChargeScene.Evening));
        Assert.Contains("already", Assert.Throws<SqliteException>(() => coop.Write(db => db.Execute(Word + "'PK-0142-2611'"))).Message);
    }

    [Fact]
    public void Reverse_takes_an_entry_back_exactly_once()
    {
        var coop = ChargeScene.Charged();
        var charge = coop.Read(db => db.One<Id<LedgerEntry>>("select id from ledger_entry where amount = -920"));
        Reverse(coop, charge);
        Assert.Equal(Money.Zero, coop.Read(db => CoopLedger.Balance(db, ChargeScene.Member(db, 114))));
        var second = Assert.Throws<Refused>(() => Reverse(coop, charge));
        Assert.Equal(("Ledger.ReversedAlready", "Ingrid"), (second.TextKey, (string)second.Arguments[0]));
        var reversal = coop.Read(db => db.One<Id<LedgerEntry>>("select id from ledger_entry where kind = 'reversal'"));
        Assert.Equal("Ledger.IsReversal", Assert.Throws<Refused>(() => Reverse(coop, reversal)).TextKey);
        Assert.Equal(4, ChargeScene.Count(coop, "ledger_entry"));
    }

    [Fact]
    public void A_statement_whose_charge_was_reversed_is_withdrawn_and_cannot_be_said_to_be_paid()
    {
        var coop = ChargeScene.Charged();
        Reverse(coop, coop.Read(db => db.One<Id<LedgerEntry>>("select id from ledger_entry where amount = -920")));
        Assert.Empty(coop.Read(db => FoodCoop.Features.Account.ToPay.Of(db, ChargeScene.Member(db, 114))));
        Assert.Equal("Ledger.Withdrawn", Assert.Throws<Refused>(() => Say(coop, 114, "Amara")).TextKey);
    }

    [Fact]
    public void SayPaid_books_once_and_again_only_after_it_was_taken_back()
    {
        var coop = ChargeScene.Charged();
        Assert.True(Say(coop, 142, "Oksana"));
        Assert.False(Say(coop, 142, "Дмитро"));
        Reverse(coop, coop.Read(db => db.One<Id<LedgerEntry>>("select entry_id from payment_word")));
        Assert.True(Say(coop, 142, "Дмитро"));
        Assert.Equal(["payment 428", "reversal -428", "payment 428"], ChargeScene.Entries(coop).Skip(3).Select(e => e[4..]));
    }

    [Fact]
    public void Book_books_one_form_once_and_refuses_it_for_anything_else()
    {
        var coop = ChargeScene.Charged();
        bool Book(int cents) => coop.Write(db => CoopLedger.Book(
            db, new Booking(ChargeScene.Member(db, 114), EntryKind.Correction, new Money(cents), "een gebroken pot", "form-1", null), ChargeScene.Person(db, "Ingrid"), ChargeScene.Evening));
        Assert.True(Book(227));
        Assert.False(Book(227));
        Assert.Equal("Ledger.FormUsed", Assert.Throws<Refused>(() => Book(228)).TextKey);
        Assert.Equal(new Money(-920 + 227), coop.Read(db => CoopLedger.Balance(db, ChargeScene.Member(db, 114))));
    }

    [Theory]
    [InlineData(EntryKind.Payment, -500, "note", "Ledger.PaymentBelow")]
    [InlineData(EntryKind.Correction, 0, "note", "Ledger.AmountNought")]
    [InlineData(EntryKind.Correction, 500, "  ", "Ledger.NoteNeeded")]
    [InlineData(EntryKind.Charge, -500, "note", "Ledger.KindWrong")]
    [InlineData(EntryKind.Reversal, 500, "note", "Ledger.KindWrong")]
    public void Book_refuses_what_is_no_payment_or_correction(EntryKind kind, int cents, string note, string key)
    {
        var coop = ChargeScene.Charged();
        Assert.Equal(key, Assert.Throws<Refused>(() => coop.Write(db => CoopLedger.Book(
            db, new Booking(ChargeScene.Member(db, 114), kind, new Money(cents), note, "form", null), ChargeScene.Person(db, "Ingrid"), ChargeScene.Evening))).TextKey);
    }

    private static bool Say(TestCoop coop, int number, string who) => coop.Write(db => CoopLedger.SayPaid(
        db, StatementRow.Find(db, ChargeScene.Member(db, number), ChargeScene.November)!, ChargeScene.Person(db, who), ChargeScene.Evening));

    private static void Reverse(TestCoop coop, Id<LedgerEntry> entry) =>
        coop.Write(db => CoopLedger.Reverse(db, entry, ChargeScene.Person(db, "Ingrid"), ChargeScene.Evening, "verkeerd"));
}
