using System.Collections.Frozen;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace FoodCoop.Features.Shared;

/// <summary>
/// <c>&lt;icon name="check" /&gt;</c>: an inline drawing of 24 × 24 in the colour of the text around it. It is silent for
/// screen readers, because words stand beside it; where none do, give <c>label</c>.
/// </summary>
/// <exception cref="KeyNotFoundException">There is no icon of that name.</exception>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class Icon : TagHelper
{
    /// <summary>One of the names below.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it means, only where no words beside it say so.</summary>
    public string? Label { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "icon");
        output.Attributes.SetAttribute("viewBox", "0 0 24 24");
        if (Label is null)
        {
            output.Attributes.SetAttribute("aria-hidden", "true");
        }
        else
        {
            output.Attributes.SetAttribute("role", "img");
            output.Attributes.SetAttribute("aria-label", Label);
        }

        output.Content.SetHtmlContent($"<path d=\"{Paths[Name]}\"/>");
    }

    private static readonly FrozenDictionary<string, string> Paths = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["alert"] = "M12 4 2.5 20.5h19zM12 10v4.5M12 17.5v.1",
        ["basket"] = "M3 9.5h18l-2 10.5H5zM8 9.5 11 4M16 9.5 13 4M9.5 13v4M14.5 13v4",
        ["box"] = "M3.5 8 12 3.5 20.5 8v8.5L12 21l-8.5-4.5zM3.5 8 12 12.5 20.5 8M12 12.5V21",
        ["calendar"] = "M4 6h16v14.5H4zM4 10.5h16M8 3v4.5M16 3v4.5",
        ["check"] = "m4.5 12.5 5 5L19.5 7",
        ["clock"] = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 7.5V12l3 2",
        ["close"] = "m6 6 12 12M18 6 6 18",
        ["coins"] = "M9 4c3.3 0 6 1.1 6 2.5S12.3 9 9 9 3 7.9 3 6.5 5.7 4 9 4M3 6.5v5C3 12.9 5.7 14 9 14M15 6.5V9M15 11.5c3.3 0 6 1.1 6 2.5s-2.7 2.5-6 2.5S9 15.4 9 14s2.7-2.5 6-2.5M9 14v4c0 1.4 2.7 2.5 6 2.5s6-1.1 6-2.5v-4",
        ["door"] = "M13 3.5H5.5v17H13M10 12h11M17.5 8.5 21 12l-3.5 3.5",
        ["down"] = "m6 9.5 6 6 6-6",
        ["download"] = "M12 4v11M7.5 11 12 15.5 16.5 11M4.5 20h15",
        ["edit"] = "M4 20v-4L16 4l4 4L8 20zM13.5 6.5l4 4",
        ["filter"] = "M3.5 6.5h17M7 12h10M10 17.5h4",
        ["gear"] = "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6M12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3M5.3 5.3l2.1 2.1M16.6 16.6l2.1 2.1M5.3 18.7l2.1-2.1M16.6 7.4l2.1-2.1",
        ["info"] = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 11v5.5M12 7.5v.1",
        ["language"] = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M3.5 12h17M12 3.5c-5 5-5 12 0 17 5-5 5-12 0-17",
        ["leaf"] = "M5 4h8c4.5 0 7 3 7 7.5S17 20 12.5 20 5 17 5 12zM8.5 8.5c4 .5 6.5 4 7 8",
        ["lock"] = "M5.5 11h13v9.5h-13zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11",
        ["mail"] = "M3.5 5.5h17v13h-17zM3.5 7l8.5 6.5L20.5 7",
        ["minus"] = "M5 12h14",
        ["offline"] = "m3.5 3.5 17 17M5 12.5c1.2-1.2 2.6-2 4.2-2.5M8.5 16c1-1 2.2-1.5 3.5-1.5M2.5 9a14 14 0 0 1 4-2.7M10.5 5c4-.5 8 1 11 4M14.5 10.3c1.7.4 3.2 1.2 4.5 2.2M12 19.5v.1",
        ["people"] = "M9 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M2.5 20c0-3.6 2.9-6 6.5-6s6.5 2.4 6.5 6M15.5 5a3.5 3.5 0 0 1 0 6.3M17.5 14.5c2.4.7 4 2.7 4 5.5",
        ["person"] = "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.5 20.5c0-4 3.4-6 7.5-6s7.5 2 7.5 6",
        ["plus"] = "M12 5v14M5 12h14",
        ["print"] = "M7 8V3.5h10V8M7 17H3.5V8h17v9H17M7 14h10v6.5H7z",
        ["receipt"] = "M5.5 3.5h13v17l-2.2-1.5-2.1 1.5L12 19l-2.2 1.5L7.7 19l-2.2 1.5zM9 8.5h6M9 12.5h6",
        ["right"] = "m9.5 6 6 6-6 6",
        ["scale"] = "M5 20.5h14M12 5v15.5M5 7.5h14M5 7.5 2.5 14h5zM19 7.5 16.5 14h5z",
        ["search"] = "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5l5 5",
        ["star"] = "m12 3.5 2.6 5.5 6 .8-4.4 4.2 1.1 6-5.3-2.9L6.7 20l1.1-6-4.4-4.2 6-.8z",
        ["trash"] = "M4 6.5h16M9 6.5V4h6v2.5M6 6.5l1 14h10l1-14M10 10.5v6M14 10.5v6",
        ["truck"] = "M2.5 6h11v11h-11zM13.5 10H18l3.5 3.5V17h-8M7 15.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4M17 15.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
        ["undo"] = "M8.5 4.5 4 9l4.5 4.5M4 9h10a5.5 5.5 0 0 1 0 11H8",
        ["upload"] = "M12 15.5v-11M7.5 9 12 4.5 16.5 9M4.5 20h15",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
