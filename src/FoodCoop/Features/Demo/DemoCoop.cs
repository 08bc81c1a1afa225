namespace FoodCoop.Features.Demo;

/// <summary>A place in the room where goods stand, and the categories that stand there, in walking order.</summary>
public sealed record DemoPlace(string Name, IReadOnlyList<string> Categories);

/// <summary>The invented co-op itself: name, room, bank account, places.</summary>
public static class DemoCoop
{
    public const string Name = "Krat & Peen";
    public const string Code = "KP";
    public const string Zone = "Europe/Amsterdam";
    public const string Language = "nl";
    public const string MailAddress = "post@krat-en-peen.example";
    public const string Address = "Peenkade 7, 1099 ZZ Amsterdam";

    /// <summary>The example that banks print in their brochures: its checksum is right and nobody's money is behind it.</summary>
    public const string Iban = "NL91ABNA0417164300";

    public const string AccountName = "Coöperatie Krat & Peen U.A.";
    public const string RoomName = "Zaal De Werf";
    public const int RoomSeats = 200;

    /// <summary>The meeting's decision that the demo's cap rests on.</summary>
    public const string CapDecision = "De zaal houdt tweehonderd mensen. We groeien niet verder dan dat.";

    public static IReadOnlyList<DemoPlace> Places { get; } =
    [
        new("Binnenplaats", ["Aardappelen", "Wortels & knollen", "Groente", "Sla & kruiden", "Paddenstoelen", "Fruit"]),
        new("Koelcel", ["Kaas", "Zuivel", "Eieren", "Plantaardig"]),
        new("Lange tafel", ["Brood & banket", "Broodbeleg", "Ontbijt", "Snacks & chocolade", "Koffie & thee"]),
        new("Stelling links", ["Granen & peulvruchten", "Pasta & rijst", "Meel & bakproducten", "Noten & gedroogd fruit", "Bulk droog"]),
        new("Stelling rechts", ["Conserven", "Sauzen & kruiden", "Olie & azijn"]),
        new("Bij de deur", ["Dranken", "Bier & wijn", "Huishouden", "Verzorging"]),
    ];
}
