using FoodCoop.Platform.Data;

namespace FoodCoop.Features.Room;

/// <summary>The room, what the assembly has decided about it, and the seats that are taken now.</summary>
public sealed record RoomNow(string Name, int Seats, int Windows, int? AssemblyCap, int Taken)
{
    private const string Select = """
        select r.name, r.seats, r.windows, r.assembly_cap, t.seats as taken
        from room r
        cross join seats_taken t
        """;

    public int Cap => SeatCap.Of(Seats, Windows, AssemblyCap);

    public int Over => SeatCap.Over(Taken, Cap);

    public int Free => SeatCap.Free(Taken, Cap);

    public static RoomNow Of(Db db) => db.One<RoomNow>(Select);

    /// <summary>
    /// Looks whether some more seats fit. Call it in the transaction that takes them: the co-op's writers stand in line,
    /// so that what it sees holds until the commit.
    /// </summary>
    /// <exception cref="Refused">The cap would be passed.</exception>
    public static void Check(Db db, int more, string field)
    {
        var room = Of(db);
        if (SeatCap.CanAdmit(room.Taken, more, room.Cap)) return;
        if (room.Over > 0) throw new Refused(field, "Room.Over", room.Over, room.Taken, room.Cap);
        if (room.Free > 0) throw new Refused(field, "Room.TooMany", room.Free, more);
        throw new Refused(field, "Room.Full", room.Taken, room.Cap);
    }
}
