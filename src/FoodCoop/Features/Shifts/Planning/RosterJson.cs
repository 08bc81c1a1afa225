using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FoodCoop.Features.Shifts.Planning;

/// <summary>The planner's input and output as JSON: names in camelCase, dates as 2026-11-27. A name that it does not know is refused, not overlooked.</summary>
public static class RosterJson
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // written to files and terminals, never into a page
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <param name="name">What the text is called in the sentence about it.</param>
    /// <exception cref="Refused">The text is no rotation; the sentence says where.</exception>
    public static PlanInput Input(string json, string name)
    {
        try
        {
            return JsonSerializer.Deserialize<PlanInput>(json, s_options) is { } input && WithoutNulls(input)
                ? input
                : throw new Refused("", "Planning.NotAPlan", name, 1L, "$");
        }
        catch (JsonException e)
        {
            throw new Refused("", "Planning.NotAPlan", name, (e.LineNumber ?? 0) + 1, e.Path ?? "$");
        }
    }

    /// <summary>A plan that was kept as JSON.</summary>
    public static RosterPlan Plan(string json) => JsonSerializer.Deserialize<RosterPlan>(json, s_options)!;

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, s_options);

    /// <summary>That a list's items are there is not held by the reader: <c>[null]</c>.</summary>
    private static bool WithoutNulls(PlanInput input) =>
        Whole(input.Members) && Whole(input.Shifts) && Whole(input.Fixed) && Whole(input.Published)
        && input.Members.All(m => Whole(m.Skills) && Whole(m.Likes) && Whole(m.RatherNot))
        && input.Shifts.All(s => Whole(s.Skills) && Whole(s.SkillsOfAll));

    private static bool Whole<T>(IReadOnlyList<T> list) where T : class => !list.Any(item => item is null);
}
