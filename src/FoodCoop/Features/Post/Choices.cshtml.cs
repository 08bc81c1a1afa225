namespace FoodCoop.Features.Post;

/// <summary>Which mails I get, and why some come to everybody.</summary>
[Authorize(Policy = Role.Member)]
public sealed class ChoicesModel(Db db, Viewer viewer) : CoopPage
{
    public static IEnumerable<MailKind> MayBeStopped => Mails.All.Where(k => k.MayBeStopped && k.ToMembers);
    public static IEnumerable<MailKind> Always => Mails.All.Where(k => !k.MayBeStopped && k.ToMembers);

    public HashSet<string> Stopped { get; private set; } = [];

    protected internal override IActionResult? Load()
    {
        Stopped = MailChoices.Stopped(db, viewer.PersonId);
        return null;
    }

    /// <param name="kinds">Those that are ticked.</param>
    public IActionResult OnPost(string[] kinds)
    {
        Load();
        foreach (var kind in MayBeStopped)
        {
            var (wanted, had) = (kinds.Contains(kind.Name), !Stopped.Contains(kind.Name));
            if (wanted && !had) MailChoices.Resume(db, viewer.PersonId, kind);
            else if (!wanted && had) MailChoices.Stop(db, Now, viewer.PersonId, kind);
        }
        return Done("/account/mail", "Post.ChoicesSaved");
    }
}
