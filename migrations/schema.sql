-- Generated from the migrations by `make schema`; a test holds it to them. Do not edit.

CREATE TABLE migration (number integer primary key, name text not null, applied_at text not null) strict;

CREATE TABLE coop (
  id integer primary key check (id = 1),
  name text not null check (length(trim(name)) > 0),
  code text not null check (length(code) between 2 and 6 and code not glob '*[^A-Z0-9]*'),
  zone text not null,
  language text not null check (language in ('nl', 'en')),
  mail_address text not null default '',
  address text not null default '',
  iban text not null default '',
  account_name text not null default '',
  markup integer not null default 400 check (markup between 0 and 10000), -- basis points
  allocation text not null default 'first-come' check (allocation in ('first-come', 'fair-share')),
  due_days integer not null default 14 check (due_days between 0 and 365),
  home text not null default '' check (home = '' or home glob 'http*://*'), -- its address on the web, for links in mails
  accent_hue integer not null default 150 check (accent_hue between 0 and 359),
  created_at text not null
, mails_per_hour integer not null default 0 check (mails_per_hour >= 0), balance_floor integer check (balance_floor between -1000000 and 0)) strict;

CREATE TABLE room (
  id integer primary key check (id = 1),
  name text not null check (length(trim(name)) > 0),
  seats integer not null check (seats > 0),
  windows integer not null default 1 check (windows between 1 and 24),
  assembly_cap integer check (assembly_cap > 0)
) strict;

CREATE TABLE decision (
  id integer primary key,
  decided_on text not null,
  words text not null check (length(trim(words)) > 0),
  recorded_at text not null,
  recorded_by integer references person (id)
) strict;

CREATE TABLE setup_link (
  token_hash blob primary key,
  created_at text not null,
  used_at text
) strict, without rowid;

CREATE TABLE member (
  id integer primary key,
  number integer not null unique check (number between 1 and 9999),
  name text not null check (length(trim(name)) > 0),
  seats integer not null check (seats between 0 and 99),
  kind text not null default 'member' check (kind in ('member', 'shelf')),
  joined_on text not null,
  left_on text check (left_on >= joined_on), hides_name integer not null default 0 check (hides_name in (0, 1)),
  check (kind = 'member' or seats = 0)
) strict;

CREATE VIEW seats_taken as
select coalesce(sum(seats), 0) as seats
from member
where left_on is null and kind = 'member';

CREATE TABLE person (
  id integer primary key,
  member_id integer not null references member (id),
  name text not null check (length(trim(name)) > 0),
  email text unique check (email = lower(email) and email like '%_@_%'),
  phone text not null default '',
  language text not null check (language in ('nl', 'en')),
  password_hash text,
  security_stamp text not null,
  access_failed integer not null default 0,
  lockout_until text,
  left_on text,
  created_at text not null
, mail_token text, may_not_lift integer not null default 0 check (may_not_lift in (0, 1)), likes_to_help integer not null default 0 check (likes_to_help in (0, 1))) strict;

CREATE INDEX person_member on person (member_id);

CREATE TABLE person_role (
  person_id integer not null references person (id),
  role text not null check (role in
    ('Buyer', 'ShiftCoordinator', 'PickupHost', 'Treasurer', 'MembershipCoordinator', 'Admin')),
  granted_at text not null,
  granted_by integer references person (id),
  primary key (person_id, role)
) strict, without rowid;

CREATE TABLE past_role (
  id integer primary key,
  person_id integer not null references person (id),
  role text not null,
  granted_at text not null,
  granted_by integer references person (id),
  ended_at text not null,
  ended_by integer references person (id)
) strict;

CREATE INDEX past_role_person on past_role (person_id);

CREATE TABLE mail_link (
  token_hash blob primary key,
  person_id integer not null references person (id),
  purpose text not null check (purpose in ('sign-in', 'reset', 'invite')),
  created_at text not null,
  expires_at text not null,
  used_at text
) strict, without rowid;

CREATE INDEX mail_link_person on mail_link (person_id);

CREATE TABLE supplier (
  id integer primary key,
  name text not null unique check (length(trim(name)) > 0),
  email text not null default '',
  customer_number text not null default '',
  minimum integer not null default 0 check (minimum >= 0), -- net, in cents
  markup integer check (markup between 0 and 10000),       -- basis points; null: the co-op's
  language text not null default 'nl' check (language in ('nl', 'en')),
  ended_at text,
  created_at text not null
, tell_nothing integer not null default 0 check (tell_nothing in (0, 1)), send_codes integer not null default 0 check (send_codes in (0, 1))) strict;

