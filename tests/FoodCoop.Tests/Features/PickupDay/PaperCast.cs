using FoodCoop.Features.PickupDay;
using FoodCoop.Platform;
using FoodCoop.Tests.Platform.Pdf;

namespace FoodCoop.Tests.Features.PickupDay;

/// <summary>People and goods for papers, of the kinds that make lists hard.</summary>
internal static class PaperCast
{
    public static readonly PaperStamp Stamp = new("Vokomo", "november 2026", "vrijdag 27 november 18:00", Laid.PrintedAt, "zoals geleverd");

    private static readonly string[] Names =
    [
        "Wei", "Μαρία Παπαδοπούλου", "Çağla Yıldırım", "Łucja", "Наталья Щербакова", "Nguyễn Thị Ánh", "王小明", "محمد",
        "Woongroep Het Derde Gesticht aan de Nieuwe Prinsengracht", "Wolvenhofvansteenbergenwesterveldhuis", "Bart & Noor", "",
    ];

    private static readonly string[] Products =
    [
        "Leeks", "Carrots, unwashed", "Extra virgin olive oil from Crete, cold pressed, first harvest (glass)", "Feta", "苹果",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", "Γίγαντες",
    ];

    private static readonly string[] Units = ["kg", "500 g", "piece", "24 flesjes van 33 centiliter in een krat", ""];

    public static PickMember Member(int number, Random dice) =>
        new(number, Names[dice.Next(Names.Length)], Amount(dice), dice.Next(6) == 0 ? "can also be the red ones if these are gone; ripe" : "");

    public static Quantity Amount(Random dice) => new(dice.Next(4) switch { 0 => 500, 1 => 1000 * dice.Next(1, 12), 2 => dice.Next(1, 999_999_999), _ => 1000 });

    public static PickProduct Product(int members, Random dice) => new(
        Products[dice.Next(Products.Length)], dice.Next(3) == 0 ? "" : "Φάρμα Κρήτης", $"{dice.Next(9999):0000}", Units[dice.Next(Units.Length)],
        dice.Next(3) == 0 ? null : Quantity.Of(12), dice.Next(3) == 0 ? null : Quantity.Of(dice.Next(1, 30)), dice.Next(4) == 0 ? Quantity.Of(1.5m) : Quantity.Zero,
        [.. Enumerable.Range(1, members).Select(n => Member(n, dice))]);

    public static PickListPaper List(int products, int mostMembers, int seed)
    {
        var dice = new Random(seed);
        var all = Enumerable.Range(0, products).Select(_ => Product(dice.Next(mostMembers + 1), dice)).ToList();
        var categories = all.Chunk(7).Select((c, i) => new PickCategory($"Category {i}", c)).ToList();
        return new(Stamp, [.. categories.Chunk(2).Select((c, i) => new PickPlace($"Place {i}", c))]);
    }

    public static PackingSlip Slip(int number, int lines, Random dice) => new(
        number, Names[dice.Next(Names.Length)], dice.Next(3) == 0 ? "" : "18:30",
        [.. Enumerable.Range(0, lines).Chunk(5).Select((c, g) => new SlipGroup("Cool room", $"Category {g}", [.. c.Select(_ => Line(dice))]))],
        dice.Next(2) == 0 ? [] : [new("bottle", Quantity.Of(dice.Next(1, 20)), new(25))],
        dice.Next(9) == 0 ? "comes with a cargo bike; please no plastic" : "");

    private static SlipLine Line(Random dice) => new(
        Amount(dice), Products[dice.Next(Products.Length)], Units[dice.Next(Units.Length)], $"{dice.Next(9999):0000}", new(dice.Next(1, 100_000)),
        dice.Next(8) == 0 ? "thin ones" : "", dice.Next(6) == 0);
}
