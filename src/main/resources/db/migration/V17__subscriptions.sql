-- A partner's wish to be told by FHIR (R5 Subscriptions backport). One that is not off is its channel.
create table subscription (
  id        uuid primary key,
  partner   text        not null references organisation,
  endpoint  text        not null,
  content   text        not null check (content in ('empty', 'id-only', 'full-resource')),
  heartbeat int check (heartbeat > 0),
  ends      timestamptz,
  status    text        not null check (status in ('requested', 'active', 'error', 'off')),
  failure   text,
  events    bigint      not null default 0,
  told      timestamptz,
  created   timestamptz not null,
  version   int         not null default 1
);
create unique index subscription_live on subscription (partner) where status <> 'off';

-- The events of a subscription are counted without gaps, in the order in which they first went out.
alter table outbox
  add subscription uuid references subscription,
  add number       bigint;
create unique index outbox_number on outbox (subscription, number) where subscription is not null;
