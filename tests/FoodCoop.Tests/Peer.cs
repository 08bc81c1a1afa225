using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using FoodCoop.Tests.Conventions;

namespace FoodCoop.Tests;

/// <summary>A program of others in tests/peers that reads what ours has written; it runs in Node.js.</summary>
internal static class Peer
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>A calendar as ical.js reads it.</summary>
    public sealed record Calendar(string? Name, string? NewName, string? Version, string? Product, string? Method, string? Refresh, List<Event> Events)
    {
        public Event this[string uid] => Events.Single(e => e.Uid == uid);
    }

    public sealed record Event(
        string Uid, DateTimeOffset From, DateTimeOffset Until, string Zone, string Summary, string? Description, string? Location, string? Link,
        string Status, int Sequence, DateTimeOffset Changed, DateTimeOffset Stamped);

    public static async Task<Calendar> ReadCalendar(byte[] file)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Sources.Tests, "peers", "calendar.js")])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var node = Started(start);
        var (read, trouble) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.StandardInput.BaseStream.WriteAsync(file);
        node.StandardInput.Close();
        var text = await read;
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, $"ical.js could not read this calendar: {await trouble}");
        return JsonSerializer.Deserialize<Calendar>(text, Json)!;
    }

    private static Process Started(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("These tests read our calendar with a program that runs in Node.js. Install Node.js 20 or newer, so that node is in PATH.", e);
        }
    }
}
