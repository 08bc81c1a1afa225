using System.Text.Encodings.Web;
using System.Text.Json;
using FoodCoop.Platform.Web;

namespace FoodCoop.Features.Order;

/// <summary>The sentences that the order form's script needs, given once for all rows: with {0} where it fills in.</summary>
public static class FormTexts
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }; // Razor encodes it for the attribute

    private static readonly (string Name, string Key)[] Keys =
    [
        ("less", "Order.Less"), ("more", "Order.More"), ("saving", "Order.Saving"), ("saved", "Order.SavedAt"), ("kept", "Order.KeptHere"),
        ("signIn", "Order.SessionEnded"), ("retry", "Order.NotSavedYet"), ("mine", "Order.MyOrder.Many"), ("loose", "Order.FillLoose"),
        ("idle", "Order.FillIdle"), ("full", "Order.FillFull"), ("get", "Order.FillYouGet"), ("short", "Order.FillShort"), ("missing", "Order.FillMissing"),
    ];

    public static string Json(Texts texts) => JsonSerializer.Serialize(Keys.ToDictionary(k => k.Name, k => texts[k.Key]), Readable);
}
