using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FoodCoop.Platform.Web;

/// <summary>
/// A page that loads, decides and writes. <see cref="Load"/> fills what it shows and is run for a GET and again when a
/// rule has refused a POST, so that the message stands on a freshly loaded page with what was typed.
/// </summary>
public abstract class CoopPage : PageModel
{
    /// <summary>
    /// The moment at which this request decides: taken when it is first asked for, which in a POST is after it has waited for its turn
    /// to write. So of two changes of a line the later one is also the one that bears the later time.
    /// </summary>
    public DateTimeOffset Now => field == default ? field = HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow() : field;

    /// <summary>Loads what the page shows. A result instead of null ends the request: not found, or elsewhere.</summary>
    protected internal virtual IActionResult? Load() => null;

    public virtual IActionResult OnGet() => Load() ?? Page();

    /// <summary>Success: back to an address, with a short message there.</summary>
    protected IActionResult Done(string address, string textKey, params object?[] arguments)
    {
        Say(textKey, arguments);
        return LocalRedirect(address);
    }

    /// <summary>A short message on the next page that is shown.</summary>
    protected void Say(string textKey, params object?[] arguments) => TempData["Message"] = new Texts()[textKey, arguments];

    /// <summary>A slip in the form: the same page with what was typed (422).</summary>
    protected IActionResult Again() => Load() ?? Page();
}
