-- The outbox: a mail is written in the transaction that causes it, with a key that makes a second one impossible.

create table mail (
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
) strict;
create index mail_due on mail (priority, next_try_at) where sent_at is null and skipped_at is null and failed_at is null;

create table mail_attachment (
  id integer primary key,
  mail_id integer not null references mail (id),
  file_name text not null,
  media_type text not null,
  content blob not null
) strict;

create table job_run (
  id integer primary key,
  job text not null,
  started_at text not null,
  finished_at text,
  did text not null default '',
  error text not null default ''
) strict;
create index job_run_job on job_run (job, id);
