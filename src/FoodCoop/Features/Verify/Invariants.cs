namespace FoodCoop.Features.Verify;

/// <summary>A rule that every co-op's file keeps, whatever happened to the program.</summary>
/// <param name="Key">Its words: <c>Verify.Key</c>.</param>
/// <param name="Violations">A statement of one column: what is wrong, one row for each violation.</param>
public sealed record Invariant(string Key, string Violations);

/// <summary>What is held against the file: of the database itself, of orders and closings, of money, of people and mail.</summary>
/// <remarks>Source: quality.md section 3 (Faults); the rules are those of domain.md sections 3, 4, 6 and 7.</remarks>
public static class Invariants
{
    private const string SelectDamage = "select integrity_check as what from pragma_integrity_check where integrity_check <> 'ok'";

    private const string SelectOrphans = "select 'a row without its ' || parent as what from pragma_foreign_key_check";

    private const string SelectLayers = """
        select 'line ' || l.id || ' asks ' || l.asked || ', its layers ' || coalesce(sum(y.amount), 0) as what
        from order_line l
        left join order_layer y on y.order_line_id = l.id and y.dropped_at is null
        group by l.id
        having l.asked <> coalesce(sum(y.amount), 0)
        """;

    private const string SelectSteps = """
        select 'line ' || l.id || ' asks ' || l.asked || ' and ' || l.flex || ' with step ' || o.order_step as what
        from order_line l
        join offer o on o.id = l.offer_id
        where l.asked % o.order_step <> 0 or l.flex % o.order_step <> 0
        """;

    // What a member has asked is fixed from closing on; what a buyer sets by hand is something else.
    private const string SelectLate = """
        select 'line ' || l.id || ' of ' || c.code || ' was changed at ' || max(l.changed_at, coalesce(max(y.at), '')) as what
        from order_line l
        join offer o on o.id = l.offer_id
        join order_cycle c on c.id = o.cycle_id
        left join order_layer y on y.order_line_id = l.id
        where l.locked is null and l.hand_at is null
        group by l.id
        having max(l.changed_at, coalesce(max(y.at), '')) >= c.closes_at
        """;

    // Forward one state at a time within a closing; back any way, by a person: to Open or Fill into the next closing, with its new time.
    private const string SelectStates = """
        with step as (
          select e.*, c.code, b.state as before, b.closing as closing_before,
            (select count(*) from cycle_event x where x.cycle_id = e.cycle_id and x.closing = e.closing and x.state = e.state and x.id <= e.id) as nth,
            instr('Planned Open Fill Closed Ordered Delivered Pickup Settled', e.state) as place,
            instr('Planned Open Fill Closed Ordered Delivered Pickup Settled', b.state) as place_before
          from cycle_event e
          join order_cycle c on c.id = e.cycle_id
          left join cycle_event b on b.id = (select max(x.id) from cycle_event x where x.cycle_id = e.cycle_id and x.id < e.id))
        select code || ': ' || state || ' of closing ' || closing || iif(back, ' (back)', '') || ' comes after ' || coalesce(before || ' of ' || closing_before, 'nothing') as what
        from step
        where round <> nth
          or back = 0 and (closing <> coalesce(closing_before, 1) or state || ' ' || coalesce(before, '') not in (
            'Planned ', 'Open Planned', 'Fill Open', 'Closed Fill', 'Ordered Closed', 'Delivered Ordered', 'Pickup Delivered', 'Settled Pickup'))
          or back = 1 and (before is null or before in ('Planned', 'Open', 'Settled') or place >= place_before
            or iif(state in ('Open', 'Fill'), closing <> closing_before + 1 or coalesce(closes_at, '') <= at,
              state not in ('Closed', 'Ordered', 'Delivered') or closing <> closing_before or closes_at is not null))
        """;

    private const string SelectUnclosed = """
        select 'line ' || l.id || ' of ' || c.code || ', which is ' || t.state || ', was given ' || coalesce(l.allocated, 'nothing yet') as what
        from order_line l
        join offer o on o.id = l.offer_id
        join order_cycle c on c.id = o.cycle_id
        join cycle_state t on t.cycle_id = c.id
        where (t.state in ('Planned', 'Open', 'Fill')) = (l.allocated is not null)
        """;

    private const string SelectCases = """
        select 'offer ' || r.offer_id || ': ' || r.cases || ' cases of ' || o.case_size || ' for ' || r.asked || ' asked and ' || r.flex as what
        from offer_result r
        join offer o on o.id = r.offer_id
        join cycle_state t on t.cycle_id = o.cycle_id and t.closing = r.closing
        where r.cases - r.added_cases <> iif(o.loose or o.withdrawn_at is not null, 0,
          r.asked / o.case_size + (r.asked % o.case_size > 0 and r.asked % o.case_size + r.flex >= o.case_size))
        """;

