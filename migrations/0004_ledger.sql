-- Money on trust: entries are never changed or deleted, only reversed. A charge is negative, a payment positive.

create table ledger_entry (
  id integer primary key,
  member_id integer not null references member (id),
  kind text not null check (kind in ('charge', 'payment', 'correction', 'reversal')),
  amount integer not null check (amount <> 0 or kind = 'charge'), -- cents
  cycle_id integer references order_cycle (id),
  reverses_id integer unique references ledger_entry (id),
  at text not null,
  by_person_id integer references person (id),
  note text not null default '',
  once text unique, -- given to a form when it is shown: the same form sent twice books once
  check (kind <> 'charge' or (amount <= 0 and cycle_id is not null)),
  check (kind <> 'payment' or amount > 0),
  check ((kind = 'reversal') = (reverses_id is not null))
) strict;
create index ledger_entry_member on ledger_entry (member_id, at);
-- A member is charged once per cycle, whatever is clicked how often.
create unique index ledger_entry_charge on ledger_entry (cycle_id, member_id) where kind = 'charge';

create trigger ledger_entry_is_never_changed before update on ledger_entry
begin
  select raise(abort, 'The ledger is append-only: reverse the entry instead.');
end;
create trigger ledger_entry_is_never_deleted before delete on ledger_entry
begin
  select raise(abort, 'The ledger is append-only: reverse the entry instead.');
end;
create trigger ledger_entry_reversal_is_exact before insert on ledger_entry when new.kind = 'reversal'
begin
  select raise(abort, 'A reversal takes back exactly one entry of the same member.')
  where not exists (
    select 1 from ledger_entry e
    where e.id = new.reverses_id and e.member_id = new.member_id and e.amount = -new.amount and e.kind <> 'reversal');
end;

create table statement (
  id integer primary key,
  cycle_id integer not null references order_cycle (id),
  member_id integer not null references member (id),
  charge_id integer not null unique references ledger_entry (id),
  reference text not null unique,
  amount integer not null, -- cents, as asked to pay
  due_on text not null,
  made_at text not null,
  unique (cycle_id, member_id)
) strict;
create index statement_member on statement (member_id);
create trigger statement_is_never_changed before update on statement
begin
  select raise(abort, 'A statement stands as it was sent: reverse its charge instead.');
end;
create trigger statement_is_never_deleted before delete on statement
begin
  select raise(abort, 'A statement stands as it was sent: reverse its charge instead.');
end;

-- Who said that a statement is paid; a word taken back is the reversal of its entry.
create table payment_word (
  entry_id integer primary key references ledger_entry (id),
  statement_id integer not null references statement (id)
) strict;
create index payment_word_statement on payment_word (statement_id);
create trigger payment_word_is_never_changed before update on payment_word
begin
  select raise(abort, 'Who said what stays: reverse the payment instead.');
end;
create trigger payment_word_is_never_deleted before delete on payment_word
begin
  select raise(abort, 'Who said what stays: reverse the payment instead.');
end;
create trigger payment_word_is_once before insert on payment_word
begin
  select raise(abort, 'A word is a payment of the member whose statement it is.')
  where not exists (
    select 1 from ledger_entry e join statement s on s.member_id = e.member_id
    where e.id = new.entry_id and e.kind = 'payment' and s.id = new.statement_id);
  select raise(abort, 'This statement has been said to be paid already.')
  where exists (
    select 1 from payment_word w
    where w.statement_id = new.statement_id
      and not exists (select 1 from ledger_entry r where r.reverses_id = w.entry_id));
end;

-- A statement as it stands now: withdrawn when its charge was reversed, and the word that holds, if any.
create view statement_now as
select s.id, s.cycle_id, s.member_id, s.reference, s.amount, s.due_on, s.made_at,
  exists (select 1 from ledger_entry r where r.reverses_id = s.charge_id) as withdrawn,
  e.id as said_id, e.at as said_at, e.by_person_id as said_by_id
from statement s
left join ledger_entry e on e.id = (
  select w.entry_id from payment_word w
  where w.statement_id = s.id and not exists (select 1 from ledger_entry r where r.reverses_id = w.entry_id));

-- What a line costs once its cycle has closed: what was never given is not charged. Rounded half up to the cent, as in order_total.
create view taken_line as
select o.cycle_id, l.member_id, l.id as order_line_id, l.offer_id,
  coalesce(l.taken, l.delivered, l.allocated, 0) as taken,
  (o.price * coalesce(l.taken, l.delivered, l.allocated, 0) + 500) / 1000 as goods,
  (o.deposit * coalesce(l.taken, l.delivered, l.allocated, 0) + 500) / 1000 as deposit
from order_line l
join offer o on o.id = l.offer_id;

create view member_balance as
select m.id as member_id, coalesce(sum(e.amount), 0) as balance
from member m
left join ledger_entry e on e.member_id = m.id
group by m.id;
