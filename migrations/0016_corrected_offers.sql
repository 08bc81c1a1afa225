-- The offer of a month is frozen when it opens. What is put right after that, and why, is written down here and shown to whom it touches.
create table offer_correction (
  id integer primary key,
  offer_id integer not null references offer (id),
  at text not null,
  person_id integer not null references person (id), -- the buyer
  kind text not null check (kind in ('Withdrawn', 'Again', 'Price')),
  reason text not null check (kind = 'Again' or length(trim(reason)) > 0),
  price_before integer not null check (price_before >= 0),
  deposit_before integer not null,
  price integer not null check (price >= 0),
  deposit integer not null,
  check ((kind = 'Price') = (price <> price_before or deposit <> deposit_before))
) strict;

create index offer_correction_offer on offer_correction (offer_id);

create trigger offer_correction_is_never_changed before update on offer_correction
begin
  select raise(abort, 'What was corrected stays written down: correct it again instead.');
end;
create trigger offer_correction_is_never_deleted before delete on offer_correction
begin
  select raise(abort, 'What was corrected stays written down: correct it again instead.');
end;

-- What is asked of a withdrawn offer does not come: it counts for nothing.
drop view order_total;
create view order_total as
select o.cycle_id, l.member_id,
  sum((o.price * coalesce(l.taken, l.delivered, l.allocated, iif(o.withdrawn_at is null, l.asked, 0)) + 500) / 1000) as goods,
  sum((o.deposit * coalesce(l.taken, l.delivered, l.allocated, iif(o.withdrawn_at is null, l.asked, 0)) + 500) / 1000) as deposit,
  sum(coalesce(l.taken, l.delivered, l.allocated, iif(o.withdrawn_at is null, l.asked, 0)) > 0) as lines
from order_line l
join offer o on o.id = l.offer_id
group by o.cycle_id, l.member_id;
