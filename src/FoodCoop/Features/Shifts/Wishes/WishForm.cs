using System.Globalization;
using FoodCoop.Features.Cycles;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace FoodCoop.Features.Shifts.Wishes;

/// <summary>What a member wishes of a rotation, as it is typed.</summary>
public sealed class WishForm
{
    /// <summary>Codes of the cycles on whose pickup day nobody of the household can come.</summary>
    public List<string> Cannot { get; set; } = [];

    /// <summary>Shifts that are liked, the dearest first; 0 for none.</summary>
    public List<long> Like { get; set; } = [];

    public List<long> RatherNot { get; set; } = [];

    /// <summary>A member's number or somebody's name.</summary>
    public string? Partner { get; set; }
}

/// <summary>A member's wishes as they are kept.</summary>
public static class MemberWishes
{
    private const string SelectWish = """
        select w.at, m.number as partner
        from wish w
        left join member m on m.id = w.partner_id
        where w.rotation_id = @rotation and w.member_id = @member
        """;

    private const string SelectCannot = """
        select c.code, w.agreed_by is not null as agreed
        from wish_cannot w
        join order_cycle c on c.id = w.cycle_id
        where w.rotation_id = @rotation and w.member_id = @member
        """;

    private const string SelectLikes = "select shift_id, rank from wish_like where rotation_id = @rotation and member_id = @member order by rank, shift_id";

    private const string SelectPeople = """
        select m.id, m.number, m.name as member_name, p.name
        from member m
        join person p on p.member_id = m.id and p.left_on is null
        where m.kind = 'member' and m.left_on is null
        """;

    private const string DeleteCannot = "delete from wish_cannot where rotation_id = @rotation and member_id = @member and agreed_by is null";
    private const string DeleteLikes = "delete from wish_like where rotation_id = @rotation and member_id = @member";

    private const string InsertWish = """
        insert into wish (rotation_id, member_id, partner_id, at, by_person_id)
        values (@rotation, @member, @partner, @now, @by)
        on conflict (rotation_id, member_id) do update
        set partner_id = excluded.partner_id, at = excluded.at, by_person_id = excluded.by_person_id
        """;

    private const string InsertCannot = "insert into wish_cannot (rotation_id, member_id, cycle_id) values (@rotation, @member, @cycle) on conflict do nothing";
    private const string InsertLike = "insert into wish_like (rotation_id, member_id, shift_id, rank) values (@rotation, @member, @shift, @rank)";

    private sealed record Wish(DateTimeOffset At, int? Partner);

    private sealed record Cannot(string Code, bool Agreed);

    private sealed record Like(long ShiftId, int Rank);

    private sealed record Someone(Id<Member> Id, int Number, string MemberName, string Name);

    /// <summary>What has been said, for the form; when; and whether a coordinator agreed that no date is left open.</summary>
    public static (WishForm Form, DateTimeOffset? At, bool Agreed) Of(Db db, Id<Rotation> rotation, Id<Member> member)
    {
        var about = new { rotation, member };
        var wish = db.Find<Wish>(SelectWish, about);
        var cannot = db.Query<Cannot>(SelectCannot, about);
        var likes = db.Query<Like>(SelectLikes, about);
        var form = new WishForm
        {
            Cannot = cannot.ConvertAll(c => c.Code),
            Like = [.. likes.Where(l => l.Rank > 0).Select(l => l.ShiftId)],
            RatherNot = [.. likes.Where(l => l.Rank < 0).Select(l => l.ShiftId)],
            Partner = wish?.Partner?.ToString(CultureInfo.InvariantCulture),
        };
        return (form, wish?.At, cannot.Count == 2 && cannot.TrueForAll(c => c.Agreed));
    }

    /// <summary>Checks what was typed; slips are told beside their fields.</summary>
    /// <returns>The partner, if one was named and found.</returns>
    public static Id<Member>? Check(Db db, WishForm form, RotationRow rotation, IReadOnlyList<Shift> shifts, Id<Member> member, bool agreed, ModelStateDictionary state)
    {
        if (!agreed && form.Cannot.Contains(rotation.FirstCode) && form.Cannot.Contains(rotation.SecondCode)) state.Wrong(nameof(WishForm.Cannot), "Wishes.OneStaysOpen");
        var known = shifts.Where(s => !s.IsCancelled).Select(s => s.Id.Value).ToHashSet();
        form.Like.RemoveAll(l => l == 0);
        if (form.Like.Count > 3) state.Wrong(nameof(WishForm.Like), "Wishes.ThreeAtMost");
        else if (form.Like.Distinct().Count() < form.Like.Count) state.Wrong(nameof(WishForm.Like), "Wishes.LikedTwice");
        else if (form.Like.Intersect(form.RatherNot).Any()) state.Wrong(nameof(WishForm.Like), "Wishes.LikedAndNot");
        else if (form.Like.Concat(form.RatherNot).Any(l => !known.Contains(l))) state.Wrong(nameof(WishForm.Like), "Wishes.ShiftGone");
        return Partner(db, form.Partner, member, state);
    }

    public static void Write(Db db, WishForm form, RotationRow row, Id<Member> member, Id<Member>? partner, DateTimeOffset now, Id<Person> by)
    {
        var rotation = row.Id;
        db.Execute(InsertWish, new { rotation, member, partner, now, by });
        db.Execute(DeleteCannot, new { rotation, member });
        foreach (var cycle in ((string Code, Id<OrderCycle> Id)[])[(row.FirstCode, row.FirstId), (row.SecondCode, row.SecondId)])
            if (form.Cannot.Contains(cycle.Code)) db.Execute(InsertCannot, new { rotation, member, cycle = cycle.Id });
        db.Execute(DeleteLikes, new { rotation, member });
        for (var i = 0; i < form.Like.Count; i++) db.Execute(InsertLike, new { rotation, member, shift = form.Like[i], rank = i + 1 });
        foreach (var shift in form.RatherNot.Distinct()) db.Execute(InsertLike, new { rotation, member, shift, rank = -1 });
    }

    private static Id<Member>? Partner(Db db, string? typed, Id<Member> member, ModelStateDictionary state)
    {
        var text = state.Text(nameof(WishForm.Partner), typed);
        if (text.Length == 0) return null;
        var people = db.Query<Someone>(SelectPeople);
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        var found = people.Where(p => isNumber ? p.Number == number : Same(p.Name) || Same(p.MemberName)).Select(p => p.Id).Distinct().ToList();
        if (found.Count == 1 && found[0] != member) return found[0];
        state.Wrong(nameof(WishForm.Partner), found.Count == 0 ? "Wishes.PartnerUnknown" : found.Count > 1 ? "Wishes.PartnerMany" : "Wishes.PartnerSelf", text);
        return null;

        bool Same(string name) => CultureInfo.InvariantCulture.CompareInfo.Compare(name, text, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) == 0;
    }
}
