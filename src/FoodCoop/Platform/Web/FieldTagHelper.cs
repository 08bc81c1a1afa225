using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace FoodCoop.Platform.Web;

/// <summary>
/// One form field, whole: label, hint, input, and what is wrong with it, tied together for screen readers.
/// <c>&lt;field asp-for="Email" label="@T["SignIn.Email"]" type="email" autocomplete="username" /&gt;</c>; with a body, the
/// body is the control (a select, a textarea).
/// </summary>
[HtmlTargetElement("field", Attributes = "asp-for")]
public sealed class FieldTagHelper(IHtmlGenerator generator) : TagHelper
{
    [HtmlAttributeName("asp-for")]
    public required ModelExpression For { get; set; }

    public required string Label { get; set; }
    public string? Hint { get; set; }
    public string? Type { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var name = ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        var id = TagBuilder.CreateSanitizedId(name, "_");
        var state = ViewContext.ModelState.TryGetValue(name, out var entry) ? entry : null;
        var wrong = state?.Errors.FirstOrDefault()?.ErrorMessage;
        var control = await output.GetChildContentAsync();

        var passedOn = output.Attributes.ToList();
        output.Attributes.Clear();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", wrong is null ? "field" : "field wrong");

        var label = new TagBuilder("label");
        label.Attributes["for"] = id;
        if (Type == "checkbox")
        {
            // The box stands before its words, and the whole line is the target.
            label.AddCssClass("check");
            label.InnerHtml.AppendHtml(generator.GenerateCheckBox(ViewContext, For.ModelExplorer, For.Name, For.Model as bool?, new { id }));
            var words = new TagBuilder("span");
            words.InnerHtml.Append(Label);
            if (Hint is not null) words.InnerHtml.AppendHtml(Small("small", id + "-hint", Hint, "small"));
            label.InnerHtml.AppendHtml(words);
            output.Content.AppendHtml(label);
            return;
        }
        label.InnerHtml.Append(Label);
        output.Content.AppendHtml(label);
        if (Hint is not null) output.Content.AppendHtml(Small("hint", id + "-hint", Hint));
        if (control.IsEmptyOrWhiteSpace)
        {
            var attributes = passedOn.ToDictionary(a => a.Name, a => (object?)(a.Value?.ToString() ?? ""), StringComparer.Ordinal);
            attributes["id"] = id;
            if (Type is not null) attributes["type"] = Type;
            if (Hint is not null || wrong is not null)
                attributes["aria-describedby"] = string.Join(' ', new[] { Hint is null ? null : id + "-hint", wrong is null ? null : id + "-wrong" }.Where(d => d is not null));
            if (wrong is not null) attributes["aria-invalid"] = "true";
            var value = Type == "password" ? "" : state?.AttemptedValue ?? Written(For.Model);
            var input = generator.GenerateTextBox(ViewContext, For.ModelExplorer, For.Name, value, format: null, attributes);
            input.Attributes["value"] = value;
            output.Content.AppendHtml(input);
        }
        else
        {
            output.Content.AppendHtml(control);
        }
        if (wrong is not null) output.Content.AppendHtml(Small("error", id + "-wrong", wrong));
    }

    private static string Written(object? value) => value switch
    {
        null => "",
        DateOnly date => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), // what <input type=date> takes
        TimeOnly time => time.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
        Money money => money.Amount(),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.CurrentCulture) ?? "",
    };

    private static TagBuilder Small(string className, string id, string text, string tag = "p")
    {
        var small = new TagBuilder(tag);
        small.AddCssClass(className);
        small.Attributes["id"] = id;
        small.InnerHtml.Append(text);
        return small;
    }
}
