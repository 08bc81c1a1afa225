-- The month: its dates, its states, its offers, orders and cases.

create table rhythm (
  id integer primary key check (id = 1),
  nth integer not null check (nth between 1 and 5),          -- 5: the last
  weekday integer not null check (weekday between 0 and 6),  -- 0: Sunday
  pickup_from text not null,
  pickup_until text not null check (pickup_until > pickup_from),
  open_days integer not null check (open_days between 1 and 60),  -- before pickup
  open_at text not null,
  fill_days integer not null check (fill_days between 0 and 30),  -- before closing
  close_days integer not null check (close_days between 0 and 30 and close_days < open_days), -- before pickup
  close_at text not null
) strict;

create table rhythm_skip (
  month text primary key,
  reason text not null default ''
) strict, without rowid;

create table rhythm_move (
  month text primary key,
  pickup_on text not null
) strict, without rowid;

create table order_cycle (
  id integer primary key,
  code text not null unique check (code glob '20[0-9][0-9]-[01][0-9]'),
  pickup_on text not null,
  pickup_from text not null,
  pickup_until text not null,
  opens_at text not null,
  fill_at text not null,
  closes_at text not null,
  created_at text not null,
  check (opens_at < closes_at and fill_at <= closes_at and fill_at >= opens_at)
) strict;

-- A change of state is a row. Each closing has a number; a step back begins the next one.
create table cycle_event (
  id integer primary key,
  cycle_id integer not null references order_cycle (id),
  closing integer not null check (closing >= 1),
  state text not null check (state in
    ('Planned', 'Open', 'Fill', 'Closed', 'Ordered', 'Delivered', 'Pickup', 'Settled')),
  at text not null,
  by_person_id integer references person (id), -- null: the clock
  reason text not null default '',
  unique (cycle_id, closing, state)
) strict;

create view cycle_state as
select c.id as cycle_id, e.state, e.closing, e.at
from order_cycle c
join cycle_event e on e.id = (select max(id) from cycle_event where cycle_id = c.id);

-- A product in one cycle, frozen when it opens.
create table offer (
  id integer primary key,
  cycle_id integer not null references order_cycle (id),
  product_id integer not null references product (id),
  supplier_id integer not null references supplier (id),
  code text not null,
  name text not null,
  brand text not null,
  origin text not null,
  quality text not null,
  unit text not null,
  category text not null,
  case_size integer not null check (case_size > 0),
  order_step integer not null check (order_step > 0),
  loose integer not null check (loose in (0, 1)),
  weighed integer not null check (weighed in (0, 1)),
  net_price integer not null check (net_price >= 0),  -- millionths of a euro
  net_per integer not null check (net_per > 0),
  markup integer not null,
  vat_class text not null,
  vat integer not null,
  price integer not null check (price >= 0),          -- cents, VAT included, per unit
  deposit integer not null,
  -- cases are counted in what the supplier sells: with parts, one supplier unit
  contains text not null,
  without text not null,
  ingredients text not null,
  is_new integer not null default 0 check (is_new in (0, 1)),
  withdrawn_at text,
  unique (cycle_id, product_id),
  check (case_size % order_step = 0)
) strict;

create table order_line (
  id integer primary key,
  offer_id integer not null references offer (id),
  member_id integer not null references member (id),
  asked integer not null default 0 check (asked >= 0),
  flex integer not null default 0 check (flex >= 0),
  flex_at_fill integer check (flex_at_fill >= 0), -- as it stood when the fill phase began; null: not before it
  note text not null default '',
  version integer not null default 1,
  changed_at text not null,
  changed_by integer references person (id),
  locked integer check (locked >= 0),       -- set by hand by a buyer
  allocated integer check (allocated >= 0),
  delivered integer check (delivered >= 0),
  taken integer check (taken >= 0),
  unique (offer_id, member_id)
) strict;
create index order_line_member on order_line (member_id);

-- An increase adds a layer; a decrease eats the newest first. What was dropped is remembered, so that
-- the same member can put it back within ten minutes and keep its time.
create table order_layer (
  id integer primary key,
  order_line_id integer not null references order_line (id),
  at text not null,
  amount integer not null check (amount > 0),
  dropped_at text
) strict;
create index order_layer_line on order_layer (order_line_id);

-- The highest change number accepted from each device: an older one is ignored.
create table order_line_device (
  order_line_id integer not null references order_line (id),
  device text not null,
  number integer not null,
  primary key (order_line_id, device)
) strict, without rowid;

-- What closing made of an offer.
create table offer_result (
  offer_id integer not null references offer (id),
  closing integer not null,
  asked integer not null,
  flex integer not null,
  cases integer not null check (cases >= 0),
  given integer not null check (given >= 0),
  primary key (offer_id, closing)
) strict, without rowid;

-- The order to a supplier after a closing; its lines are the offer results.
create table supplier_order (
  id integer primary key,
  cycle_id integer not null references order_cycle (id),
  supplier_id integer not null references supplier (id),
  closing integer not null,
  sent_at text,
  sent_by integer references person (id),
  unique (cycle_id, supplier_id, closing)
) strict;

create view order_total as
select o.cycle_id, l.member_id,
  sum((o.price * coalesce(l.taken, l.delivered, l.allocated, l.asked) + 500) / 1000) as goods,
  sum((o.deposit * coalesce(l.taken, l.delivered, l.allocated, l.asked) + 500) / 1000) as deposit,
  sum(coalesce(l.taken, l.delivered, l.allocated, l.asked) > 0) as lines
from order_line l
join offer o on o.id = l.offer_id
group by o.cycle_id, l.member_id;
