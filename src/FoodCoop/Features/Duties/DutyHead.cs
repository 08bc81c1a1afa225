namespace FoodCoop.Features.Duties;

/// <summary>The head of a page about one thing of the duties.</summary>
/// <param name="Back">Where it belongs: an address,</param>
/// <param name="BackTo">and what stands there.</param>
/// <param name="Flag">That it is over; "" while it is not.</param>
/// <param name="Kind">The flag's.</param>
/// <param name="Why">Behind the flag.</param>
public sealed record DutyHead(string Title, string Back, string BackTo, string Lead = "", string Flag = "", string Kind = "warn", string Why = "");
