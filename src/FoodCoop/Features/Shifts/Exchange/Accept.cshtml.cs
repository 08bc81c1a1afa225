namespace FoodCoop.Features.Shifts.Exchange;

/// <summary>Swaps that are offered to me: I say yes by choosing which of my own spots I give for it.</summary>
[Authorize(Policy = Role.Member)]
public sealed class AcceptModel(Db db, Viewer viewer, CoopContext coop) : CoopPage
{
    public List<SwapForMe> Swaps { get; private set; } = [];

    protected internal override IActionResult? Load()
    {
        Swaps = SwapForMe.Of(db, viewer.MemberId, Now);
        return null;
    }

    public IActionResult OnPost(Id<Swap> swap, Id<Spot> spot)
    {
        Exchange.Swaps.Accept(db, coop.Settings(db), swap, spot, viewer.MemberId, Now, viewer.PersonId);
        return Done("/shifts", "Exchange.Swapped");
    }
}
