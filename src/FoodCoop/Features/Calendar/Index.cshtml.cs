namespace FoodCoop.Features.Calendar;

/// <summary>Where a person gets the address of its own calendar, renews or stops it. It is made by a button: looking makes nothing.</summary>
[Authorize(Policy = Role.Member)]
public sealed class IndexModel(Db db, Viewer viewer, CoopContext coop) : CoopPage
{
    private const string Here = "/account/calendar";

    /// <summary>Null until it has been asked for.</summary>
    public CalendarFeed? Feed { get; private set; }

    /// <summary>The whole address, to copy.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The same for calendar programs that listen to this kind of link.</summary>
    public string Webcal { get; private set; } = "";

    protected internal override IActionResult? Load()
    {
        Feed = CalendarFeed.Of(db, viewer.PersonId);
        if (Feed is null) return null;
        Address = coop.Settings(db).HomeOf(Request) + Feed.Path;
        Webcal = "webcal" + Address[Address.IndexOf("://", StringComparison.Ordinal)..];
        return null;
    }

    public IActionResult OnPostMake()
    {
        CalendarFeed.Make(db, viewer.PersonId, Now);
        return Done(Here, "Calendar.Made");
    }

    public IActionResult OnPostRenew()
    {
        if (!CalendarFeed.Renew(db, viewer.PersonId, Now)) throw new Refused("", "Calendar.NoneToRenew");
        return Done(Here, "Calendar.Renewed");
    }

    public IActionResult OnPostStop()
    {
        CalendarFeed.Stop(db, viewer.PersonId);
        return Done(Here, "Calendar.Stopped");
    }
}
