-- The log: names of what passed, never the values. Order is the database's.
create table ledger_entry (
  seq           bigint generated always as identity primary key,
  id            uuid        not null unique,
  at            timestamptz not null,
  kind          text        not null,
  outcome       text        not null,
  reason        text,
  organisation  text        not null,
  account       text        not null,
  role          text        not null,
  sender        text,
  recipient     text,
  clients       uuid[]      not null,
  purpose       text,
  event         text        not null,
  subject       uuid,
  policy_row    text,
  basis         text,
  statute       text,
  condition     text,
  policy_digest text,
  consents      text[]      not null,
  asked         text[]      not null,
  released      text[]      not null,
  withheld      text[]      not null
);
create index ledger_organisation on ledger_entry (organisation, seq);
create index ledger_sender on ledger_entry (sender, seq);
create index ledger_recipient on ledger_entry (recipient, seq);
create index ledger_clients on ledger_entry using gin (clients);
create index ledger_subject on ledger_entry (subject, seq);

create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only';
end
$$;
create trigger ledger_is_append_only before update or delete or truncate on ledger_entry
  for each statement execute function ledger_is_append_only();

-- The hub's own account (not the owner, which migrates) can add and read, and nothing else.
do $$
begin
  if exists (select from pg_roles where rolname = 'eenplan') then
    revoke update, delete, truncate on ledger_entry from eenplan;
  end if;
end
$$;
