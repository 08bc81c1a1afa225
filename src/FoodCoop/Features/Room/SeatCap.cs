namespace FoodCoop.Features.Room;

/// <summary>How many seats may be taken. Seats are people in the room, not members.</summary>
/// <remarks>Source: design, domain.md section 3. The check and the admission belong in one transaction.</remarks>
public static class SeatCap
{
    /// <summary><c>min(RoomSeats × arrival windows, the assembly's number if any)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative number, or no window at all.</exception>
    public static int Of(int roomSeats, int arrivalWindows, int? assemblyNumber = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(roomSeats);
        ArgumentOutOfRangeException.ThrowIfLessThan(arrivalWindows, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(assemblyNumber ?? 0, nameof(assemblyNumber));
        var room = (int)Math.Min((long)roomSeats * arrivalWindows, int.MaxValue);
        return Math.Min(room, assemblyNumber ?? int.MaxValue);
    }

    /// <summary>Nobody is admitted when seats taken + its seats would be more than the cap.</summary>
    public static bool CanAdmit(int taken, int seats, int cap) => (long)taken + seats <= cap;

    /// <summary>How many seats are taken above the cap: "3 over the cap". Removes nobody; admission is closed until it is 0 and there is room.</summary>
    public static int Over(int taken, int cap) => Math.Max(0, taken - cap);

    /// <summary>How many seats are free; 0 when the cap is reached or passed.</summary>
    public static int Free(int taken, int cap) => Math.Max(0, cap - taken);
}
