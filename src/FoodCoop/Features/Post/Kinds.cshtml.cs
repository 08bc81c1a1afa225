namespace FoodCoop.Features.Post;

/// <summary>A kind of mail with its sample in both languages.</summary>
public sealed record KindSample(MailKind Kind, string Answers, IReadOnlyList<(string Language, MailWords Words)> Samples);

/// <summary>Every mail that the program writes, in both languages, with invented data.</summary>
[Authorize(Policy = Role.Admin)]
public sealed class KindsModel(Db db, CoopContext coop) : CoopPage
{
    private const string SelectAddresses = "select role, address from role_address";

    private sealed record RoleAddress(string Role, string Address);

    public IReadOnlyList<KindSample> Kinds { get; private set; } = [];

    protected internal override IActionResult? Load()
    {
        var row = coop.Settings(db);
        var addresses = db.Query<RoleAddress>(SelectAddresses).ToDictionary(a => a.Role, a => a.Address);
        Kinds = [.. Mails.All.Select(k => new KindSample(
            k, addresses.GetValueOrDefault(k.Matter, row.MailAddress), [.. Languages.All.Select(l => (l, k.Sample(new MailScene(row, l))))]))];
        return null;
    }
}
