-- A term has a moment that it ends (due) and, before and after it, moments that somebody is told (at).
-- Empty: everything was told, and it is still open. It stands still while its referral is on hold.
alter table term
  add due         timestamptz,
  add stage       int not null default 0,
  add held        timestamptz,
  add responsible text references organisation,
  add repeats     text,
  alter at drop not null;
update term set due = at;
alter table term alter due set not null;
drop index term_due;
create index term_due on term (at) where done is null and held is null;
create index term_responsible on term (responsible, due) where done is null;

-- At most one contact in so long: what the client wants, whoever heard it. All partners' terms keep to it.
create table contact_wish (
  client       uuid primary key references client,
  every        text        not null,
  last_contact timestamptz not null
);
-- What this holder heard; the strictest of all holders counts.
alter table person add contact_wish text;
