using System.Globalization;

namespace FoodCoop.Platform;

/// <summary>Marks the types that rows are identified by: <c>Id&lt;Member&gt;</c>. Their Dapper handlers are found by it.</summary>
#pragma warning disable CA1040 // an empty interface is the marker itself
public interface IEntity;
#pragma warning restore CA1040

/// <summary>A row's number, typed by what it identifies, so that a member's is never passed for a person's.</summary>
public readonly record struct Id<T>(long Value) : IParsable<Id<T>>, IComparable<Id<T>>
    where T : IEntity
{
    public bool IsNew => Value == 0;

    public int CompareTo(Id<T> other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    public static Id<T> Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("A row number is a positive whole number.");

    public static bool TryParse(string? s, IFormatProvider? provider, out Id<T> result)
    {
        var parsed = long.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0;
        result = parsed ? new Id<T>(value) : default;
        return parsed;
    }

    public static bool operator <(Id<T> a, Id<T> b) => a.Value < b.Value;
    public static bool operator >(Id<T> a, Id<T> b) => a.Value > b.Value;
    public static bool operator <=(Id<T> a, Id<T> b) => a.Value <= b.Value;
    public static bool operator >=(Id<T> a, Id<T> b) => a.Value >= b.Value;
}