    private const string SelectSums = """
        select 'offer ' || o.id || ': lines ask ' || sum(l.asked) || ' and ' || sum(l.flex) || ' and get ' || sum(l.allocated)
          || '; written down are ' || r.asked || ', ' || r.flex || ' and ' || r.given as what
        from offer o
        join cycle_state t on t.cycle_id = o.cycle_id and t.state not in ('Planned', 'Open', 'Fill')
        join order_line l on l.offer_id = o.id
        left join offer_result r on r.offer_id = o.id and r.closing = t.closing
        left join supplier_order s on s.cycle_id = o.cycle_id and s.supplier_id = o.supplier_id and s.closing = t.closing
        group by o.id
        having r.given is null or sum(l.asked) <> r.asked or sum(l.flex) <> r.flex or sum(l.allocated) <> iif(s.dropped_at is null, r.given, 0)
        """;

    private const string SelectOverGiven = """
        select 'offer ' || o.id || ': ' || r.given || ' given of ' || r.cases || ' cases of ' || o.case_size as what
        from offer_result r
        join offer o on o.id = r.offer_id
        join cycle_state t on t.cycle_id = o.cycle_id and t.closing = r.closing
        where r.given > r.cases * o.case_size and o.loose = 0
          or not exists (select 1 from order_line l where l.offer_id = o.id and l.locked is not null)
          and r.given <> iif(o.withdrawn_at is not null, 0, iif(o.loose, r.asked, min(r.cases * o.case_size, r.asked + r.flex)))
        """;

    private const string SelectTooMuch = """
        select 'line ' || l.id || ' asks ' || l.asked || ' and up to ' || l.flex || ' more and gets ' || l.allocated as what
        from order_line l
        where l.allocated > l.asked + l.flex and l.locked is null
        """;

    private const string SelectCharges = """
        select c.code || ', member ' || coalesce(t.member_id, e.member_id) || ': order ' || coalesce(t.goods + t.deposit, 0) || ', charge ' || coalesce(-e.amount, 0) as what
        from order_cycle c
        join cycle_state s on s.cycle_id = c.id and s.state = 'Settled'
        join (
          select cycle_id, member_id from order_total
          union
          select cycle_id, member_id from ledger_entry where kind = 'charge') b on b.cycle_id = c.id
        left join order_total t on t.cycle_id = b.cycle_id and t.member_id = b.member_id
        left join ledger_entry e on e.cycle_id = b.cycle_id and e.member_id = b.member_id and e.kind = 'charge'
        where coalesce(t.goods + t.deposit, 0) <> coalesce(-e.amount, 0)
        """;

    private const string SelectEarly = """
        select 'charge ' || e.id || ' of a cycle that is ' || s.state as what
        from ledger_entry e
        join cycle_state s on s.cycle_id = e.cycle_id
        where e.kind = 'charge' and s.state <> 'Settled'
        """;

    private const string SelectStatements = """
        select 'charge ' || e.id || ' of ' || -e.amount || ', statement ' || coalesce(s.reference || ' of ' || s.amount, 'none') as what
        from ledger_entry e
        join member m on m.id = e.member_id
        left join statement s on s.charge_id = e.id
        where e.kind = 'charge' and iif(m.kind = 'shelf', s.id is not null,
          s.id is null or s.amount <> -e.amount or s.member_id <> e.member_id or s.cycle_id <> e.cycle_id)
        """;

    private const string SelectBalances = """
        select 'member ' || b.member_id || ': balance ' || b.balance || ', entries ' || coalesce(sum(e.amount), 0) as what
        from member_balance b
        left join ledger_entry e on e.member_id = b.member_id
        group by b.member_id
        having b.balance <> coalesce(sum(e.amount), 0)
        """;

    private const string SelectReversals = """
        select 'entry ' || r.id || ' takes back ' || e.id as what
        from ledger_entry r
        join ledger_entry e on e.id = r.reverses_id
        where r.amount <> -e.amount or r.member_id <> e.member_id or e.kind = 'reversal'
        """;

    private const string SelectWords = """
        select 'statement ' || w.statement_id || ' is said to be paid ' || count(*) || ' times' as what
        from payment_word w
        where not exists (select 1 from ledger_entry r where r.reverses_id = w.entry_id)
        group by w.statement_id
        having count(*) > 1
        """;

    // A smaller room or a lower cap removes nobody (then a decision is recorded); but nobody joins past it.
    private const string SelectSeats = """
        select t.seats || ' seats taken of ' || min(r.seats * r.windows, coalesce(r.assembly_cap, r.seats * r.windows)) as what
        from seats_taken t
        cross join room r
        where t.seats > min(r.seats * r.windows, coalesce(r.assembly_cap, r.seats * r.windows))
          and (select max(joined_on) from member where left_on is null) > coalesce((select max(substr(recorded_at, 1, 10)) from decision), '')
        """;

