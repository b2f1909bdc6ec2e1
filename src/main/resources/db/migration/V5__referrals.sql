-- What is asked for a client (FHIR ServiceRequest). Facts and original are sealed with the client's key.
create table care_order (
  id          uuid primary key,
  client      uuid        not null references client,
  person      uuid        not null references person,
  requester   text        not null references organisation,
  purpose     text        not null,
  status      text        not null,
  based_on    uuid references care_order,
  version     int         not null,
  facts       bytea       not null,
  original    bytea       not null,
  business_id text,
  digest      text,
  authored    timestamptz not null,
  updated     timestamptz not null,
  unique (requester, business_id)
);
create index care_order_client on care_order (client);
create index care_order_person on care_order (person);
create index care_order_newest on care_order (requester, authored desc, id);

-- One order under way to one target (FHIR Task).
create table referral (
  id                 uuid primary key,
  care_order         uuid        not null references care_order,
  client             uuid        not null references client,
  person             uuid        not null references person,
  requester          text        not null references organisation,
  owner              text references organisation,
  candidates         text[]      not null,
  purpose            text        not null,
  state              text        not null,
  business_status    text,
  status_reason      text,
  version            int         not null,
  authored           timestamptz not null,
  updated            timestamptz not null,
  due                timestamptz not null,
  reports            bytea,
  requester_original bytea       not null,
  target_original    bytea,
  business_id        text,
  digest             text,
  unique (requester, business_id),
  check ((status_reason is not null) = (state in ('rejected', 'on-hold', 'cancelled', 'failed')))
);
create index referral_inbox on referral (owner, state, updated desc, id);
create index referral_sent on referral (requester, state, updated desc, id);
create index referral_open on referral using gin (candidates) where owner is null;
create index referral_client on referral (client);
create index referral_person on referral (person, owner);
create index referral_order on referral (care_order, owner);

-- What has to happen before a moment.
create table term (
  id       bigint generated always as identity primary key,
  referral uuid        not null references referral,
  kind     text        not null,
  at       timestamptz not null,
  done     timestamptz
);
create index term_due on term (at) where done is null;
create index term_referral on term (referral) where done is null;
