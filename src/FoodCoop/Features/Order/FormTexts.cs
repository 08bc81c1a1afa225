using System.Text.Encodings.Web;
using System.Text.Json;
using FoodCoop.Features.Cycles;
using FoodCoop.Platform.Web;

namespace FoodCoop.Features.Order;

/// <summary>What the order form's script needs, given once for all rows.</summary>
public static class FormTexts
{
    /// <summary>Fetched beside order.js and not after it.</summary>
    public static readonly IReadOnlyList<string> Modules = ["lines", "saving", "total", "kept", "show", "search", "product", "live"];

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }; // Razor encodes it for the attribute

    private static readonly (string Name, string Key)[] Keys =
    [
        ("less", "Order.Less"), ("more", "Order.More"), ("saving", "Order.Saving"), ("saved", "Order.SavedAt"), ("kept", "Order.KeptHere"),
        ("allSaved", "Order.AllSaved"), ("notSaved", "Order.NotSaved"), ("oneNotSaved", "Order.NotSavedOne"), ("signIn", "Order.SessionEnded"), ("signInLink", "Order.SignInBeside"), ("otherPerson", "Order.OtherPerson"), ("retry", "Order.NotSavedYet"), ("mine", "Order.MyOrder.Many"), ("loose", "Order.FillLoose"),
        ("idle", "Order.FillIdle"), ("full", "Order.FillFull"), ("get", "Order.FillYouGet"), ("short", "Order.FillShort"), ("missing", "Order.FillMissing"),
        ("favourite", "Order.FavouriteOne"), ("starLost", "Order.StarLost"), ("noted", "Order.Noted"), ("shortOf", "Order.Short"), ("name", "Order.Sort.name"), ("price", "Order.Sort.price"), ("each", "Order.Sort.each"),
        ("theirs", "Order.TakeTheirs"), ("own", "Order.TakeOwn"), ("amountFlex", "Order.AmountFlex"), ("clashKept", "Order.ClashKept"), ("gone", "Order.UnsentGone"),
        ("unsent", "Order.UnsentLine"), ("closedUnsent", "Order.ClosedUnsent"), ("allIn", "Order.AllIn"), ("seeResult", "Order.SeeResult"),
        ("priceNow", "Order.PriceNow"), ("withdrawn", "Order.WithdrawnNow"), ("fillNow", "Order.FillNow"), ("datesNow", "Order.DatesNow"), ("reload", "Order.Reload"),
    ];

    /// <summary>The sentences, with {0} where script fills in.</summary>
    public static string Sentences(Texts texts, CoopDates dates, Cycle cycle)
    {
        var sentences = Keys.ToDictionary(k => k.Name, k => texts[k.Key]);
        sentences["closed"] = texts["Order.ClosedNow", dates.Moment(cycle.ClosesAt)];
        return Json(sentences);
    }

    public static string Json(Dictionary<string, string> values) => JsonSerializer.Serialize(values, Readable);
}