    private const string SelectMails = """
        select 'mail ' || key || ' is sent, skipped and failed at once' as what
        from mail
        where (sent_at is not null) + (skipped_at is not null) + (failed_at is not null) > 1
        """;

    // The key holds kind, cycle and closing; so this says that no person was told the same twice under another key.
    private const string SelectTwice = """
        select 'person ' || m.person_id || ' has ' || count(*) || ' mails ' || m.kind || ' of one closing' as what
        from mail m
        join order_cycle c on m.key like m.kind || '/' || c.code || '/%'
        where m.kind in ('ordering-open', 'last-call', 'cases-short', 'your-order')
        group by m.person_id, m.kind, c.id, substr(m.key, 1, length(m.kind || '/' || c.code || '/') - 1 + instr(substr(m.key, length(m.kind || '/' || c.code || '/') + 1) || '/', '/'))
        having count(*) > 1
        """;

    // An order's mail that holds is of an order that counts as sent; nothing that was taken back may still leave.
    private const string SelectSupplierMails = """
        select 'mail ' || m.key || ', ' || iif(x.taken_back_at is null, 'which does not fit its order', 'taken back, still waits') as what
        from supplier_mail x
        join mail m on m.id = x.mail_id
        left join supplier_order o on o.cycle_id = x.cycle_id and o.closing = x.closing and o.supplier_id = x.supplier_id
        where iif(x.taken_back_at is null,
          m.kind = 'supplier-order' and (o.sent_at is null or o.dropped_at is not null),
          m.sent_at is null and m.skipped_at is null)
        """;

    // Who ordered for a household while it was open is known (what is set by hand after closing is something else), and the household hears of it.
    private const string SelectSittings = """
        select 'line ' || l.id || ' was last changed by person ' || l.changed_by || ' of another household, in no sitting' as what
        from order_line l
        join offer o on o.id = l.offer_id
        join person p on p.id = l.changed_by and p.member_id <> l.member_id
        where (l.asked > 0 or l.flex > 0)
          and (select e.state from cycle_event e where e.cycle_id = o.cycle_id and e.at <= l.changed_at order by e.id desc limit 1) in ('Open', 'Fill')
          and not exists (
          select 1
          from order_sitting_line x
          join order_sitting s on s.id = x.order_sitting_id and s.person_id = l.changed_by and s.member_id = l.member_id
          where x.order_line_id = l.id)
        union all
        select 'sitting ' || s.id || ' of ' || c.code || ', which is ' || t.state || ', has not ended'
        from order_sitting s
        join order_cycle c on c.id = s.cycle_id
        join cycle_state t on t.cycle_id = s.cycle_id
        where s.ended_at is null and t.state not in ('Open', 'Fill')
        union all
        select 'sitting ' || s.id || ' says ' || s.mails || ' mails, ' || count(distinct m.person_id) || ' persons have one'
        from order_sitting s
        join order_cycle c on c.id = s.cycle_id
        left join mail m on m.batch = 'ordered-for-you/' || c.code || '/sitting-' || s.id
        where s.ended_at is not null
        group by s.id
        having count(distinct m.person_id) < s.mails
        """;

    // What became of an offer after it opened is what is written down of it, each correction beginning where the one before it ended.
    private const string SelectCorrections = """
        select 'offer ' || o.id || ' is ' || iif(o.withdrawn_at is null, 'offered', 'withdrawn') || ' and not as it was corrected last' as what
        from offer o
        where (o.withdrawn_at is not null) <> coalesce(
          (select c.kind = 'Withdrawn' from offer_correction c where c.offer_id = o.id and c.kind <> 'Price' order by c.id desc limit 1), 0)
        union all
        select 'correction ' || c.id || ' of offer ' || c.offer_id || ' to ' || c.price || ' and ' || c.deposit
        from offer_correction c
        join offer o on o.id = c.offer_id
        left join offer_correction n on n.id = (select min(x.id) from offer_correction x where x.offer_id = c.offer_id and x.id > c.id)
        where c.price <> coalesce(n.price_before, o.price) or c.deposit <> coalesce(n.deposit_before, o.deposit)
        """;

    public static readonly IReadOnlyList<Invariant> All =
    [
        new("Damage", SelectDamage), new("Orphans", SelectOrphans),
        new("Layers", SelectLayers), new("Steps", SelectSteps), new("Late", SelectLate), new("States", SelectStates),
        new("Unclosed", SelectUnclosed), new("Cases", SelectCases), new("Corrections", SelectCorrections), new("Sums", SelectSums), new("OverGiven", SelectOverGiven), new("TooMuch", SelectTooMuch),
        new("Charges", SelectCharges), new("Early", SelectEarly), new("Statements", SelectStatements), new("Balances", SelectBalances),
        new("Reversals", SelectReversals), new("Words", SelectWords),
        new("Seats", SelectSeats), new("Mails", SelectMails), new("Twice", SelectTwice), new("SupplierMails", SelectSupplierMails), new("Sittings", SelectSittings),
    ];
}
