namespace FoodCoop.Features.Announcements;

/// <summary>What coordinators wrote lately: all of them see all, so that nobody writes the same twice.</summary>
[Authorize(Policy = Role.Coordinator)]
public sealed class IndexModel(Db db) : CoopPage
{
    public IReadOnlyList<AnnouncementRow> Lately { get; private set; } = [];

    protected internal override IActionResult? Load()
    {
        Lately = Announcements.Lately(db);
        return null;
    }
}
