namespace FoodCoop.Features.WaitingList;

/// <summary>Marks rows of the table applicant: people who asked to join.</summary>
public sealed class Asked : IEntity;

/// <summary>How far an applicant is. The first three come before a place; the last three end it without one.</summary>
public enum ApplicantState { Applied, Oriented, Waiting, Offered, Joined, Withdrawn, Declined, Expired }

/// <summary>Someone who asked to join, as it stands now.</summary>
/// <param name="At">Since when in this state.</param>
/// <param name="ValidUntil">Until when an offer may be taken.</param>
public sealed record Applicant(
    Id<Asked> Id, string Name, string Email, string Phone, string Language, int Seats, string Words, DateTimeOffset AppliedAt,
    Id<Member>? MemberId, ApplicantState State, DateTimeOffset At, DateTimeOffset? ValidUntil, long EventId)
{
    private const string Columns = """
        select id, name, email, phone, language, seats, words, applied_at, member_id, state, at, valid_until, event_id
        from applicant_now
        """;

    private const string SelectOne = Columns + " where id = @id";
    private const string SelectAll = Columns + " order by applied_at, id";

    public static Applicant? Find(Db db, Id<Asked> id) => db.Find<Applicant>(SelectOne, new { id });

    /// <summary>All, the earliest application first.</summary>
    public static List<Applicant> All(Db db) => db.Query<Applicant>(SelectAll);

    /// <summary>Still on the list: may get a place.</summary>
    public bool IsOnList => State <= ApplicantState.Offered;

    /// <summary>Its place among those on the list, 1 for the first; null when it is not on it.</summary>
    public static int? Place(IEnumerable<Applicant> all, Applicant one) =>
        one.IsOnList ? all.Where(a => a.IsOnList).OrderBy(a => a.AppliedAt).ThenBy(a => a.Id.Value).TakeWhile(a => a.Id != one.Id).Count() + 1 : null;
}
