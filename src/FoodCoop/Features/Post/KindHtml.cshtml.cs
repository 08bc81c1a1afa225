namespace FoodCoop.Features.Post;

/// <summary>The HTML part of a sample, for a frame. Its links lead nowhere: what they would lead to is invented.</summary>
[Authorize(Policy = Role.Admin)]
public sealed class KindHtmlModel(Db db, CoopContext coop) : CoopPage
{
    [FromRoute] public string Kind { get; set; } = "";
    [FromRoute] public string Language { get; set; } = "";

    public override IActionResult OnGet() =>
        Languages.IsOne(Language) && Mails.All.FirstOrDefault(k => k.Name == Kind) is { } kind
            ? LetterHtmlModel.Framed(Response, kind.Sample(new MailScene(coop.Settings(db), Language)).Body.WithoutAddresses)
            : NotFound();
}
