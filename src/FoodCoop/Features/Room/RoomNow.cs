namespace FoodCoop.Features.Room;

/// <summary>The room, what the assembly has decided about it, and the seats that are taken now.</summary>
public sealed record RoomNow(string Name, int Seats, int Windows, int? AssemblyCap, int Taken, int Offered)
{
    private const string Select = """
        select r.name, r.seats, r.windows, r.assembly_cap, t.seats as taken, f.seats as offered
        from room r
        cross join seats_taken t
        cross join seats_offered f
        """;

    public int Cap => SeatCap.Of(Seats, Windows, AssemblyCap);

    public int Over => SeatCap.Over(Taken, Cap);

    public int Free => SeatCap.Free(Taken, Cap);

    /// <summary>Seats that are neither taken nor offered to somebody who may still accept; negative when there are too few.</summary>
    public int Open => Cap - Taken - Offered;

    public static RoomNow Of(Db db) => db.One<RoomNow>(Select);

    /// <summary>
    /// Looks whether some more seats fit. Call it in the transaction that takes them: the co-op's writers stand in line,
    /// so that what it sees holds until the commit.
    /// </summary>
    /// <exception cref="Refused">The cap would be passed.</exception>
    public static void Check(Db db, int more, string field)
    {
        var room = Of(db);
        if (SeatCap.CanAdmit(room.Taken + room.Offered, more, room.Cap)) return;
        if (SeatCap.CanAdmit(room.Taken, more, room.Cap)) throw new Refused(field, "Room.OfferedToOthers", room.Free, room.Offered);
        if (room.Over > 0) throw new Refused(field, "Room.Over", room.Over, room.Taken, room.Cap);
        if (room.Free > 0) throw new Refused(field, "Room.TooMany", room.Free, more);
        throw new Refused(field, "Room.Full", room.Taken, room.Cap);
    }
}
