-- The co-op itself, its room, its members and persons.
-- Instants are UTC text 'yyyy-MM-ddTHH:mm:ss.fffZ', dates 'yyyy-MM-dd', times 'HH:mm' in the co-op's zone.

create table coop (
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
) strict;

create table room (
  id integer primary key check (id = 1),
  name text not null check (length(trim(name)) > 0),
  seats integer not null check (seats > 0),
  windows integer not null default 1 check (windows between 1 and 24),
  assembly_cap integer check (assembly_cap > 0)
) strict;

-- What the members' meeting decided: shown to all members.
create table decision (
  id integer primary key,
  decided_on text not null,
  words text not null check (length(trim(words)) > 0),
  recorded_at text not null,
  recorded_by integer references person (id)
) strict;

-- One-time link to the first visit, printed by the program on an empty folder; only its hash is kept.
create table setup_link (
  token_hash blob primary key,
  created_at text not null,
  used_at text
) strict, without rowid;

create table member (
  id integer primary key,
  number integer not null unique check (number between 1 and 9999),
  name text not null check (length(trim(name)) > 0),
  seats integer not null check (seats between 0 and 99),
  kind text not null default 'member' check (kind in ('member', 'shelf')),
  joined_on text not null,
  left_on text check (left_on >= joined_on),
  check (kind = 'member' or seats = 0)
) strict;

create view seats_taken as
select coalesce(sum(seats), 0) as seats
from member
where left_on is null and kind = 'member';

create table person (
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
) strict;
create index person_member on person (member_id);

create table person_role (
  person_id integer not null references person (id),
  role text not null check (role in
    ('Buyer', 'ShiftCoordinator', 'PickupHost', 'Treasurer', 'MembershipCoordinator', 'Admin')),
  granted_at text not null,
  granted_by integer references person (id),
  primary key (person_id, role)
) strict, without rowid;

-- Roles that a person no longer has.
create table past_role (
  id integer primary key,
  person_id integer not null references person (id),
  role text not null,
  granted_at text not null,
  granted_by integer references person (id),
  ended_at text not null,
  ended_by integer references person (id)
) strict;
create index past_role_person on past_role (person_id);

-- Links sent by mail; the token itself stands only in the mail.
create table mail_link (
  token_hash blob primary key,
  person_id integer not null references person (id),
  purpose text not null check (purpose in ('sign-in', 'reset', 'invite')),
  created_at text not null,
  expires_at text not null,
  used_at text
) strict, without rowid;
create index mail_link_person on mail_link (person_id);
