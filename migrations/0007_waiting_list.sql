-- The waiting list: who asked to join, what became of it, and the links by which applicants see their place.

create table applicant (
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
create index applicant_email on applicant (email);

create table applicant_event (
  id integer primary key,
  applicant_id integer not null references applicant (id),
  state text not null check (state in ('Applied', 'Oriented', 'Waiting', 'Offered', 'Joined', 'Withdrawn', 'Declined', 'Expired')),
  at text not null,
  by_person_id integer references person (id), -- null: the applicant, or the clock
  reason text not null default '',
  valid_until text,
  check ((state = 'Offered') = (valid_until is not null))
) strict;
create index applicant_event_applicant on applicant_event (applicant_id, id);

create view applicant_now as
select a.id, a.name, a.email, a.phone, a.language, a.seats, a.words, a.applied_at, a.member_id, e.state, e.at, e.valid_until, e.id as event_id
from applicant a
join applicant_event e on e.id = (select max(id) from applicant_event where applicant_id = a.id);

-- Seats that somebody has been offered and may still take: nobody else is given them meanwhile.
create view seats_offered as
select coalesce(sum(seats), 0) as seats from applicant_now where state = 'Offered';

create table applicant_link (
  token_hash blob primary key,
  applicant_id integer not null references applicant (id),
  made_at text not null
) strict, without rowid;
