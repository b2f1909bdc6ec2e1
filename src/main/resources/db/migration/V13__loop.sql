-- A requester, or the hub, wants an end to what is under way (FHIR Task with code abort). It says
-- nothing of the client.
create table stop_request (
  id          uuid primary key,
  referral    uuid        not null references referral,
  requester   text references organisation,
  state       text        not null,
  reason      text        not null,
  answer      text,
  earlier     text,
  version     int         not null,
  authored    timestamptz not null,
  updated     timestamptz not null,
  business_id text,
  digest      text,
  unique (requester, business_id)
);
create unique index stop_request_pending on stop_request (referral) where state = 'requested';
create index stop_request_newest on stop_request (referral, authored desc);

-- Passed on by who it was referred to (FHIR Task.partOf).
alter table referral add part_of uuid references referral;
create index referral_part_of on referral (part_of) where part_of is not null;

-- Something happened to a part. No reference: who writes this must not wait for who holds the other.
create table part_moved (
  id     bigint generated always as identity primary key,
  parent uuid not null
);

-- Clients referred together, for one meeting. It says nothing of them.
create table referral_group (
  id          uuid primary key,
  requester   text        not null references organisation,
  target      text        not null references organisation,
  purpose     text        not null,
  starts      timestamptz not null,
  ends        timestamptz,
  place       text        not null,
  business_id text,
  digest      text,
  authored    timestamptz not null,
  unique (requester, business_id)
);
alter table referral add group_id uuid references referral_group;
create index referral_group_members on referral (group_id) where group_id is not null;
