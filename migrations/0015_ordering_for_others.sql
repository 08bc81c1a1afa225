-- Ordering for a member: by a buyer, or at the member's word on the phone, while ordering is open.

-- What one buyer changes in one member's order in one go. It ends when the buyer says so, a while after the last change, or when ordering
-- closes; then the household is told, if something is other than it was.
create table order_sitting (
  id integer primary key,
  cycle_id integer not null references order_cycle (id),
  member_id integer not null references member (id),
  person_id integer not null references person (id), -- the buyer
  began_at text not null,
  ended_at text check (ended_at >= began_at),
  products integer check (products >= 0), -- how many were other than before when it ended
  mails integer check (mails >= 0),       -- how many were written about it
  check ((ended_at is null) = (products is null) and (ended_at is null) = (mails is null)),
  check (mails = 0 or products > 0)
) strict;

create unique index order_sitting_open on order_sitting (member_id, person_id, cycle_id) where ended_at is null;
create index order_sitting_cycle on order_sitting (cycle_id);

-- A line as it stood before it was first changed in a sitting.
create table order_sitting_line (
  order_sitting_id integer not null references order_sitting (id),
  order_line_id integer not null references order_line (id),
  asked integer not null check (asked >= 0),
  flex integer not null check (flex >= 0),
  note text not null,
  primary key (order_sitting_id, order_line_id)
) strict, without rowid;

create index order_sitting_line_line on order_sitting_line (order_line_id);

-- What of a sitting is other than before, as the lines stand now: also where somebody else has changed them since.
create view order_sitting_news as
select x.order_sitting_id, x.order_line_id, x.asked as asked_before, x.flex as flex_before, x.note as note_before
from order_sitting_line x
join order_line l on l.id = x.order_line_id
where x.asked <> l.asked or x.flex <> l.flex or x.note <> l.note and (l.asked > 0 or l.flex > 0);

-- When its buyer last changed something in a sitting, as far as nobody has changed the same lines since.
create view order_sitting_last as
select s.id as order_sitting_id, max(s.began_at, coalesce((
    select max(l.changed_at)
    from order_sitting_line x
    join order_line l on l.id = x.order_line_id
    where x.order_sitting_id = s.id and l.changed_by = s.person_id), '')) as at
from order_sitting s;

-- Lines that were last changed by somebody who is not of the household, with that person's name: these are marked. What was tapped and
-- taken back and was never asked before is nothing to speak of.
create view order_line_entered as
select l.id as order_line_id, p.name
from order_line l
join person p on p.id = l.changed_by and p.member_id <> l.member_id
where l.asked > 0 or l.flex > 0
  or exists (select 1 from order_sitting_line x where x.order_line_id = l.id and (x.asked > 0 or x.flex > 0));
