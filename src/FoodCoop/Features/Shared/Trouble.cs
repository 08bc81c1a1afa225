namespace FoodCoop.Features.Shared;

/// <summary>What an error page says: the status of the answer, and the number under which it stands in the log.</summary>
public sealed record Trouble(int Status, string Number)
{
    /// <summary>The statuses that have words of their own (what a page does not do is not there either); every other one is told as a fault of ours (500).</summary>
    public int Known => Status is 405 ? 404 : Status is 400 or 403 or 404 or 413 or 429 or 503 ? Status : 500;
}
