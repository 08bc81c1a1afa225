using FoodCoop.Features.Cycles;
using FoodCoop.Features.Order.History;
using FoodCoop.Features.Order.Lists;

namespace FoodCoop.Features.Order.Again;

/// <summary>
/// A former order or a shopping list put into the open order: what is chosen, what would be taken over, what is gone. Nothing that is
/// in the order already is overwritten unless the person says so line by line.
/// </summary>
[Authorize(Policy = Role.Member)]
public sealed class IndexModel(Db db, Viewer viewer, CoopDates dates, Texts texts) : CoopPage
{
    [FromRoute]
    public string Code { get; set; } = "";

    /// <summary>The code of the cycle whose order is copied.</summary>
    [BindProperty(SupportsGet = true, Name = "from")]
    public string? From { get; set; }

    /// <summary>Or the household's list.</summary>
    [BindProperty(SupportsGet = true, Name = "list")]
    public long ListNumber { get; set; }

    /// <summary>Something has been taken over already: what is left is ticked by hand only.</summary>
    [BindProperty(SupportsGet = true, Name = "done")]
    public bool IsDone { get; set; }

    public Cycle Cycle { get; private set; } = null!;
    public bool IsOpen { get; private set; }
    public bool InFillPhase => IsOpen && Now >= Cycle.FillAt;

    /// <summary>To choose from, where nothing is chosen yet.</summary>
    public List<PastOrder> Orders { get; private set; } = [];
    public List<ShoppingListRow> Lists { get; private set; } = [];

    /// <summary>What is put into the order: "October 2026", or the list's name. Null: still to be chosen.</summary>
    public string? Source { get; private set; }

    public List<Proposal> Proposals { get; private set; } = [];

    /// <summary>Lines that were put into the order just Now, when others could not be.</summary>
    public int Saved { get; private set; }

    private IFormCollection? posted;

    public string Address => $"/order/{Code}/copy?{(ListNumber > 0 ? $"list={ListNumber}" : $"from={Uri.EscapeDataString(From ?? "")}")}";

    public IEnumerable<Proposal> Of(Fate fate) => Proposals.Where(p => p.Fate == fate);

    /// <summary>What is offered of it, at today's prices and with deposits.</summary>
    public Money Worth => Money.Sum(Proposals.Where(p => p.Fate != Fate.Gone).Select(p => p.Sum + p.DepositSum));

    protected internal override IActionResult? Load()
    {
        if (Cycle.ByCode(db, Code) is not { } cycle || cycle.State == CycleState.Planned) return NotFound();
        Cycle = cycle;
        IsOpen = cycle.AcceptsOrders(Now);
        if (!IsOpen) return null;
        if (ListNumber <= 0 && string.IsNullOrEmpty(From))
        {
            Orders = [.. PastOrder.Of(db, viewer.MemberId).Where(o => o.Asked > 0 && o.Id != cycle.Id)];
            Lists = [.. ShoppingListRow.Of(db, viewer.MemberId).Where(l => l.RemovedAt is null && l.Products > 0)];
            return null;
        }
        return Want() ? null : NotFound();
    }

    /// <summary>Puts the ticked lines into the order, in one transaction. What cannot be is named with its reason and stays on the page.</summary>
    public IActionResult OnPost()
    {
        if (Cycle.ByCode(db, Code) is not { } cycle) return NotFound();
        Cycle = cycle = CycleClock.CatchUp(db, cycle, Now);
        if (!cycle.AcceptsOrders(Now)) throw LineChange.Shut(db, cycle, "");
        if (!Want()) return NotFound();
        posted = Request.Form;
        var ticked = PostedLine.All(posted).Where(l => posted["take" + l.Number] == "1").ToList();
        if (ticked.Count == 0) throw new Refused("", "Again.NothingTicked");
        foreach (var line in ticked.OrderByDescending(l => l.IsLess)) Take(line);
        if (!ModelState.IsValid)
        {
            db.Commit();
            return Again();
        }
        // Where something was not taken over, the page itself says what and why.
        var left = Proposals.Any(p => p.Fate == Fate.Gone || (p.Fate == Fate.Fresh && !IsTicked(p)));
        return Done(left ? Address + "&done=true" : $"/order/{Code}?show=mine",
            Saved == 0 ? "Order.NothingChanged" : (left ? "Again.PutSome" : "Again.PutAll") + (Saved == 1 ? ".One" : ".Many"), Saved);
    }

    private void Take(PostedLine line)
    {
        try
        {
            var wish = line.Wish();
            var after = LineChange.Save(db, Cycle, viewer.MemberId, viewer.PersonId, Now, wish);
            if (after.Clash) throw after.Clashed(texts);
            var before = Proposals.Find(p => p.Row.OfferId == wish.Offer)?.Row;
            if ((after.Asked, after.Flex) != (before?.MineAsked, before?.MineFlex)) Saved++;
        }
        catch (Refused refused)
        {
            // the other lines are kept; this one is said on the page with what was typed
            ModelState.AddModelError(line.Field, texts[refused.TextKey, [.. refused.Arguments]]);
        }
    }

    /// <summary>Loads what is wanted; false where the household has no such order or list.</summary>
    private bool Want()
    {
        if (ListNumber > 0)
        {
            if (ShoppingListRow.Find(db, viewer.MemberId, new(ListNumber)) is not { } list) return false;
            Source = list.Name;
        }
        else if (CycleCode.TryParse(From, out _))
        {
            Source = dates.Month(From!);
        }
        else
        {
            return false;
        }
        Proposals = WantedRow.Of(db, viewer.MemberId, Cycle.Id, ListNumber > 0 ? null : From, new(ListNumber)).ConvertAll(r => new Proposal(r));
        return Proposals.Count > 0 || ListNumber > 0;
    }

    /// <summary>Whether a line is ticked: as the person left it; at first what is offered as it was then.</summary>
    public bool IsTicked(Proposal p) =>
        posted is not null ? posted["take" + p.Row.OfferId] == "1" : !IsDone && p.Fate == Fate.Fresh && !p.HasOtherUnit;

    /// <summary>The amount in its field: as it was typed, else as it is proposed.</summary>
    public string Amount(Proposal p) => posted is not null && posted.TryGetValue("a" + p.Row.OfferId, out var typed) ? typed.ToString() : p.Asked.ToString();

    public string? Wrong(Proposal p) => ModelState.TryGetValue("a" + p.Row.OfferId, out var state) ? state.Errors.FirstOrDefault()?.ErrorMessage : null;
}
