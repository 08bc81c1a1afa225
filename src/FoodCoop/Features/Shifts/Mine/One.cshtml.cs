namespace FoodCoop.Features.Shifts.Mine;

/// <summary>One shift with its people, as any member may see it: names, no numbers but the coordinator's.</summary>
[Authorize(Policy = Role.Member)]
public sealed class OneModel(Db db, Viewer viewer) : CoopPage
{
    private const string SelectInstructions = "select instructions_nl as nl, instructions_en as en from duty where id = @duty";

    [FromRoute(Name = "shift")]
    public string Number { get; set; } = "";

    public Shift Shift { get; private set; } = null!;
    public string Instructions { get; private set; } = "";
    public List<SpotRow> People { get; private set; } = [];
    public List<Spots.Need> Needs { get; private set; } = [];
    public List<DutyContact> Contacts { get; private set; } = [];
    public SpotRow? Mine => People.Find(s => s.MemberId == viewer.MemberId);

    private sealed record InstructionsRow(string Nl, string En);

    protected internal override IActionResult? Load()
    {
        if (!Id<ShiftDay>.TryParse(Number, null, out var id) || Shift.Find(db, id) is not { } shift) return NotFound();
        Shift = shift;
        var words = db.One<InstructionsRow>(SelectInstructions, new { duty = shift.DutyId });
        Instructions = viewer.Language == "nl" ? words.Nl : words.En;
        People = Spots.OfShift(db, id);
        Needs = Spots.Needs(db, id);
        Contacts = DutyContact.Of(db, shift.DutyId);
        return null;
    }
}
