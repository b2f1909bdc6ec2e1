-- When a permission ends, by its own words and by the policies; empty when it does not, or has
-- something in its place.
alter table consent add ends timestamptz;
update consent set ends = coalesce(least(remind_at + interval '30 days', valid_until), valid_until)
where current and status = 'active' and kind = 'disclosure';
create index consent_ends on consent (recorded_by, ends) where current and ends is not null;

create index recall_asked on recall (asked, id);
create index recall_of_target on recall (organisation, asked, id);

-- A question that takes long, of one user at a time; it does not outlive the hour.
create table what_if (
  organisation text        not null,
  account      text        not null,
  begun        timestamptz not null,
  run          jsonb       not null,
  primary key (organisation, account)
);
create index what_if_begun on what_if (begun);
