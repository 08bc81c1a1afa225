using FoodCoop.Features.Duties;

namespace FoodCoop.Features.Shifts.Wishes;

/// <summary>A household's wishes for the coming rotation: until a date, and changeable until then.</summary>
[Authorize(Policy = Role.Member)]
public sealed class IndexModel(Db db, Viewer viewer, CoopDates dates) : CoopPage
{
    [BindProperty] public WishForm Form { get; set; } = new();

    /// <summary>Null while no rotation has asked for wishes yet.</summary>
    public RotationRow? Rotation { get; private set; }

    public List<Shift> Shifts { get; private set; } = [];
    public DateTimeOffset? SavedAt { get; private set; }
    public bool Agreed { get; private set; }

    /// <summary>Of the viewer alone, at any time: no matter of the household or of a rotation.</summary>
    public bool MayNotLift { get; private set; }
    public bool IsOpen => Rotation?.TakesWishes(Now) ?? false;

    /// <summary>The form is shown while wishes are taken, and when something was typed that must not be lost.</summary>
    public bool ShowsForm => IsOpen || HttpContext.Request.Method == HttpMethods.Post;

    protected internal override IActionResult? Load()
    {
        MayNotLift = Lifting.MayNot(db, viewer.PersonId);
        Rotation = RotationNow();
        if (Rotation is null) return null;
        Shifts = Shift.OfRotation(db, Rotation.Id).FindAll(s => !s.IsCancelled);
        var (kept, at, agreed) = MemberWishes.Of(db, Rotation.Id, viewer.MemberId);
        (SavedAt, Agreed) = (at, agreed);
        if (HttpContext.Request.Method != HttpMethods.Post) Form = kept; // what was typed stays
        return null;
    }

    public IActionResult OnPost()
    {
        if (RotationNow() is not { } rotation) throw new Refused("", "Wishes.NotAsked");
        if (!rotation.TakesWishes(Now)) throw new Refused("", rotation.IsPublished ? "Wishes.Published" : "Wishes.TooLate");
        var (_, _, agreed) = MemberWishes.Of(db, rotation.Id, viewer.MemberId);
        var partner = MemberWishes.Check(db, Form, rotation, Shift.OfRotation(db, rotation.Id), viewer.MemberId, agreed, ModelState);
        if (!ModelState.IsValid) return Again();
        MemberWishes.Write(db, Form, rotation, viewer.MemberId, partner, Now, viewer.PersonId);
        return Done("/shifts/wishes", "Wishes.Saved");
    }

    public IActionResult OnPostLift(bool mayNot)
    {
        var unfit = Lifting.Set(db, viewer.PersonId, mayNot, Now);
        const string here = "/shifts/wishes#lifting";
        if (!mayNot) return Done(here, "Wishes.LiftsAgain");
        return unfit.Count == 0 ? Done(here, "Wishes.LiftsNot") : Done(here, "Wishes.LiftsNotBut", string.Join("; ", unfit.Select(u => u.Say(viewer.Language, dates))));
    }

    // The one that takes wishes; else the one that asked for them last.
    private RotationRow? RotationNow()
    {
        var asked = RotationRow.All(db).FindAll(r => r.WishesUntil is not null);
        return asked.Find(r => r.TakesWishes(Now)) ?? asked.MaxBy(r => r.WishesUntil);
    }
}
