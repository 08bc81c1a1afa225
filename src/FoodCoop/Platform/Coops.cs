using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using FoodCoop.Platform.Jobs;
using FoodCoop.Platform.Mail;

namespace FoodCoop.Platform;

/// <summary>
/// The co-ops of this process: one file each in the data folder, found by host name. With one file there is
/// nothing to configure: it answers to every name. With several, <c>krat.example.db</c> answers to krat.example only.
/// </summary>
public sealed partial class Coops(DataFolder folder, TimeProvider clock, JobBell bell, ILogger<Coops> log) : IDisposable
{
    /// <summary>The file's name of a co-op that was not given a host name.</summary>
    public const string OnlyOne = "foodcoop";

    private readonly ConcurrentDictionary<string, Lazy<CoopFile>> open = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The co-op that answers to a host name, or null.</summary>
    public CoopFile? ByHost(string host)
    {
        host = host.ToLowerInvariant(); // as names of hosts are: one address, one file
        if (HostName().IsMatch(host) && File.Exists(PathOf(host))) return Open(host);
        var names = Names();
        return names.Count == 1 ? Open(names[0]) : null;
    }

    /// <summary>All co-ops, for jobs and the health page.</summary>
    public IEnumerable<CoopFile> All() => Names().Select(Open);

    /// <summary>Opens a co-op by the name of its file, made and migrated where needed.</summary>
    public CoopFile Open(string name) => open.GetOrAdd(name, n => new Lazy<CoopFile>(() =>
    {
        var file = new CoopFile(PathOf(n)) { MailWaits = () => bell.Ring(MailJob.Name) };
        file.Migrate(clock, log);
        return file;
    })).Value;

    /// <summary>
    /// Opens all co-ops at start, and makes the first one's file when the folder is empty. One that cannot be opened is logged and
    /// does not stop the others.
    /// </summary>
    /// <exception cref="InUseException">The only one cannot be opened; the message says why.</exception>
    public void OpenAll()
    {
        IReadOnlyList<string> names = Names() is { Count: > 0 } some ? some : [OnlyOne];
        foreach (var name in names)
        {
            try
            {
                Open(name);
            }
            catch (Exception e) when (CoopFile.IsUnreadable(e) || e is InvalidOperationException)
            {
                if (names.Count == 1) throw new InUseException($"{PathOf(name)} cannot be opened: {e.Message}", e);
                log.LogError(e, "The co-op {Coop} cannot be opened", name);
            }
        }
    }

    public void Dispose()
    {
        foreach (var file in open.Values.Where(f => f.IsValueCreated)) file.Value.Dispose();
        open.Clear();
    }

    /// <summary>The names of the co-ops' files, without opening them: one that cannot be opened must not hide the others.</summary>
    public IReadOnlyList<string> Names() =>
        [.. Directory.EnumerateFiles(folder.Root, "*.db").Select(p => Path.GetFileNameWithoutExtension(p)).Order(StringComparer.Ordinal)];

    private string PathOf(string name) => folder.Path(name + ".db");

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Pattern.Patience)]
    private static partial Regex HostName();
}
