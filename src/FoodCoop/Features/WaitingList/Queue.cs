namespace FoodCoop.Features.WaitingList;

/// <summary>Who is offered a free seat: first come, first served; a bigger household is passed over only while it does not fit, and keeps its place.</summary>
/// <remarks>Source: design, domain.md section 3.</remarks>
public static class Queue
{
    /// <summary>Whom to offer a place now, in order of application.</summary>
    /// <param name="free">Seats that are neither taken nor offered; negative when the room is over its cap.</param>
    public static List<Applicant> Next(IEnumerable<Applicant> all, int free)
    {
        List<Applicant> next = [];
        foreach (var applicant in all.Where(a => a.State == ApplicantState.Waiting).OrderBy(a => a.AppliedAt).ThenBy(a => a.Id.Value))
        {
            if (applicant.Seats > free) continue;
            next.Add(applicant);
            free -= applicant.Seats;
        }
        return next;
    }
}
