-- A person known to the hub: a pseudonym, a keyed index of the BSN, and a key of its own (wrapped by the key file).
create table client (
  id          uuid primary key,
  bsn_index   bytea unique,
  wrapped_key bytea       not null,
  since       timestamptz not null default now()
);

-- What one holder recorded of a client. Sealed with the client's key.
create table person (
  id       uuid primary key,
  client   uuid        not null references client,
  holder   text        not null references organisation,
  version  int         not null,
  facts    bytea       not null,
  original bytea       not null,
  digest   text        not null,
  updated  timestamptz not null,
  unique (holder, client)
);
create index person_client on person (client);
create index person_newest on person (holder, updated desc, id);

-- A mark that only the right key file opens.
create table key_check (
  one    boolean primary key default true check (one),
  sealed bytea not null
);
