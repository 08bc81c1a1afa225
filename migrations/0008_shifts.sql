-- Shifts: duties and their sessions, rotations of two pickups, spots, the duty account, wishes, plans.

create table skill (
  id integer primary key,
  name_nl text not null unique check (length(trim(name_nl)) > 0),
  name_en text not null unique check (length(trim(name_en)) > 0),
  ended_at text
) strict;

create table person_skill (
  person_id integer not null references person (id),
  skill_id integer not null references skill (id),
  given_at text not null,
  given_by integer references person (id),
  primary key (person_id, skill_id)
) strict, without rowid;

-- "Not for people who may not lift"; said by the person or a coordinator, seen by coordinators only.
alter table person add column may_not_lift integer not null default 0 check (may_not_lift in (0, 1));
-- Members who like to help hear of vacant spots.
alter table person add column likes_to_help integer not null default 0 check (likes_to_help in (0, 1));

create table duty (
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

create table duty_skill (
  duty_id integer not null references duty (id),
  skill_id integer not null references skill (id),
  everyone integer not null default 0 check (everyone in (0, 1)), -- at least one person has it, or everyone
  primary key (duty_id, skill_id)
) strict, without rowid;

create table duty_coordinator (
  duty_id integer not null references duty (id),
  person_id integer not null references person (id),
  primary key (duty_id, person_id)
) strict, without rowid;

-- The template: what there is on each pickup day.
create table duty_session (
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
create index duty_session_duty on duty_session (duty_id);

-- An explicit row with its two pickup days: never arithmetic on weeks or months.
create table rotation (
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

create table rotation_day (
  rotation_id integer not null references rotation (id),
  cycle_id integer not null unique references order_cycle (id),
  primary key (rotation_id, cycle_id)
) strict, without rowid;

create table shift (
  id integer primary key,
  cycle_id integer not null references order_cycle (id),
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
  unique (cycle_id, session_id)
) strict;
create index shift_duty on shift (duty_id);

create table spot (
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
create unique index spot_once on spot (shift_id, member_id) where left_at is null;
create index spot_member on spot (member_id);

create view spot_now as
select s.id, s.shift_id, s.member_id, s.person_id, s.skill_id, s.how, s.taken_at, s.looking_at
from spot s
where s.left_at is null;

create trigger spot_fits before insert on spot when new.left_at is null
begin
  select raise(abort, 'This shift is full.')
  where (select count(*) from spot where shift_id = new.shift_id and left_at is null) >= (select most from shift where id = new.shift_id);
  select raise(abort, 'This shift has been cancelled.')
  where exists (select 1 from shift where id = new.shift_id and cancelled_at is not null);
end;

-- What happened on the day; the last mark counts, '' takes back.
create table spot_mark (
  id integer primary key,
  spot_id integer not null references spot (id),
  mark text not null check (mark in ('', 'came', 'excused', 'missed')),
  at text not null,
  by_person_id integer references person (id)
) strict;
create index spot_mark_spot on spot_mark (spot_id);

-- The duty account: what a member owes and has done. Append-only: an entry is taken back by its reversal.
create table duty_entry (
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
create index duty_entry_member on duty_entry (member_id, at);
create unique index duty_entry_owed on duty_entry (rotation_id, member_id) where kind = 'owed';

create trigger duty_entry_is_never_changed before update on duty_entry
begin
  select raise(abort, 'The duty account is append-only: reverse the entry instead.');
end;
create trigger duty_entry_is_never_deleted before delete on duty_entry
begin
  select raise(abort, 'The duty account is append-only: reverse the entry instead.');
end;
create trigger duty_entry_reversal_is_exact before insert on duty_entry when new.kind = 'reversal'
begin
  select raise(abort, 'A reversal takes back exactly one entry of the same member.')
  where not exists (
    select 1 from duty_entry e
    where e.id = new.reverses_id and e.member_id = new.member_id and e.amount = -new.amount and e.kind <> 'reversal');
end;
-- The solidarity pot never gives more than it was given. Given shifts are minus one on the giver's account, so the pot holds their opposite.
create trigger duty_entry_pot_is_not_empty before insert on duty_entry when new.kind = 'received'
begin
  select raise(abort, 'The solidarity pot is empty.')
  where coalesce((
    select -sum(e.amount) from duty_entry e
    where e.kind in ('given', 'received')
      and not exists (select 1 from duty_entry r where r.reverses_id = e.id)), 0) <= 0;
end;

create view duty_balance as
select m.id as member_id, coalesce(sum(e.amount), 0) as balance
from member m
left join duty_entry e on e.member_id = m.id
group by m.id;

create view duty_pot as
select coalesce(-sum(e.amount), 0) as shifts
from duty_entry e
where e.kind in ('given', 'received') and not exists (select 1 from duty_entry r where r.reverses_id = e.id);

-- Owes nothing for a while; the reason is seen by coordinators only. A pause also frees from reminders.
create table exemption (
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
create index exemption_member on exemption (member_id);

-- Wishes for a rotation. A row in wish says that the member has answered; without one all is fine.
create table wish (
  rotation_id integer not null references rotation (id),
  member_id integer not null references member (id),
  partner_id integer references member (id) check (partner_id <> member_id),
  at text not null,
  by_person_id integer references person (id),
  primary key (rotation_id, member_id)
) strict, without rowid;

create table wish_cannot (
  rotation_id integer not null references rotation (id),
  member_id integer not null references member (id),
  cycle_id integer not null references order_cycle (id),
  agreed_by integer references person (id), -- a coordinator agreed that no date is left open
  primary key (rotation_id, member_id, cycle_id)
) strict, without rowid;

create table wish_like (
  rotation_id integer not null references rotation (id),
  member_id integer not null references member (id),
  shift_id integer not null references shift (id),
  rank integer not null check (rank in (-1, 1, 2, 3)), -- -1: rather not
  primary key (rotation_id, member_id, shift_id)
) strict, without rowid;
create unique index wish_like_rank on wish_like (rotation_id, member_id, rank) where rank > 0;

-- The draft of a rotation: what the planner proposed and the coordinator moved; fixed spots stay when the rest is planned again.
create table draft_spot (
  rotation_id integer not null references rotation (id),
  member_id integer not null references member (id),
  shift_id integer not null references shift (id),
  skill_id integer references skill (id),
  fixed integer not null default 0 check (fixed in (0, 1)),
  at text not null,
  by_person_id integer references person (id),
  primary key (rotation_id, member_id, shift_id)
) strict, without rowid;

create table plan (
  id integer primary key,
  rotation_id integer not null references rotation (id),
  seed integer not null,
  input text not null,   -- as the planner got it, JSON
  figures text not null, -- as the planner gave them, JSON
  made_at text not null,
  made_by integer references person (id)
) strict;
create index plan_rotation on plan (rotation_id);

-- A swap that is offered: mine for one of those ticked; to one member, or to everybody.
create table swap (
  id integer primary key,
  spot_id integer not null references spot (id),
  to_member_id integer references member (id),
  offered_at text not null,
  offered_by integer references person (id),
  closed_at text,
  taken_by integer references person (id)
) strict;
create unique index swap_open on swap (spot_id) where closed_at is null;

create table swap_for (
  swap_id integer not null references swap (id),
  shift_id integer not null references shift (id),
  primary key (swap_id, shift_id)
) strict, without rowid;
