namespace FoodCoop.Benchmarks.Load;

/// <summary>
/// All that the program has told a household of its lines, by whichever device: of each version of a line exactly one thing. It is what the
/// database must equal.
/// </summary>
internal sealed class Household(long member)
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, SortedDictionary<int, Told>> journal = [];

    public long Member => member;

    public List<Device> Devices { get; } = [];

    /// <summary>Writes down what was told of a line; what contradicts what was told before, or null.</summary>
    public string? Hear(long offer, Told told)
    {
        lock (gate)
        {
            if (!journal.TryGetValue(offer, out var versions)) journal[offer] = versions = [];
            if (versions.TryAdd(told.Version, told) || versions[told.Version] == told) return null;
            return $"member {member}, offer {offer}: version {told.Version} was first {versions[told.Version]}, then {told}";
        }
    }

    /// <summary>The newest of each line that was told of, and how many versions of it newer than a given one.</summary>
    public IReadOnlyDictionary<long, (Told Newest, int Changes)> Newest(Func<long, int> versionBefore)
    {
        lock (gate)
            return journal.ToDictionary(j => j.Key, j => (j.Value.Values.Last(), j.Value.Keys.Count(version => version > versionBefore(j.Key))));
    }
}
