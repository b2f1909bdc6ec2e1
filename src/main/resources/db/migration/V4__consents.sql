-- What clients said. Every version stays; the gate reads the current ones.
create table consent (
  id          uuid        not null,
  version     int         not null,
  current     boolean     not null default true,
  client      uuid        not null references client,
  person      uuid        not null references person,
  recorded_by text        not null references organisation,
  status      text        not null check (status in ('active', 'withdrawn')),
  given_at    timestamptz not null,
  valid_from  timestamptz not null,
  valid_until timestamptz,
  replaces    uuid,
  rules       jsonb       not null,
  original    bytea       not null,
  business_id text,
  digest      text,
  recorded_at timestamptz not null,
  primary key (id, version)
);
create unique index consent_current on consent (id) where current;
create unique index consent_business_id on consent (recorded_by, business_id);
create index consent_client on consent (client) where current;
create index consent_newest on consent (recorded_by, recorded_at desc, id) where current;
