using FoodCoop.Browser.Post;

namespace FoodCoop.Browser;

/// <summary>Shifts, spots and accounts in the co-op's file, by the names that people give them: a member's number, a pickup's month.</summary>
internal sealed class RosterFile(CoopFile coop)
{
    public List<string> Texts(string sql) => coop.Rows(sql).ConvertAll(r => r[0]);

    public int Number(string sql) => coop.Number(sql);

    public void Change(string sql) => coop.Change(sql);

    /// <summary>A shift by its duty; of several on the day the first.</summary>
    public int Shift(string cycle, string duty) => coop.Number($"""
        select s.id from shift s join duty d on d.id = s.duty_id join order_cycle c on c.id = s.cycle_id
        where c.code = '{cycle}' and d.name_en = '{duty}' order by s.starts_at limit 1
        """);

    /// <summary>How the board names somebody in the draft.</summary>
    public string Who(int number) => Texts($"select d.member_id || '-' || d.shift_id from draft_spot d join member m on m.id = d.member_id where m.number = {number}")[0];

    /// <summary>Where the draft has some members: "114 Unloading 2027-01".</summary>
    public List<string> Drafted(params int[] numbers) => Texts($"""
        select m.number || ' ' || d.name_en || ' ' || c.code
        from draft_spot p join member m on m.id = p.member_id join shift s on s.id = p.shift_id join duty d on d.id = s.duty_id join order_cycle c on c.id = s.cycle_id
        where m.number in ({string.Join(", ", numbers)}) order by m.number
        """);

    public int Spot(int number, string cycle) => coop.Number($"""
        select n.id from spot_now n join member m on m.id = n.member_id join shift s on s.id = n.shift_id join order_cycle c on c.id = s.cycle_id
        where m.number = {number} and c.code = '{cycle}'
        """);

    public int Balance(int number) => coop.Number($"select b.balance from duty_balance b join member m on m.id = b.member_id where m.number = {number}");
}
