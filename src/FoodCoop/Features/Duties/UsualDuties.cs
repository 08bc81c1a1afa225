using FoodCoop.Features.Shifts;

namespace FoodCoop.Features.Duties;

/// <summary>What a food co-op usually has to do on a pickup day, to begin with and to change at will.</summary>
/// <remarks>Source: design, shifts.md; the numbers are for a pickup of two hours and about a hundred spots a month.</remarks>
public static class UsualDuties
{
    private const string InsertDuty = """
        insert into duty (name_nl, name_en, instructions_nl, instructions_en, effort, lifting, at_home, experienced, walk, created_at)
        values (@NameNl, @NameEn, @InstructionsNl, @InstructionsEn, @Effort, @Lifting, @AtHome, @Experienced, @walk, @now)
        """;

    private const string InsertSession = """
        insert into duty_session (duty_id, begins, minutes, fewest, usual, most)
        values (@duty, @Begins, @Minutes, @Fewest, @Usual, @Most)
        """;

    private const string InsertSkill = "insert into skill (name_nl, name_en) values (@NameNl, @NameEn)";
    private const string InsertNeed = "insert into duty_skill (duty_id, skill_id) values (@duty, @skill)";

    private sealed record Usual(
        string NameNl, string NameEn, string InstructionsNl, string InstructionsEn, int Effort, bool Lifting, bool AtHome, bool Experienced,
        string? SkillNl, string? SkillEn, UsualSession[] Sessions);

    private sealed record UsualSession(int Begins, int Minutes, int Fewest, int Usual, int Most);

    private static readonly Usual[] All =
    [
        new("Lossen", "Unloading",
            "Laad de vrachtwagen uit, tel de colli na aan de hand van de pakbon en zet ze bij hun plek.",
            "Unload the lorry, count the cases against the delivery note and put them at their places.",
            3, true, false, true, null, null, [new(-180, 75, 3, 6, 8)]),
        new("Opbouwen", "Setting up",
            "Zet tafels, weegschalen en kratten neer volgens de opbouwlijst en pak de colli uit.",
            "Put out tables, scales and crates as the set-up list says, and unpack the cases.",
            2, true, false, true, null, null, [new(-120, 90, 4, 10, 14)]),
        new("Inpakken", "Packing",
            "Verdeel groente, fruit en potten over de kratten volgens de verdeellijst. Streep af wat je hebt gepakt.",
            "Share vegetables, fruit and jars out over the crates by the pick list. Tick off what you have packed.",
            2, false, false, true, null, null, [new(-105, 105, 8, 18, 24), new(0, 90, 6, 14, 18)]),
        new("Kaas", "Cheese",
            "Snijd en weeg de kaas volgens de verdeellijst. Werk met schone handen, handschoenen en een haarnetje.",
            "Cut and weigh the cheese by the pick list. Clean hands, gloves and a hair net.",
            1, false, false, true, "Kaas snijden", "Cutting cheese", [new(-105, 105, 2, 3, 4)]),
        new("Kassa", "Checkout",
            "Loop met ieder lid de paklijst na, noteer wat ontbreekt of extra is en leg het bedrag vast. Er gaat geen geld om.",
            "Go through the packing slip with each member, note what is missing or extra, and fix the amount. No money changes hands.",
            1, false, false, true, "Kassa", "Checkout", [new(0, 75, 2, 5, 6), new(60, 90, 2, 5, 6)]),
        new("Opruimen", "Cleaning up",
            "Ruim tafels en kratten op, veeg de vloer, breng statiegeld en karton weg en sluit af.",
            "Put tables and crates away, sweep the floor, take the deposits and cardboard away and lock up.",
            2, true, false, true, null, null, [new(105, 75, 6, 12, 16)]),
        new("Nieuwe leden ontvangen", "Welcoming newcomers",
            "Leid belangstellenden rond, vertel hoe bestellen, ophalen en diensten gaan en beantwoord vragen.",
            "Show visitors around, tell how ordering, pickup and shifts go, and answer questions.",
            1, false, false, true, null, null, [new(0, 90, 1, 2, 4)]),
        new("Bestellen vanuit huis", "Ordering from home",
            "Plaats na het sluiten de bestellingen bij de leveranciers en bewaar de bevestigingen. Dit kan thuis.",
            "After closing, place the orders with the suppliers and keep their confirmations. This can be done at home.",
            1, false, true, true, "Bestellen bij leveranciers", "Ordering from suppliers", [new(-10080, 120, 1, 2, 4)]),
    ];

    /// <summary>Writes them into a co-op that has no duties yet.</summary>
    public static void Write(Db db, DateTimeOffset now)
    {
        var walk = 0;
        foreach (var usual in All)
        {
            var duty = db.Insert<Duty>(InsertDuty, new
            {
                usual.NameNl, usual.NameEn, usual.InstructionsNl, usual.InstructionsEn, usual.Effort, usual.Lifting, usual.AtHome, usual.Experienced, walk = ++walk * 10, now,
            });
            foreach (var s in usual.Sessions) db.Execute(InsertSession, new { duty, s.Begins, s.Minutes, s.Fewest, s.Usual, s.Most });
            if (usual.SkillNl is null) continue;
            var skill = db.Insert<Skill>(InsertSkill, new { NameNl = usual.SkillNl, NameEn = usual.SkillEn });
            db.Execute(InsertNeed, new { duty, skill });
        }
    }
}
