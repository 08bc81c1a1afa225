namespace FoodCoop.Features.Post;

/// <summary>Which mails a person has stopped. What waits of them when they are stopped is not sent any more.</summary>
public static class MailChoices
{
    private const string SelectOff = "select kind from mail_off where person_id = @person";

    private const string InsertOff = """
        insert into mail_off (person_id, kind, at)
        values (@person, @kind, @now)
        on conflict (person_id, kind) do nothing
        """;

    private const string SkipWaiting = """
        update mail
        set skipped_at = @now, skip_reason = 'stopped'
        where person_id = @person and kind = @kind and sent_at is null and skipped_at is null and failed_at is null
          and (lease_until is null or lease_until <= @now)
        """;

    private const string DeleteOff = "delete from mail_off where person_id = @person and kind = @kind";

    public static HashSet<string> Stopped(Db db, Id<Person> person) => [.. db.Query<string>(SelectOff, new { person })];

    public static void Stop(Db db, DateTimeOffset now, Id<Person> person, MailKind kind)
    {
        db.Execute(InsertOff, new { person, kind = kind.Name, now });
        db.Execute(SkipWaiting, new { person, kind = kind.Name, now });
    }

    /// <summary>From the next one on; what was skipped meanwhile stays so.</summary>
    public static void Resume(Db db, Id<Person> person, MailKind kind) => db.Execute(DeleteOff, new { person, kind = kind.Name });
}
