namespace FoodCoop.Features.Post;

/// <summary>Mails in the words of a language.</summary>
public static class PostWords
{
    /// <summary>The kind's name; what is no kind of ours any more stands as it was written.</summary>
    public static string Kind(Texts t, string kind) => Mails.All.FirstOrDefault(k => k.Name == kind)?.Called(t) ?? kind;

    public static string State(Texts t, string state) => t["Post.State." + state];

    /// <summary>Why it was not sent.</summary>
    public static string Skipped(Texts t, string reason) => t["Post.Skipped." + (reason.Length > 0 ? reason : "late")];

    /// <summary>"Ordering is open, December 2026".</summary>
    public static string Batch(Texts t, CoopDates dates, MailBatch batch) =>
        batch.Cycle is { } code ? $"{Kind(t, batch.Kind)}, {dates.Month(code)}" : Kind(t, batch.Kind);

    /// <summary>"about 4 minutes left", or for long ones until when.</summary>
    public static string Left(Texts t, CoopDates dates, DateTimeOffset now, DateTimeOffset doneAt)
    {
        var minutes = (long)Math.Ceiling((doneAt - now).TotalMinutes);
        return minutes <= 90 ? t.Count("Post.MinutesLeft", Math.Max(1, minutes)) : t["Post.DoneAround", dates.Moment(doneAt)];
    }
}
