using FoodCoop.Features.Shifts.Planning;

namespace FoodCoop.Features.Shifts.Board;

/// <summary>A plan as it was made, with all it was made from: so that it can say why later.</summary>
/// <param name="Figures">The whole plan, as JSON.</param>
public sealed record KeptPlan(long Seed, string Input, string Figures, DateTimeOffset MadeAt, string? MadeBy)
{
    private const string SelectLast = """
        select l.seed, l.input, l.figures, l.made_at, p.name as made_by
        from plan l
        left join person p on p.id = l.made_by
        where l.rotation_id = @rotation
        order by l.id desc
        limit 1
        """;

    public static KeptPlan? Last(Db db, Id<Rotation> rotation) => db.Find<KeptPlan>(SelectLast, new { rotation });

    public PlanInput Given() => RosterJson.Input(Input, "");

    public RosterPlan Plan() => RosterJson.Plan(Figures);
}
