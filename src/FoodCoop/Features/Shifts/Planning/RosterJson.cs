using System.Text.Json;
using System.Text.Json.Serialization;

namespace FoodCoop.Features.Shifts.Planning;

/// <summary>The planner's input and output as JSON: names in camelCase, dates as 2026-11-27. A name that it does not know is refused, not overlooked.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true,
    ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(PlanInput))]
[JsonSerializable(typeof(RosterPlan))]
[JsonSerializable(typeof(PlanExplanation))]
[JsonSerializable(typeof(RepairOffer))]
public sealed partial class RosterJson : JsonSerializerContext;
