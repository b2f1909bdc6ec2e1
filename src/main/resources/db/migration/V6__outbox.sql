-- Notices that have to go out: an event and an opaque number, nothing about a client.
create table outbox (
  id       uuid primary key,
  seq      bigint generated always as identity,
  partner  text        not null references organisation,
  by       text        not null,
  event    text        not null,
  referral uuid        not null references referral,
  at       timestamptz not null,
  next     timestamptz not null,
  attempts int         not null default 0,
  done     timestamptz,
  result   text
);
create index outbox_due on outbox (next, seq) where done is null;
create index outbox_referral on outbox (referral) where done is null;
