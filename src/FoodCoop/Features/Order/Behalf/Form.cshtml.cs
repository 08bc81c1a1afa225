namespace FoodCoop.Features.Order.Behalf;

/// <summary>
/// A member's order form in the hands of a buyer: what is changed here is marked as the buyer's, and the household is told. The same rules
/// hold as for the member.
/// </summary>
[Authorize(Policy = Role.Buyer)]
public sealed class FormModel(Db db, Viewer viewer, Texts texts, CoopContext coop) : FormPage(db, viewer, texts, coop)
{
    [FromRoute]
    public int Number { get; set; }

    public override string Here => $"/buying/{Code}/for/{Number}";

    public override string Kept => $"{base.Kept}/for/{Number}";

    protected override IActionResult? Find()
    {
        if (OrderedFor.Find(Db, Code, Number, Viewer.PersonId) is not var (cycle, who)) return NotFound();
        if (who.Id == Viewer.MemberId) return LocalRedirect($"/order/{Code}"); // one's own order is one's own
        (Cycle, Household, For) = (cycle, who.Id, who);
        return null;
    }

    /// <summary>The sitting is over: the household is told, now and once.</summary>
    public IActionResult OnPostDone()
    {
        if (Find() is { } elsewhere) return elsewhere;
        var back = $"/buying/{Code}/for";
        if (Sitting.Open(Db, Cycle.Id, Household, Viewer.PersonId) is not { } sitting) return Done(back, "Behalf.NothingToTell", For!.Called);
        var end = sitting.End(Db, Cycle, Settings, Now);
        if (end.Products == 0) return Done(back, "Behalf.NothingIsOther", For!.Called);
        return Done(back, For!.IsShelf ? "Behalf.ShelfDone" : end.Mails == 0 ? "Behalf.NobodyToMail" : "Behalf.Told", For.Called, end.Products);
    }
}
