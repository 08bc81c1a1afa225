using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace FoodCoop.Platform.Web;

/// <summary>How forms are read: our value types are parsed once at the edge, and the messages are plain words.</summary>
public static class ModelTypes
{
    public static void Add(MvcOptions options)
    {
        options.ModelBinderProviders.Insert(0, new Provider());
        var texts = new Texts();
        var m = options.ModelBindingMessageProvider;
        m.SetValueMustNotBeNullAccessor(_ => texts["Web.FieldNeeded"]);
        m.SetMissingBindRequiredValueAccessor(_ => texts["Web.FieldNeeded"]);
        m.SetAttemptedValueIsInvalidAccessor((v, _) => texts["Web.FieldUnreadable", v]);
        m.SetNonPropertyAttemptedValueIsInvalidAccessor(v => texts["Web.FieldUnreadable", v]);
        m.SetValueIsInvalidAccessor(v => texts["Web.FieldUnreadable", v]);
        m.SetValueMustBeANumberAccessor(_ => texts["Web.FieldNumber"]);
        m.SetNonPropertyValueMustBeANumberAccessor(() => texts["Web.FieldNumber"]);
    }

    private delegate bool Reader<T>(string text, out T value);

    private sealed class Provider : IModelBinderProvider
    {
        private static readonly Dictionary<Type, IModelBinder> Binders = new()
        {
            [typeof(Money)] = new Binder<Money>(Money.TryParse, "Web.FieldMoney"),
            [typeof(Quantity)] = new Binder<Quantity>(Quantity.TryParse, "Web.FieldQuantity"),
            [typeof(Percentage)] = new Binder<Percentage>(Percentage.TryParse, "Web.FieldPercentage"),
            [typeof(DateOnly)] = new Binder<DateOnly>((s, out d) => DateOnly.TryParseExact(s, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out d), "Web.FieldDate"),
            [typeof(bool)] = new YesNoBinder(),
            [typeof(TimeOnly)] = new Binder<TimeOnly>((s, out t) => TimeOnly.TryParseExact(s, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out t), "Web.FieldTime"),
        };

        public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
            Binders.GetValueOrDefault(context.Metadata.UnderlyingOrModelType);
    }

    /// <summary>Boxes: what is neither true nor false comes from no form of ours, and a view cannot show it again as a box.</summary>
    private sealed class YesNoBinder : IModelBinder
    {
        public Task BindModelAsync(ModelBindingContext context)
        {
            var given = context.ValueProvider.GetValue(context.ModelName);
            if (given == ValueProviderResult.None) return Task.CompletedTask;
            if (bool.TryParse(given.FirstValue, out var yes))
            {
                context.ModelState.SetModelValue(context.ModelName, given);
                context.Result = ModelBindingResult.Success(yes);
            }
            else
            {
                context.ModelState.SetModelValue(context.ModelName, rawValue: false, attemptedValue: bool.FalseString);
                context.ModelState.TryAddModelError(context.ModelName, new Texts()["Web.FieldUnreadable", given.FirstValue]);
            }
            return Task.CompletedTask;
        }
    }

    private sealed class Binder<T>(Reader<T> read, string wrong) : IModelBinder
    {
        public Task BindModelAsync(ModelBindingContext context)
        {
            var given = context.ValueProvider.GetValue(context.ModelName);
            if (given == ValueProviderResult.None) return Task.CompletedTask;
            context.ModelState.SetModelValue(context.ModelName, given);
            var text = given.FirstValue;
            if (string.IsNullOrWhiteSpace(text))
            {
                // an empty field that may be empty is a result too: without one ModelState would wait for it and never be valid
                if (context.ModelMetadata.IsReferenceOrNullableType) context.Result = ModelBindingResult.Success(null);
                else context.ModelState.TryAddModelError(context.ModelName, new Texts()["Web.FieldNeeded"]);
            }
            else if (read(text, out var value))
            {
                context.Result = ModelBindingResult.Success(value);
            }
            else
            {
                context.ModelState.TryAddModelError(context.ModelName, new Texts()[wrong, text]);
            }
            return Task.CompletedTask;
        }
    }
}
