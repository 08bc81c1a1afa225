-- A step back is a row too: every state that a cycle enters is one, numbered by how often it has been entered within a closing, so
-- that two triggers can never both take the same step.
drop view cycle_state;

create table cycle_event_2 (
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

insert into cycle_event_2 (id, cycle_id, closing, state, at, by_person_id, reason)
select id, cycle_id, closing, state, at, by_person_id, reason from cycle_event;

drop table cycle_event;
alter table cycle_event_2 rename to cycle_event;

create view cycle_state as
select c.id as cycle_id, e.state, e.closing, e.round, e.at
from order_cycle c
join cycle_event e on e.id = (select max(id) from cycle_event where cycle_id = c.id);

-- Reminders that come by the clock alone, and not with a change of state: whom they go to is decided once, and the row says that it has been.
create table cycle_post (
  kind text not null,
  about text not null, -- as in the keys of its mails
  cycle_id integer not null references order_cycle (id),
  at text not null,
  mails integer not null check (mails >= 0),
  primary key (kind, about)
) strict, without rowid;

-- Nobody is reminded of pickups that were over before there were reminders.
insert into cycle_post (kind, about, cycle_id, at, mails)
select 'pickup-tomorrow', c.code || '/' || s.closing || '/' || c.pickup_on, c.id, s.at, 0
from order_cycle c
join cycle_state s on s.cycle_id = c.id
where s.state in ('Closed', 'Ordered', 'Delivered', 'Pickup') and c.pickup_on < date('now');

-- Dates that were changed after a cycle had been planned: for its history, and for calendars that hold the former date.
create table cycle_move (
  id integer primary key,
  code text not null,
  pickup_before text not null,
  pickup_after text, -- null: the month is skipped
  at text not null,
  by_person_id integer references person (id),
  reason text not null default ''
) strict;
create index cycle_move_code on cycle_move (code);

-- A pickup that was moved may have hours of its own; null: the rule's.
alter table rhythm_move add column pickup_from text;
alter table rhythm_move add column pickup_until text check ((pickup_until is null) = (pickup_from is null) and (pickup_until is null or pickup_until > pickup_from));

-- A supplier whose minimum was not reached at closing: its goods are not certain until the buyer orders anyway or drops it.
alter table supplier_order add column below_minimum integer not null default 0 check (below_minimum in (0, 1));
alter table supplier_order add column dropped_at text;
alter table supplier_order add column dropped_by integer references person (id);

-- What the member was last told will come, in a mail or on the result page; other than that is news.
alter table order_line add column told integer check (told >= 0);
alter table order_line add column told_before integer; -- until the last step: whose mail about it did not go is told from there
update order_line set told = coalesce(delivered, allocated) where allocated is not null;

-- Of a mail: what it belongs to (its key without the person), where it is stopped with one click, and why it was not sent.
alter table mail add column batch text not null default '';
alter table mail add column stop_address text not null default '';
alter table mail add column skip_reason text not null default '' check (skip_reason in ('', 'late', 'later-one', 'stopped', 'changed', 'by-hand'));
create index mail_batch on mail (batch);
create index mail_person on mail (person_id, kind);
-- Bodies stand before the moments in a row: the list of the post finds its mails without reading them.
create index mail_sent on mail (sent_at) where sent_at is not null;
create index mail_failed on mail (failed_at) where failed_at is not null;
create index mail_skipped on mail (skipped_at) where skipped_at is not null;

-- What people did to a mail that had been written: who, when, and what it was before.
create table mail_event (
  id integer primary key,
  mail_id integer not null references mail (id),
  at text not null,
  by_person_id integer references person (id),
  what text not null check (what in ('again', 'address', 'not-sent')),
  detail text not null default '' -- the error that it had, or the former address
) strict;
create index mail_event_mail on mail_event (mail_id);

-- The same failure again and again is one row: since when, how often, and when last.
alter table job_run add column times integer not null default 1 check (times >= 1);

-- Whoever holds this may stop this person's mails, and nothing else: it stands in the mails themselves.
alter table person add column mail_token text;
update person set mail_token = lower(hex(randomblob(16)));
create unique index person_mail_token on person (mail_token);
create trigger person_gets_mail_token after insert on person when new.mail_token is null
begin
  update person set mail_token = lower(hex(randomblob(16))) where id = new.id;
end;

create table mail_off (
  person_id integer not null references person (id),
  kind text not null,
  at text not null,
  primary key (person_id, kind)
) strict, without rowid;

-- Whom mails go to: the co-op's own shelf gets none, nor who has left or has no address.
create view mail_reader as
select p.id, p.member_id, p.name, p.email, p.language, p.mail_token
from person p
join member m on m.id = p.member_id
where m.kind = 'member' and m.left_on is null and p.left_on is null and p.email is not null;

-- Where answers go, by the role whose matter it is; a role without one has the co-op's address.
create table role_address (
  role text primary key check (role in
    ('Buyer', 'ShiftCoordinator', 'PickupHost', 'Treasurer', 'MembershipCoordinator', 'Admin')),
  address text not null check (address = lower(address) and address like '%_@_%')
) strict, without rowid;

-- Mail hosts limit how many mails they take; 0: no limit.
alter table coop add column mails_per_hour integer not null default 0 check (mails_per_hour >= 0);

-- A private calendar address; renewing it replaces the token, and the former address stops.
create table calendar_feed (
  person_id integer primary key references person (id),
  token text not null unique check (length(token) >= 32),
  made_at text not null
) strict;

create table announcement (
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
