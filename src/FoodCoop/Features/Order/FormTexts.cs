using System.Text.Encodings.Web;
using System.Text.Json;
using FoodCoop.Features.Cycles;
using FoodCoop.Features.Order.Behalf;

namespace FoodCoop.Features.Order;

/// <summary>What the order form's script needs, given once for all rows.</summary>
public static class FormTexts
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }; // Razor encodes it for the attribute

    private static readonly (string Name, string Key)[] Keys =
    [
        ("less", "Order.Less"), ("more", "Order.More"), ("saving", "Order.Saving"), ("saved", "Order.SavedAt"), ("kept", "Order.KeptHere"),
        ("allSaved", "Order.AllSaved"), ("notSaved", "Order.NotSaved"), ("oneNotSaved", "Order.NotSavedOne"), ("signIn", "Order.SessionEnded"), ("signInLink", "Order.SignInBeside"), ("otherPerson", "Order.OtherPerson"), ("retry", "Order.NotSavedYet"), ("mine", "Order.MyOrder.Many"), ("loose", "Order.FillLoose"),
        ("idle", "Order.FillIdle"), ("full", "Order.FillFull"), ("get", "Order.FillYouGet"), ("short", "Order.FillShort"), ("missing", "Order.FillMissing"),
        ("favourite", "Order.FavouriteOne"), ("starLost", "Order.StarLost"), ("noted", "Order.Noted"), ("shortOf", "Order.Short"), ("name", "Order.Sort.name"), ("price", "Order.Sort.price"), ("each", "Order.Sort.each"),
        ("theirs", "Order.TakeTheirs"), ("own", "Order.TakeOwn"), ("amountFlex", "Order.AmountFlex"), ("clashKept", "Order.ClashKept"), ("gone", "Order.UnsentGone"),
        ("without", "Order.WithoutOne"), ("silent", "Order.Silent"),
        ("unsent", "Order.UnsentLine"), ("closedUnsent", "Order.ClosedUnsent"), ("closedAsking", "Order.ClosedAsking"), ("noPage", "Order.NoPage"), ("allIn", "Order.AllIn"), ("seeResult", "Order.SeeResult"),
        ("priceNow", "Order.PriceNow"), ("withdrawn", "Order.WithdrawnNow"), ("none", "Order.FillWithdrawn"), ("again", "Order.OfferedAgainNow"), ("fillNow", "Order.FillNow"), ("datesNow", "Order.DatesNow"), ("reload", "Order.Reload"),
        ("entered", "Behalf.Entered"), ("emptied", "Behalf.Emptied"),
    ];

    /// <summary>What is said otherwise where a buyer orders for somebody.</summary>
    private static readonly (string Name, string Key)[] OnBehalf = [("mine", "Behalf.TheirOrder"), ("get", "Behalf.FillGets"), ("seeResult", "Behalf.SeeResult")];

    /// <summary>The sentences, with {0} where script fills in.</summary>
    /// <param name="who">For whom a buyer orders; null: for oneself.</param>
    public static string Sentences(Texts texts, CoopDates dates, Cycle cycle, OrderedFor? who)
    {
        var sentences = Keys.ToDictionary(k => k.Name, k => texts[k.Key]);
        foreach (var (name, key) in who is null ? [] : OnBehalf) sentences[name] = texts[key];
        sentences["closed"] = texts["Order.ClosedNow", dates.Moment(cycle.ClosesAt)];
        return Json(sentences);
    }

    public static string Json(Dictionary<string, string> values) => JsonSerializer.Serialize(values, Readable);
}
