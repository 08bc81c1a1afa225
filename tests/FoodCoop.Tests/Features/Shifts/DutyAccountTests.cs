using FoodCoop.Features.Shifts;
using FoodCoop.Platform;
using static FoodCoop.Tests.Features.Shifts.ShiftScene;

namespace FoodCoop.Tests.Features.Shifts;

public sealed class DutyAccountTests
{
    private static readonly DateTimeOffset Year = new(2025, 12, 31, 23, 0, 0, TimeSpan.Zero);

    [Fact(DisplayName = "attendance corrected twice leaves one truth in the account")]
    public void Attendance_corrected_twice_leaves_one_truth_in_the_account()
    {
        var coop = Started();
        var spot = Take(coop, First, "Checkout", 114);
        foreach (var (mark, balance) in ((string, int)[])[("came", 0), ("missed", -1), ("excused", 0), ("came", 0), ("came", 0), ("", -1), ("missed", -1), ("came", 0)])
        {
            coop.Write(db => DutyAccount.Mark(db, spot, mark, Starts.AddDays(25), Person(coop, "Elif")));
            Assert.Equal(balance, Balance(coop, 114));
            Assert.Equal(mark, coop.Read(db => Spots.Find(db, spot))!.Mark);
        }
        Assert.Single(coop.Read(db => DutyAccount.Lines(db, Member(coop, 114))), l => !l.Reversed && l.Kind is "done" or "excused" or "missed");
    }

    [Fact]
    public void The_account_can_only_be_added_to()
    {
        var coop = Started();
        Assert.ThrowsAny<Exception>(() => coop.Write(db => db.Execute("update duty_entry set amount = 0")));
        Assert.ThrowsAny<Exception>(() => coop.Write(db => db.Execute("delete from duty_entry")));
        Assert.ThrowsAny<Exception>(() => coop.Write(db => db.Execute("""
            insert into duty_entry (member_id, kind, amount, reverses_id, at) select member_id, 'reversal', 2, id, at from duty_entry limit 1
            """)));
    }

    [Fact]
    public void A_shift_done_ahead_is_given_to_the_pot_and_taken_by_who_cannot()
    {
        var coop = Started();
        coop.Write(db => DutyAccount.Correct(db, Member(coop, 17), 2, "Two extra in summer", Starts, Person(coop, "Elif")));
        coop.Write(db => DutyAccount.Give(db, Member(coop, 17), Starts, Person(coop, "Bart")));
        coop.Write(db => DutyAccount.Receive(db, Member(coop, 114), Starts, Year, Person(coop, "Amara")));
        Assert.Equal((0, 0, 0), (Balance(coop, 17), Balance(coop, 114), coop.Read(DutyAccount.Pot)));
        Refuses("Shifts.NothingToGive", () => coop.Write(db => DutyAccount.Give(db, Member(coop, 17), Starts, Person(coop, "Bart"))));
        Refuses("Shifts.OwesNothing", () => coop.Write(db => DutyAccount.Receive(db, Member(coop, 114), Starts, Year, Person(coop, "Amara"))));
        Refuses("Shifts.PotEmpty", () => coop.Write(db => DutyAccount.Receive(db, Member(coop, 88), Starts, Year, Person(coop, "Çağla"))));
    }

    [Fact]
    public void From_the_pot_a_member_takes_at_most_two_in_a_year()
    {
        var coop = Started();
        coop.Write(db => db.Execute("insert into duty_entry (member_id, kind, amount, at) select id, 'given', -1, @Starts from member limit 3", new { Starts }));
        coop.Write(db => DutyAccount.Correct(db, Member(coop, 114), -4, "From before", Starts, Person(coop, "Elif")));
        for (var i = 0; i < 2; i++) coop.Write(db => DutyAccount.Receive(db, Member(coop, 114), Starts, Year, Person(coop, "Amara")));
        Refuses("Shifts.PotTwice", () => coop.Write(db => DutyAccount.Receive(db, Member(coop, 114), Starts, Year, Person(coop, "Amara"))));
        coop.Write(db => DutyAccount.Receive(db, Member(coop, 114), Starts.AddYears(1), Starts.AddMonths(2), Person(coop, "Amara")));
        Assert.Equal(-2, Balance(coop, 114));
    }

    [Fact(DisplayName = "solidarity pot never below zero under parallel takes")]
    public async Task The_solidarity_pot_is_never_below_zero_under_parallel_takes()
    {
        var coop = Started();
        coop.Write(db => db.Execute("insert into duty_entry (member_id, kind, amount, at) select id, 'given', -1, @Starts from member where number in (17, 31)", new { Starts }));
        int[] numbers = [114, 88, 142, 150, 180, 63, 1];
        var members = numbers.Select(n => Member(coop, n)).ToList();
        var by = Person(coop, "Elif");
        var got = await Task.WhenAll(members.SelectMany(m => Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            try
            {
                await coop.File.WriteAsync(db => DutyAccount.Receive(db, m, Starts, Year, by));
                return 1;
            }
            catch (Refused)
            {
                return 0;
            }
        }))));
        Assert.Equal(2, got.Sum());
        Assert.Equal(0, coop.Read(DutyAccount.Pot));
        Assert.ThrowsAny<Exception>(() => coop.Write(db => db.Execute("insert into duty_entry (member_id, kind, amount, at) select id, 'received', 1, @Starts from member limit 1", new { Starts })));
    }

    private static TestCoop Started()
    {
        var coop = CoopWithDuties();
        Run(coop, Starts);
        return coop;
    }

    private static void Refuses(string key, Action act) => Assert.Equal(key, Assert.Throws<Refused>(act).TextKey);
}
