namespace FoodCoop.Platform;

/// <summary>What all regular expressions here share.</summary>
public static class Pattern
{
    /// <summary>
    /// How long one may take, in milliseconds. It is measured by the wall clock, so on a machine that is busy (or while code is compiled
    /// for the first time) a match of microseconds can be interrupted for a tenth of a second and more: a short limit made requests
    /// fail that had nothing wrong. All expressions here need time in proportion to their input; the limit is the last line of defence.
    /// </summary>
    public const int Patience = 30_000;
}
