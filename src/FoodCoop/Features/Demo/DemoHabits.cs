using FoodCoop.Features.Cycles;
using FoodCoop.Features.Order.Lists;

namespace FoodCoop.Features.Demo;

/// <summary>What the first of the cast likes to order again: two shopping lists, made from orders of the year.</summary>
public static class DemoHabits
{
    private const string SelectMember = "select member_id from person where id = @person";

    public static void Write(Db db, DemoDates dates, DateTimeOffset now)
    {
        var person = DemoAdmission.Staff(db, DemoPeople.Cast[0].Email);
        var member = db.One<Id<Member>>(SelectMember, new { person });
        foreach (var (name, cycle) in ((string, CycleDates)[])[("Elke maand", dates.Past[^3]), ("Voor soep", dates.Past[^2])])
            ListChange.Make(db, member, person, name, cycle.Code.ToString(), now);
    }
}
