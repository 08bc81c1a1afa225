-- What the mails of a step told of a line. Who was told is each person whose mail of the batch was not withdrawn: a step that is
-- taken back and taken again tells each of them what is new since then, and nobody the same twice.
create table order_line_told (
  id integer primary key,
  order_line_id integer not null references order_line (id),
  closing integer not null,
  batch text not null,                            -- of the mails: changes-since-closing/2026-11/1
  before integer not null check (before >= 0),    -- what the line's member had been told until then
  amount integer not null check (amount >= 0),
  unique (order_line_id, batch)
) strict;

-- Who gets no mails (no address, or not wanted) reads it on the order's page.
create view order_line_heard as
select p.id as person_id, t.id, t.order_line_id, t.closing, t.batch, t.amount
from order_line_told t
join order_line l on l.id = t.order_line_id
join person p on p.member_id = l.member_id
where not exists (select 1 from mail m where m.person_id = p.id and m.batch = t.batch and m.skip_reason = 'changed');

alter table order_line drop column told_before;