CREATE TABLE storage_place (
  id integer primary key,
  name text not null unique,
  walk integer not null -- place in the walking order
) strict;

CREATE TABLE category (
  name text primary key,
  storage_place_id integer references storage_place (id),
  walk integer not null default 1000
) strict, without rowid;

CREATE TABLE vat_rate (
  class text not null check (class in ('none', 'low', 'high')),
  from_on text not null,
  rate integer not null check (rate between 0 and 10000), -- basis points
  primary key (class, from_on)
) strict, without rowid;

CREATE TABLE product (
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

CREATE INDEX product_category on product (category);

CREATE TABLE catalogue_import (
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

CREATE TABLE import_row (
  id integer primary key,
  import_id integer not null references catalogue_import (id),
  line integer not null,
  kind text not null check (kind in ('new', 'changed', 'gone', 'unreadable')),
  product_id integer references product (id),
  content text,  -- the row as read and what it replaces, as JSON
  reason text,   -- why unreadable: text key and arguments, as JSON
  ticked integer not null default 1 check (ticked in (0, 1))
) strict;

CREATE INDEX import_row_import on import_row (import_id, kind);

CREATE TABLE rhythm (
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

CREATE TABLE rhythm_skip (
  month text primary key,
  reason text not null default ''
) strict, without rowid;

CREATE TABLE rhythm_move (
  month text primary key,
  pickup_on text not null
, pickup_from text, pickup_until text check ((pickup_until is null) = (pickup_from is null) and (pickup_until is null or pickup_until > pickup_from))) strict, without rowid;

CREATE TABLE order_cycle (
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

CREATE TABLE offer (
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

CREATE TABLE order_line (
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
  taken integer check (taken >= 0), told integer check (told >= 0), devices text not null default '{}' check (json_valid(devices)), hand_at text, hand_by integer references person (id), hand_reason text not null default '' check ((hand_at is null) = (hand_reason = '')),
  unique (offer_id, member_id)
) strict;

CREATE INDEX order_line_member on order_line (member_id);

CREATE TABLE order_layer (
  id integer primary key,
  order_line_id integer not null references order_line (id),
  at text not null,
  amount integer not null check (amount > 0),
  dropped_at text
) strict;

CREATE INDEX order_layer_line on order_layer (order_line_id);

CREATE TABLE offer_result (
  offer_id integer not null references offer (id),
  closing integer not null,
  asked integer not null,
  flex integer not null,
  cases integer not null check (cases >= 0),
  given integer not null check (given >= 0), added_cases integer not null default 0 check (added_cases between 0 and cases),
  primary key (offer_id, closing)
) strict, without rowid;

CREATE TABLE supplier_order (
  id integer primary key,
  cycle_id integer not null references order_cycle (id),
  supplier_id integer not null references supplier (id),
  closing integer not null,
  sent_at text,
  sent_by integer references person (id), below_minimum integer not null default 0 check (below_minimum in (0, 1)), dropped_at text, dropped_by integer references person (id),
  unique (cycle_id, supplier_id, closing)
) strict;

CREATE TABLE ledger_entry (
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

CREATE INDEX ledger_entry_member on ledger_entry (member_id, at);

CREATE UNIQUE INDEX ledger_entry_charge on ledger_entry (cycle_id, member_id) where kind = 'charge';

CREATE TRIGGER ledger_entry_is_never_changed before update on ledger_entry
begin
  select raise(abort, 'The ledger is append-only: reverse the entry instead.');
end;

CREATE TRIGGER ledger_entry_is_never_deleted before delete on ledger_entry
begin
  select raise(abort, 'The ledger is append-only: reverse the entry instead.');
end;

CREATE TRIGGER ledger_entry_reversal_is_exact before insert on ledger_entry when new.kind = 'reversal'
begin
  select raise(abort, 'A reversal takes back exactly one entry of the same member.')
  where not exists (
    select 1 from ledger_entry e
    where e.id = new.reverses_id and e.member_id = new.member_id and e.amount = -new.amount and e.kind <> 'reversal');
end;

CREATE TABLE statement (
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

CREATE INDEX statement_member on statement (member_id);

CREATE TRIGGER statement_is_never_changed before update on statement
begin
  select raise(abort, 'A statement stands as it was sent: reverse its charge instead.');
end;

CREATE TRIGGER statement_is_never_deleted before delete on statement
begin
  select raise(abort, 'A statement stands as it was sent: reverse its charge instead.');
end;

CREATE TABLE payment_word (
  entry_id integer primary key references ledger_entry (id),
  statement_id integer not null references statement (id)
) strict;

CREATE INDEX payment_word_statement on payment_word (statement_id);

CREATE TRIGGER payment_word_is_never_changed before update on payment_word
begin
  select raise(abort, 'Who said what stays: reverse the payment instead.');
end;

CREATE TRIGGER payment_word_is_never_deleted before delete on payment_word
begin
  select raise(abort, 'Who said what stays: reverse the payment instead.');
end;

CREATE TRIGGER payment_word_is_once before insert on payment_word
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

CREATE VIEW statement_now as
select s.id, s.cycle_id, s.member_id, s.reference, s.amount, s.due_on, s.made_at,
  exists (select 1 from ledger_entry r where r.reverses_id = s.charge_id) as withdrawn,
  e.id as said_id, e.at as said_at, e.by_person_id as said_by_id
from statement s
left join ledger_entry e on e.id = (
  select w.entry_id from payment_word w
  where w.statement_id = s.id and not exists (select 1 from ledger_entry r where r.reverses_id = w.entry_id));

CREATE VIEW taken_line as
select o.cycle_id, l.member_id, l.id as order_line_id, l.offer_id,
  coalesce(l.taken, l.delivered, l.allocated, 0) as taken,
  (o.price * coalesce(l.taken, l.delivered, l.allocated, 0) + 500) / 1000 as goods,
  (o.deposit * coalesce(l.taken, l.delivered, l.allocated, 0) + 500) / 1000 as deposit
from order_line l
join offer o on o.id = l.offer_id;

CREATE VIEW member_balance as
select m.id as member_id, coalesce(sum(e.amount), 0) as balance
from member m
left join ledger_entry e on e.member_id = m.id
group by m.id;

CREATE TABLE mail (
  id integer primary key,
  key text not null unique,
  kind text not null,
  person_id integer references person (id),
  address text not null,
  reply_to text not null default '',
  subject text not null,
  body_text text,  -- erased once sent where the mail lets its reader in
  body_html text,
  secret integer not null default 0 check (secret in (0, 1)),
  message_id text not null unique,
  priority integer not null default 5, -- sign-in 0
  created_at text not null,
  useful_until text,
  next_try_at text not null,
  tries integer not null default 0,
  lease_until text,
  sent_at text,
  skipped_at text,
  failed_at text,
  error text not null default ''
, batch text not null default '', stop_address text not null default '', skip_reason text not null default '' check (skip_reason in ('', 'late', 'later-one', 'stopped', 'changed', 'by-hand')), by_hand integer not null default 0 check (by_hand in (0, 1))) strict;

CREATE INDEX mail_due on mail (priority, next_try_at) where sent_at is null and skipped_at is null and failed_at is null;

CREATE TABLE mail_attachment (
  id integer primary key,
  mail_id integer not null references mail (id),
  file_name text not null,
  media_type text not null,
  content blob not null
) strict;

CREATE TABLE job_run (
  id integer primary key,
  job text not null,
  started_at text not null,
  finished_at text,
  did text not null default '',
  error text not null default ''
, times integer not null default 1 check (times >= 1)) strict;

CREATE INDEX job_run_job on job_run (job, id);

CREATE TABLE "cycle_event" (
  id integer primary key,
  cycle_id integer not null references order_cycle (id),
  closing integer not null check (closing >= 1),
  state text not null check (state in
    ('Planned', 'Open', 'Fill', 'Closed', 'Ordered', 'Delivered', 'Pickup', 'Settled')),
  round integer not null default 1 check (round >= 1), -- the first, second … time in this state within this closing
  back integer not null default 0 check (back in (0, 1)),
  at text not null,
  by_person_id integer references person (id), -- null: the clock
  reason text not null default '',
  closes_at text, -- the new closing time that a step back to Open or Fill was given
  unique (cycle_id, closing, state, round),
  check (back = 0 or length(trim(reason)) > 0 and by_person_id is not null)
) strict;

CREATE VIEW cycle_state as
select c.id as cycle_id, e.state, e.closing, e.round, e.at
from order_cycle c
join cycle_event e on e.id = (select max(id) from cycle_event where cycle_id = c.id);

CREATE TABLE cycle_post (
  kind text not null,
  about text not null, -- as in the keys of its mails
  cycle_id integer not null references order_cycle (id),
  at text not null,
  mails integer not null check (mails >= 0),
  primary key (kind, about)
) strict, without rowid;

CREATE TABLE cycle_move (
  id integer primary key,
  code text not null,
  pickup_before text not null,
  pickup_after text, -- null: the month is skipped
  at text not null,
  by_person_id integer references person (id),
  reason text not null default ''
) strict;

CREATE INDEX cycle_move_code on cycle_move (code);

CREATE INDEX mail_batch on mail (batch);

CREATE INDEX mail_person on mail (person_id, kind);

CREATE INDEX mail_sent on mail (sent_at) where sent_at is not null;

CREATE INDEX mail_failed on mail (failed_at) where failed_at is not null;

CREATE INDEX mail_skipped on mail (skipped_at) where skipped_at is not null;

CREATE TABLE mail_event (
  id integer primary key,
  mail_id integer not null references mail (id),
  at text not null,
  by_person_id integer references person (id),
  what text not null check (what in ('again', 'address', 'not-sent')),
  detail text not null default '' -- the error that it had, or the former address
) strict;

CREATE INDEX mail_event_mail on mail_event (mail_id);

CREATE UNIQUE INDEX person_mail_token on person (mail_token);

CREATE TRIGGER person_gets_mail_token after insert on person when new.mail_token is null
begin
  update person set mail_token = lower(hex(randomblob(16))) where id = new.id;
end;

CREATE TABLE mail_off (
  person_id integer not null references person (id),
  kind text not null,
  at text not null,
  primary key (person_id, kind)
) strict, without rowid;

CREATE VIEW mail_reader as
select p.id, p.member_id, p.name, p.email, p.language, p.mail_token
from person p
join member m on m.id = p.member_id
where m.kind = 'member' and m.left_on is null and p.left_on is null and p.email is not null;

CREATE TABLE role_address (
  role text primary key check (role in
    ('Buyer', 'ShiftCoordinator', 'PickupHost', 'Treasurer', 'MembershipCoordinator', 'Admin')),
  address text not null check (address = lower(address) and address like '%_@_%')
) strict, without rowid;

CREATE TABLE calendar_feed (
  person_id integer primary key references person (id),
  token text not null unique check (length(token) >= 32),
  made_at text not null
) strict;

CREATE TABLE announcement (
  id integer primary key,
  by_person_id integer not null references person (id),
  role text not null check (role in
    ('Buyer', 'ShiftCoordinator', 'PickupHost', 'Treasurer', 'MembershipCoordinator', 'Admin')), -- as whom, and where answers go
  audience text not null check (audience in ('all', 'ordered', 'role', 'member')),
  cycle_id integer references order_cycle (id),
  to_role text,
  to_member_id integer references member (id),
  subject text not null check (length(trim(subject)) > 0),
  body text not null check (length(trim(body)) > 0),
  people integer not null check (people > 0),
  written_at text not null,
  once text not null unique, -- the same form sent twice writes once
  check ((audience = 'ordered') = (cycle_id is not null)),
  check ((audience = 'role') = (to_role is not null)),
  check ((audience = 'member') = (to_member_id is not null))
) strict;

CREATE TABLE applicant (
  id integer primary key,
  name text not null check (length(trim(name)) > 0),
  email text not null check (email = lower(email) and email like '%_@_%'),
  phone text not null default '',
  language text not null check (language in ('nl', 'en')),
  seats integer not null check (seats between 1 and 99),
  words text not null default '', -- what they wrote along
  applied_at text not null,       -- first come, first served
  by_person_id integer references person (id), -- null: by themselves
  member_id integer references member (id)     -- once joined
) strict;

CREATE INDEX applicant_email on applicant (email);

CREATE TABLE applicant_event (
  id integer primary key,
  applicant_id integer not null references applicant (id),
  state text not null check (state in ('Applied', 'Oriented', 'Waiting', 'Offered', 'Joined', 'Withdrawn', 'Declined', 'Expired')),
  at text not null,
  by_person_id integer references person (id), -- null: the applicant, or the clock
  reason text not null default '',
  valid_until text,
  check ((state = 'Offered') = (valid_until is not null))
) strict;

CREATE INDEX applicant_event_applicant on applicant_event (applicant_id, id);

CREATE VIEW applicant_now as
select a.id, a.name, a.email, a.phone, a.language, a.seats, a.words, a.applied_at, a.member_id, e.state, e.at, e.valid_until, e.id as event_id
from applicant a
join applicant_event e on e.id = (select max(id) from applicant_event where applicant_id = a.id);

CREATE VIEW seats_offered as
select coalesce(sum(seats), 0) as seats from applicant_now where state = 'Offered';

CREATE TABLE applicant_link (
  token_hash blob primary key,
  applicant_id integer not null references applicant (id),
  made_at text not null
) strict, without rowid;

CREATE TABLE skill (
  id integer primary key,
  name_nl text not null unique check (length(trim(name_nl)) > 0),
  name_en text not null unique check (length(trim(name_en)) > 0),
  ended_at text
) strict;

CREATE TABLE person_skill (
  person_id integer not null references person (id),
  skill_id integer not null references skill (id),
  given_at text not null,
  given_by integer references person (id),
  primary key (person_id, skill_id)
) strict, without rowid;

CREATE TABLE duty (
  id integer primary key,
  name_nl text not null unique check (length(trim(name_nl)) > 0),
  name_en text not null unique check (length(trim(name_en)) > 0),
  instructions_nl text not null default '',
  instructions_en text not null default '',
  effort integer not null check (effort between 1 and 3),
  lifting integer not null default 0 check (lifting in (0, 1)),
  at_home integer not null default 0 check (at_home in (0, 1)), -- any time in the month
  experienced integer not null default 1 check (experienced in (0, 1)), -- one spot asks for somebody who has done it before
  walk integer not null default 1000,
  ended_at text,
  created_at text not null
) strict;

CREATE TABLE duty_skill (
  duty_id integer not null references duty (id),
  skill_id integer not null references skill (id),
  everyone integer not null default 0 check (everyone in (0, 1)), -- at least one person has it, or everyone
  primary key (duty_id, skill_id)
) strict, without rowid;

CREATE TABLE duty_coordinator (
  duty_id integer not null references duty (id),
  person_id integer not null references person (id),
  primary key (duty_id, person_id)
) strict, without rowid;

CREATE TABLE duty_session (
  id integer primary key,
  duty_id integer not null references duty (id),
  begins integer not null check (begins between -10080 and 10080), -- minutes after the pickup begins; negative: before
  minutes integer not null check (minutes between 5 and 1440),
  place text not null default '',
  fewest integer not null check (fewest >= 0),
  usual integer not null check (usual >= fewest),
  most integer not null check (most >= usual and most between 1 and 99),
  ended_at text
) strict;

CREATE INDEX duty_session_duty on duty_session (duty_id);

CREATE TABLE rotation (
  id integer primary key,
  starts_at text not null, -- 00:00 of the day on which its first cycle opens
  seed integer not null,   -- of the lots that are drawn for equals
  wishes_opened_at text,
  wishes_until text,
  drafted_at text, -- since when draft_spot says who is to be where; null: the spots do
  published_at text,
  published_by integer references person (id),
  charged_at text,
  ended_at text,
  made_at text not null
) strict;

CREATE TABLE rotation_day (
  rotation_id integer not null references rotation (id),
  cycle_id integer not null unique references order_cycle (id),
  primary key (rotation_id, cycle_id)
) strict, without rowid;

CREATE TABLE shift (
  id integer primary key,
  cycle_id integer references order_cycle (id), -- null: of a pickup that has been skipped, and then cancelled
  duty_id integer not null references duty (id),
  session_id integer references duty_session (id), -- null: of this day only
  starts_at text not null,
  ends_at text not null check (ends_at > starts_at),
  place text not null default '',
  fewest integer not null check (fewest >= 0),
  usual integer not null check (usual >= fewest),
  most integer not null check (most >= usual and most between 1 and 99),
  differs integer not null default 0 check (differs in (0, 1)), -- set by hand: does not follow its template
  sequence integer not null default 0, -- of its calendar event
  cancelled_at text,
  cancelled_by integer references person (id),
  cancel_reason text not null default '',
  check (cancelled_at is null or length(trim(cancel_reason)) > 0),
  check (cycle_id is not null or cancelled_at is not null),
  unique (cycle_id, session_id)
) strict;

CREATE INDEX shift_duty on shift (duty_id);

CREATE TABLE spot (
  id integer primary key,
  shift_id integer not null references shift (id),
  member_id integer not null references member (id),
  person_id integer references person (id), -- who is expected; any of the household may come
  skill_id integer references skill (id),   -- which required skill it stands for
  how text not null check (how in ('plan', 'taken', 'hand', 'stand-in', 'swap', 'moved', 'welcome')),
  taken_at text not null,
  taken_by integer references person (id), -- null: the plan
  looking_at text, -- "I can't be there": stays theirs until somebody takes it
  left_at text,
  left_by integer references person (id),
  left_why text not null default '' check (left_why in ('', 'stand-in', 'swap', 'moved', 'cancelled', 'exempt', 'left', 'freed')),
  check ((left_at is null) = (left_why = ''))
) strict;

CREATE UNIQUE INDEX spot_once on spot (shift_id, member_id) where left_at is null;

CREATE INDEX spot_member on spot (member_id);

CREATE VIEW spot_now as
select s.id, s.shift_id, s.member_id, s.person_id, s.skill_id, s.how, s.taken_at, s.looking_at
from spot s
where s.left_at is null;

CREATE TRIGGER spot_fits before insert on spot when new.left_at is null
begin
  select raise(abort, 'This shift is full.')
  where (select count(*) from spot where shift_id = new.shift_id and left_at is null) >= (select most from shift where id = new.shift_id);
  select raise(abort, 'This shift has been cancelled.')
  where exists (select 1 from shift where id = new.shift_id and cancelled_at is not null);
end;

CREATE TABLE spot_mark (
  id integer primary key,
  spot_id integer not null references spot (id),
  mark text not null check (mark in ('', 'came', 'excused', 'missed')),
  at text not null,
  by_person_id integer references person (id)
) strict;

CREATE INDEX spot_mark_spot on spot_mark (spot_id);

CREATE TABLE duty_entry (
  id integer primary key,
  member_id integer not null references member (id),
  kind text not null check (kind in ('owed', 'done', 'excused', 'missed', 'given', 'received', 'manual', 'reversal')),
  amount integer not null check (amount between -9 and 9),
  rotation_id integer references rotation (id),
  spot_id integer references spot (id),
  reverses_id integer unique references duty_entry (id),
  at text not null,
  by_person_id integer references person (id),
  reason text not null default '',
  check (kind <> 'owed' or amount = -1 and rotation_id is not null),
  check (kind not in ('done', 'excused') or amount = 1),
  check (kind <> 'missed' or amount = 0 and spot_id is not null),
  check (kind <> 'given' or amount = -1),
  check (kind <> 'received' or amount = 1),
  check (kind <> 'manual' or amount <> 0 and length(trim(reason)) > 0),
  check ((kind = 'reversal') = (reverses_id is not null))
) strict;

CREATE INDEX duty_entry_member on duty_entry (member_id, at);

CREATE UNIQUE INDEX duty_entry_owed on duty_entry (rotation_id, member_id) where kind = 'owed';

CREATE TRIGGER duty_entry_is_never_changed before update on duty_entry
begin
  select raise(abort, 'The duty account is append-only: reverse the entry instead.');
end;

CREATE TRIGGER duty_entry_is_never_deleted before delete on duty_entry
begin
  select raise(abort, 'The duty account is append-only: reverse the entry instead.');
end;

CREATE TRIGGER duty_entry_reversal_is_exact before insert on duty_entry when new.kind = 'reversal'
begin
  select raise(abort, 'A reversal takes back exactly one entry of the same member.')
  where not exists (
    select 1 from duty_entry e
    where e.id = new.reverses_id and e.member_id = new.member_id and e.amount = -new.amount and e.kind <> 'reversal');
end;

CREATE TRIGGER duty_entry_pot_is_not_empty before insert on duty_entry when new.kind = 'received'
begin
  select raise(abort, 'The solidarity pot is empty.')
  where coalesce((
    select -sum(e.amount) from duty_entry e
    where e.kind in ('given', 'received')
      and not exists (select 1 from duty_entry r where r.reverses_id = e.id)), 0) <= 0;
end;

CREATE VIEW duty_balance as
select m.id as member_id, coalesce(sum(e.amount), 0) as balance
from member m
left join duty_entry e on e.member_id = m.id
group by m.id;

CREATE VIEW duty_pot as
select coalesce(-sum(e.amount), 0) as shifts
from duty_entry e
where e.kind in ('given', 'received') and not exists (select 1 from duty_entry r where r.reverses_id = e.id);

CREATE TABLE exemption (
  id integer primary key,
  member_id integer not null references member (id),
  kind text not null check (kind in ('illness', 'care', 'birth', 'travel', 'work', 'other', 'pause')),
  from_on text not null,
  until_on text check (until_on >= from_on),
  note text not null default '',
  given_at text not null,
  given_by integer references person (id),
  ended_at text -- taken back
) strict;

CREATE INDEX exemption_member on exemption (member_id);

CREATE TABLE wish (
  rotation_id integer not null references rotation (id),
  member_id integer not null references member (id),
  partner_id integer references member (id) check (partner_id <> member_id),
  at text not null,
  by_person_id integer references person (id),
  primary key (rotation_id, member_id)
) strict, without rowid;

CREATE TABLE wish_cannot (
  rotation_id integer not null references rotation (id),
  member_id integer not null references member (id),
  cycle_id integer not null references order_cycle (id),
  agreed_by integer references person (id), -- a coordinator agreed that no date is left open
  primary key (rotation_id, member_id, cycle_id)
) strict, without rowid;

CREATE TABLE wish_like (
  rotation_id integer not null references rotation (id),
  member_id integer not null references member (id),
  shift_id integer not null references shift (id),
  rank integer not null check (rank in (-1, 1, 2, 3)), -- -1: rather not
  primary key (rotation_id, member_id, shift_id)
) strict, without rowid;

CREATE UNIQUE INDEX wish_like_rank on wish_like (rotation_id, member_id, rank) where rank > 0;

CREATE TABLE draft_spot (
  rotation_id integer not null references rotation (id),
  member_id integer not null references member (id),
  shift_id integer not null references shift (id),
  skill_id integer references skill (id),
  fixed integer not null default 0 check (fixed in (0, 1)),
  at text not null,
  by_person_id integer references person (id),
  primary key (rotation_id, member_id, shift_id)
) strict, without rowid;

CREATE TABLE plan (
  id integer primary key,
  rotation_id integer not null references rotation (id),
  seed integer not null,
  input text not null,   -- as the planner got it, JSON
  figures text not null, -- as the planner gave them, JSON
  made_at text not null,
  made_by integer references person (id)
) strict;

CREATE INDEX plan_rotation on plan (rotation_id);

CREATE TABLE swap (
  id integer primary key,
  spot_id integer not null references spot (id),
  to_member_id integer references member (id),
  offered_at text not null,
  offered_by integer references person (id),
  closed_at text,
  taken_by integer references person (id)
) strict;

CREATE UNIQUE INDEX swap_open on swap (spot_id) where closed_at is null;

CREATE TABLE swap_for (
  swap_id integer not null references swap (id),
  shift_id integer not null references shift (id),
  primary key (swap_id, shift_id)
) strict, without rowid;

CREATE TABLE supplier_mail (
  mail_id integer primary key references mail (id),
  cycle_id integer not null references order_cycle (id),
  closing integer not null,
  supplier_id integer not null references supplier (id),
  nth integer not null check (nth > 0), -- of this supplier in this closing: part of the mail's key
  ordered text not null,                -- day and bare lines, as they stood in it; '' in a mail that says that nothing is ordered
  taken_back_at text,                   -- not sent after all, sent another way, or replaced by a later one
  unique (cycle_id, closing, supplier_id, nth)
) strict;

CREATE UNIQUE INDEX supplier_mail_holds on supplier_mail (cycle_id, closing, supplier_id) where taken_back_at is null;

CREATE INDEX supplier_mail_supplier on supplier_mail (supplier_id);

CREATE VIEW supplier_sent as
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

CREATE TABLE order_line_told (
  id integer primary key,
  order_line_id integer not null references order_line (id),
  closing integer not null,
  batch text not null,                            -- of the mails: changes-since-closing/2026-11/1
  before integer not null check (before >= 0),    -- what the line's member had been told until then
  amount integer not null check (amount >= 0),
  unique (order_line_id, batch)
) strict;

CREATE VIEW order_line_heard as
select p.id as person_id, t.id, t.order_line_id, t.closing, t.batch, t.amount
from order_line_told t
join order_line l on l.id = t.order_line_id
join person p on p.member_id = l.member_id
where not exists (select 1 from mail m where m.person_id = p.id and m.batch = t.batch and m.skip_reason = 'changed');

CREATE TABLE person_duty (
  person_id integer not null references person (id),
  duty_id integer not null references duty (id),
  given_at text not null,
  given_by integer references person (id),
  primary key (person_id, duty_id)
) strict, without rowid;

CREATE VIEW experience as
select e.member_id, s.duty_id, s.starts_at as since
from duty_entry e
join spot t on t.id = e.spot_id
join shift s on s.id = t.shift_id
where e.kind = 'done' and not exists (select 1 from duty_entry r where r.reverses_id = e.id)
union all
select p.member_id, k.duty_id, '' as since
from person_duty k
join person p on p.id = k.person_id
where p.left_on is null;

CREATE TABLE shift_digest (
  week text primary key, -- its Monday
  at text not null,
  mails integer not null check (mails >= 0)
) strict, without rowid;

CREATE TABLE favourite (
  person_id integer not null references person (id),
  product_id integer not null references product (id),
  since text not null,
  primary key (person_id, product_id)
) strict, without rowid;

CREATE INDEX favourite_product on favourite (product_id);

CREATE TABLE offer_change (
  id integer primary key check (id = 1),
  number integer not null
) strict;

CREATE TRIGGER offer_change_insert after insert on offer begin update offer_change set number = number + 1; end;

CREATE TRIGGER offer_change_update after update on offer begin update offer_change set number = number + 1; end;

CREATE TRIGGER offer_change_delete after delete on offer begin update offer_change set number = number + 1; end;

CREATE TRIGGER offer_change_category_insert after insert on category begin update offer_change set number = number + 1; end;

CREATE TRIGGER offer_change_category_update after update on category begin update offer_change set number = number + 1; end;

CREATE TRIGGER offer_change_category_delete after delete on category begin update offer_change set number = number + 1; end;

CREATE TRIGGER offer_change_supplier after update of name on supplier begin update offer_change set number = number + 1; end;

CREATE TABLE shopping_list (
  id integer primary key,
  member_id integer not null references member (id),
  name text not null check (length(trim(name)) > 0),
  made_at text not null,
  made_by integer references person (id),
  removed_at text -- thrown away; can be put back
) strict;

CREATE INDEX shopping_list_member on shopping_list (member_id);

CREATE TABLE shopping_list_line (
  shopping_list_id integer not null references shopping_list (id),
  product_id integer not null references product (id),
  amount integer not null check (amount > 0),
  unit text not null, -- what the amount counted when it was written down: a pack that has grown since is said
  primary key (shopping_list_id, product_id)
) strict, without rowid;

CREATE INDEX offer_product on offer (product_id);

CREATE VIEW member_room as
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

CREATE TABLE order_sitting (
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

CREATE UNIQUE INDEX order_sitting_open on order_sitting (member_id, person_id, cycle_id) where ended_at is null;

CREATE INDEX order_sitting_cycle on order_sitting (cycle_id);

CREATE TABLE order_sitting_line (
  order_sitting_id integer not null references order_sitting (id),
  order_line_id integer not null references order_line (id),
  asked integer not null check (asked >= 0),
  flex integer not null check (flex >= 0),
  note text not null,
  primary key (order_sitting_id, order_line_id)
) strict, without rowid;

CREATE INDEX order_sitting_line_line on order_sitting_line (order_line_id);

CREATE VIEW order_sitting_news as
select x.order_sitting_id, x.order_line_id, x.asked as asked_before, x.flex as flex_before, x.note as note_before
from order_sitting_line x
join order_line l on l.id = x.order_line_id
where x.asked <> l.asked or x.flex <> l.flex or x.note <> l.note and (l.asked > 0 or l.flex > 0);

CREATE VIEW order_sitting_last as
select s.id as order_sitting_id, max(s.began_at, coalesce((
    select max(l.changed_at)
    from order_sitting_line x
    join order_line l on l.id = x.order_line_id
    where x.order_sitting_id = s.id and l.changed_by = s.person_id), '')) as at
from order_sitting s;

CREATE VIEW order_line_entered as
select l.id as order_line_id, p.name
from order_line l
join person p on p.id = l.changed_by and p.member_id <> l.member_id
where l.asked > 0 or l.flex > 0
  or exists (select 1 from order_sitting_line x where x.order_line_id = l.id and (x.asked > 0 or x.flex > 0));

CREATE TABLE offer_correction (
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

CREATE INDEX offer_correction_offer on offer_correction (offer_id);

CREATE TRIGGER offer_correction_is_never_changed before update on offer_correction
begin
  select raise(abort, 'What was corrected stays written down: correct it again instead.');
end;

CREATE TRIGGER offer_correction_is_never_deleted before delete on offer_correction
begin
  select raise(abort, 'What was corrected stays written down: correct it again instead.');
end;

CREATE VIEW order_total as
select o.cycle_id, l.member_id,
  sum((o.price * coalesce(l.taken, l.delivered, l.allocated, iif(o.withdrawn_at is null, l.asked, 0)) + 500) / 1000) as goods,
  sum((o.deposit * coalesce(l.taken, l.delivered, l.allocated, iif(o.withdrawn_at is null, l.asked, 0)) + 500) / 1000) as deposit,
  sum(coalesce(l.taken, l.delivered, l.allocated, iif(o.withdrawn_at is null, l.asked, 0)) > 0) as lines
from order_line l
join offer o on o.id = l.offer_id
group by o.cycle_id, l.member_id;
