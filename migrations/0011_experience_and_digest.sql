-- Who knows a duty already without having done it here, and the coordinators' weekly overview.

-- "Has done this before", as a coordinator says: from before the co-op kept its shifts here, or from elsewhere.
create table person_duty (
  person_id integer not null references person (id),
  duty_id integer not null references duty (id),
  given_at text not null,
  given_by integer references person (id),
  primary key (person_id, duty_id)
) strict, without rowid;

-- What a member's people have done, duty by duty: each shift done here, with the moment at which it began; and what a coordinator has said, without one.
create view experience as
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

-- What is open is looked at once for each week, at its moment or as soon after as the program is there.
create table shift_digest (
  week text primary key, -- its Monday
  at text not null,
  mails integer not null check (mails >= 0)
) strict, without rowid;
