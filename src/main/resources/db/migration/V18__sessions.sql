-- Who is signed in with a browser (the shape is Spring Session's), and which proofs of possession were seen: kept here,
-- so that any hub can serve any request.
create table browser_session (
  primary_id            char(36) primary key,
  session_id            char(36) not null unique,
  creation_time         bigint   not null,
  last_access_time      bigint   not null,
  max_inactive_interval int      not null,
  expiry_time           bigint   not null,
  principal_name        varchar(100)
);
create index browser_session_expiry on browser_session (expiry_time);
create index browser_session_principal on browser_session (principal_name);

create table browser_session_attributes (
  session_primary_id char(36)     not null references browser_session on delete cascade,
  attribute_name     varchar(200) not null,
  attribute_bytes    bytea        not null,
  primary key (session_primary_id, attribute_name)
);

-- A DPoP proof (RFC 9449, section 11.1) counts once, whichever hub it is shown to; what is kept is its hash.
create table seen_proof (
  hash  text        primary key,
  until timestamptz not null
);
create index seen_proof_until on seen_proof (until);
