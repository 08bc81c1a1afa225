using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.PickupDay;

/// <summary>A pickup day as its host sees it: papers, lists for phones, and the steps from ordered to pickup.</summary>
[Authorize(Policy = Role.PickupHost)]
public sealed class DayModel(Db db, CoopContext context, CoopDates dates, Texts texts, Viewer viewer, ILogger<DayModel> log)
    : PickupPage(db, context, dates, texts)
{
    /// <summary>All cycles that have lists, the newest first.</summary>
    public IReadOnlyList<Cycle> Others { get; private set; } = [];

    protected internal override IActionResult? Load()
    {
        if (base.Load() is { } elsewhere) return elsewhere;
        Others = [.. Cycle.All(Db).Where(c => c.HasClosed && c.Id != Cycle.Id).Take(24)];
        return null;
    }

    /// <summary>Everything has come as it was ordered.</summary>
    public IActionResult OnPostArrived()
    {
        if (base.Load() is { } elsewhere) return elsewhere;
        CycleSteps.Take(Db, Cycle, CycleState.Delivered, Now, viewer.PersonId, Settings);
        return Done(Address, "PickupDay.HasArrived");
    }

    public IActionResult OnPostBegin()
    {
        if (base.Load() is { } elsewhere) return elsewhere;
        CycleSteps.Take(Db, Cycle, CycleState.Pickup, Now, viewer.PersonId, Settings);
        return Done(Address, "PickupDay.HasBegun");
    }

    /// <summary>The last click was a slip: not arrived, or not begun, after all.</summary>
    public IActionResult OnPostBack()
    {
        if (base.Load() is { } elsewhere) return elsewhere;
        var state = Cycle.State;
        if (state is not (CycleState.Delivered or CycleState.Pickup) || !StepBack.AtOnce(Db, Cycle, state, viewer.PersonId, Now)) throw new Refused("", "PickupDay.NoWayBack");
        log.LogInformation("{Person} took back that {Cycle} was {State}", viewer.PersonId, Cycle.Code, state);
        return Done(Address, "PickupDay.TakenBack");
    }
}
