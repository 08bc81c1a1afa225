-- What buyers do to orders themselves, and the floor for balances.

-- A line set by hand after closing: who did it last, when, and why; also of a line that was released again (locked null).
alter table order_line add column hand_at text;
alter table order_line add column hand_by integer references person (id);
alter table order_line add column hand_reason text not null default '' check ((hand_at is null) = (hand_reason = ''));

-- Cases of an offer that a buyer ordered on top of what closing made of it.
alter table offer_result add column added_cases integer not null default 0 check (added_cases between 0 and cases);

-- The assembly may set a floor: no order takes a balance below it. Cents; null: there is none.
alter table coop add column balance_floor integer check (balance_floor between -1000000 and 0);

-- How much more a member may order before its balance could fall below the floor: balance, less all orders that are not charged yet, each
-- at what it costs at most (what comes once it has closed; before that what is asked and accepted besides, without what was withdrawn).
-- Null: there is no floor, or it is the co-op's own shelf. Orders are looked up by cycle: two or three are not settled, however old the file.
create view member_room as
select m.id as member_id,
  iif(c.balance_floor is null or m.kind <> 'member', null,
    (select coalesce(sum(e.amount), 0) from ledger_entry e where e.member_id = m.id) - c.balance_floor
    - (select coalesce(sum((o.price * l.units + 500) / 1000 + (o.deposit * l.units + 500) / 1000), 0)
       from cycle_state s
       cross join offer o on o.cycle_id = s.cycle_id
       cross join (
         select offer_id, member_id, allocated, coalesce(taken, delivered, allocated, asked + flex) as units from order_line) l
         on l.offer_id = o.id and l.member_id = m.id
       where s.state not in ('Planned', 'Settled') and (l.allocated is not null or o.withdrawn_at is null))) as room
from member m
cross join coop c;
