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

-- Who said that a statement is paid; a word taken back is the reversal of its entry.
create table payment_word (
  entry_id integer primary key references ledger_entry (id),
  statement_id integer not null references statement (id)
) strict;
create index payment_word_statement on payment_word (statement_id);

create view member_balance as
select m.id as member_id, coalesce(sum(e.amount), 0) as balance
from member m
left join ledger_entry e on e.member_id = m.id
group by m.id;
