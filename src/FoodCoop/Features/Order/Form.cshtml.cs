using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Order;

/// <summary>One's own household's order of a month.</summary>
[Authorize(Policy = Role.Member)]
public sealed class FormModel(Db db, Viewer viewer, Texts texts, CoopContext coop) : FormPage(db, viewer, texts, coop)
{
    public override string Here => $"/order/{Code}";

    protected override IActionResult? Find()
    {
        if (Cycle.ByCode(Db, Code) is not { } cycle) return NotFound();
        (Cycle, Household) = (cycle, Viewer.MemberId);
        return null;
    }

    /// <summary>A star, from script.</summary>
    public IActionResult OnPostStar(Id<Offer> offer, bool on)
    {
        if (Find() is { } elsewhere) return elsewhere;
        Favourite.Set(Db, Viewer.PersonId, Cycle.Id, offer, on, Now);
        return new NoContentResult();
    }
}
