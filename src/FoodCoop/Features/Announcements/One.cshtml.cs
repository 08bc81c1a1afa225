using FoodCoop.Features.Post;

namespace FoodCoop.Features.Announcements;

/// <summary>An announcement that was sent: its words, how far its mails are, and who has to be phoned.</summary>
[Authorize(Policy = Role.Coordinator)]
public sealed class OneModel(Db db, CoopContext coop) : CoopPage
{
    public AnnouncementRow Row { get; private set; } = null!;
    public MailKind Kind { get; private set; } = null!;
    public AnnouncementPost Post { get; private set; } = null!;
    public IReadOnlyList<AudienceMember> WithoutAddress { get; private set; } = [];
    public string ReplyTo { get; private set; } = "";

    protected internal override IActionResult? Load()
    {
        if (!long.TryParse(RouteData.Values["id"] as string, out var id) || Announcements.One(db, new(id)) is not { } row) return NotFound();
        Row = row;
        Post = Announcements.Post(db, row);
        var to = Audience.Of(db, row);
        (Kind, WithoutAddress) = (to.Mail, to.Reach(db).WithoutAddress);
        ReplyTo = Announcements.ReplyTo(db, coop.Settings(db), row.Role);
        return null;
    }
}
