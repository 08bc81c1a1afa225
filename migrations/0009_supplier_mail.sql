-- Orders to suppliers by mail: what a supplier wants, which mail an order went into, and what has really gone out.

-- Hears by mail when nothing is ordered of it in a month.
alter table supplier add column tell_nothing integer not null default 0 check (tell_nothing in (0, 1));
-- Gets the bare lines of code and cases as a file of its own.
alter table supplier add column send_codes integer not null default 0 check (send_codes in (0, 1));

-- A person has it sent to one reader: it does not call itself generated, because order desks put such mail aside.
alter table mail add column by_hand integer not null default 0 check (by_hand in (0, 1));

create table supplier_mail (
  mail_id integer primary key references mail (id),
  cycle_id integer not null references order_cycle (id),
  closing integer not null,
  supplier_id integer not null references supplier (id),
  nth integer not null check (nth > 0), -- of this supplier in this closing: part of the mail's key
  ordered text not null,                -- day and bare lines, as they stood in it; '' in a mail that says that nothing is ordered
  taken_back_at text,                   -- not sent after all, sent another way, or replaced by a later one
  unique (cycle_id, closing, supplier_id, nth)
) strict;
-- Of all that were written to a supplier about a closing, at most one holds.
create unique index supplier_mail_holds on supplier_mail (cycle_id, closing, supplier_id) where taken_back_at is null;
create index supplier_mail_supplier on supplier_mail (supplier_id);

-- What has gone out to suppliers: by the buyer's word, or by mail once it has left.
create view supplier_sent as
select o.cycle_id, o.closing, o.supplier_id, o.sent_at as at, 0 as taken_back
from supplier_order o
where o.sent_at is not null and not exists (
  select 1 from supplier_mail x
  where x.cycle_id = o.cycle_id and x.closing = o.closing and x.supplier_id = o.supplier_id and x.taken_back_at is null)
union all
select x.cycle_id, x.closing, x.supplier_id, m.sent_at, x.taken_back_at is not null
from supplier_mail x
join mail m on m.id = x.mail_id
where m.sent_at is not null;
