-- Suppliers, what they sell, and the lists they send.
-- Quantities are thousandths of the unit, money cents, supplier prices millionths of a euro.

create table supplier (
  id integer primary key,
  name text not null unique check (length(trim(name)) > 0),
  email text not null default '',
  customer_number text not null default '',
  minimum integer not null default 0 check (minimum >= 0), -- net, in cents
  markup integer check (markup between 0 and 10000),       -- basis points; null: the co-op's
  language text not null default 'nl' check (language in ('nl', 'en')),
  ended_at text,
  created_at text not null
) strict;

create table storage_place (
  id integer primary key,
  name text not null unique,
  walk integer not null -- place in the walking order
) strict;

create table category (
  name text primary key,
  storage_place_id integer references storage_place (id),
  walk integer not null default 1000
) strict, without rowid;

create table vat_rate (
  class text not null check (class in ('none', 'low', 'high')),
  from_on text not null,
  rate integer not null check (rate between 0 and 10000), -- basis points
  primary key (class, from_on)
) strict, without rowid;
insert into vat_rate (class, from_on, rate) values
  ('none', '1969-01-01', 0),
  ('low', '1986-10-01', 600), ('low', '2019-01-01', 900),
  ('high', '2001-01-01', 1900), ('high', '2012-10-01', 2100);

create table product (
  id integer primary key,
  supplier_id integer not null references supplier (id),
  identity text not null, -- the code, or name|unit|brand where the list has none
  code text not null default '',
  name text not null check (length(trim(name)) > 0),
  brand text not null default '',
  origin text not null default '',
  quality text not null default '',
  unit text not null,
  case_size integer not null check (case_size > 0),
  price integer not null check (price >= 0),         -- as given, millionths of a euro
  price_per integer not null check (price_per > 0),  -- for so many units
  vat_class text not null check (vat_class in ('none', 'low', 'high')),
  deposit integer not null default 0,                -- cents per unit
  category text not null default '',
  list_category text,                                -- what the list says where the buyer chose another category
  contains text not null default '',                 -- allergens, by ';'
  without text not null default '',                  -- declared as not in it, by ';'
  ingredients text not null default '',
  weighed integer not null default 0 check (weighed in (0, 1)),
  list_weighed integer check (list_weighed in (0, 1)), -- what the list says where the buyer chose otherwise
  loose integer not null default 0 check (loose in (0, 1)),
  flags text not null default '',
  status text not null check (status in ('active', 'inactive')),
  choice text not null default 'offered' check (choice in ('offered', 'maybe', 'never')),
  markup integer check (markup between 0 and 10000),
  order_step integer not null default 1000 check (order_step > 0),
  -- one supplier unit sold in parts: own unit, and how many of it in a supplier unit
  part_unit text,
  parts integer check (parts > 0),
  first_seen_at text not null,
  changed_at text not null,
  gone_at text,
  unique (supplier_id, identity),
  check ((part_unit is null) = (parts is null))
) strict;
create index product_category on product (category);

create table catalogue_import (
  id integer primary key,
  supplier_id integer not null references supplier (id),
  file_name text not null,
  sha256 text not null,
  format text not null,
  same_rows integer not null default 0,
  -- lists of this supplier that had been applied when this one was compared: more of them now means stale
  after_imports integer not null default 0,
  file blob, -- the list, gzipped, until it is applied: to compare it again
  uploaded_at text not null,
  uploaded_by integer references person (id),
  applied_at text,
  applied_by integer references person (id)
) strict;

create table import_row (
  id integer primary key,
  import_id integer not null references catalogue_import (id),
  line integer not null,
  kind text not null check (kind in ('new', 'changed', 'gone', 'unreadable')),
  product_id integer references product (id),
  content text,  -- the row as read and what it replaces, as JSON
  reason text,   -- why unreadable: text key and arguments, as JSON
  ticked integer not null default 1 check (ticked in (0, 1))
) strict;
create index import_row_import on import_row (import_id, kind);
