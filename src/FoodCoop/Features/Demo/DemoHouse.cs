using FoodCoop.Features.Cycles;

namespace FoodCoop.Features.Demo;

/// <summary>Writes the invented co-op itself: settings, room, the assembly's decision, rhythm, places.</summary>
public static class DemoHouse
{
    private const string InsertCoop = """
        insert into coop (id, name, code, zone, language, mail_address, address, iban, account_name, created_at)
        values (1, @Name, @Code, @Zone, @Language, @MailAddress, @Address, @Iban, @AccountName, @now)
        """;

    private const string InsertRoom = "insert into room (id, name, seats, assembly_cap) values (1, @RoomName, @RoomSeats, @RoomSeats)";

    private const string InsertDecision = "insert into decision (decided_on, words, recorded_at) values (@on, @CapDecision, @now)";

    private const string InsertMove = "insert into rhythm_move (month, pickup_on) values (@month, @on)";

    private const string InsertPlace = "insert into storage_place (name, walk) values (@name, @walk)";

    private const string InsertCategory = """
        insert into category (name, storage_place_id, walk)
        select @name, id, @walk from storage_place where name = @place
        """;

    /// <summary>The spring meeting of the year in which the demo's people filled the room.</summary>
    private static readonly DateOnly s_assembly = new(2025, 5, 16);

    public static void Write(Db db, Rhythm rhythm, DateTimeOffset now)
    {
        db.Execute(InsertCoop, new
        {
            DemoCoop.Name, DemoCoop.Code, DemoCoop.Zone, DemoCoop.Language, DemoCoop.MailAddress, DemoCoop.Address, DemoCoop.Iban,
            DemoCoop.AccountName, now,
        });
        db.Execute(InsertRoom, new { DemoCoop.RoomName, DemoCoop.RoomSeats });
        db.Execute(InsertDecision, new { on = s_assembly, DemoCoop.CapDecision, now });
        RhythmRule.Of(rhythm).Save(db);
        foreach (var (month, on) in rhythm.Moved) db.Execute(InsertMove, new { month = month.ToString(), on });

        var walk = 0;
        foreach (var place in DemoCoop.Places)
        {
            db.Execute(InsertPlace, new { name = place.Name, walk = ++walk });
            foreach (var category in place.Categories) db.Execute(InsertCategory, new { name = category, place = place.Name, walk = ++walk });
        }
    }
}
