-- How a partner is reached; without a row by its queue. The kinds are the routes `channel-<kind>`.
create table channel (
  partner   text primary key references organisation,
  kind      text    not null,
  address   text,
  together  boolean not null default false,
  digest_at time,
  full_text boolean not null default false
);

-- One lane per partner: who empties it now, and whether it is blocked. What waits in a blocked lane
-- is not looked at, so that a partner that is down costs the others nothing.
create table lane (
  partner       text primary key references organisation,
  holder        uuid,
  leased_until  timestamptz,
  failures      int not null default 0,
  failing_since timestamptz,
  failure       text,
  next_try      timestamptz,
  stopped       boolean not null default false,
  quiet_until   timestamptz,
  delivered     timestamptz
);
insert into lane (partner) select code from organisation;
create function organisation_has_a_lane() returns trigger language plpgsql as $$
begin
  insert into lane (partner) values (new.code);
  return null;
end
$$;
create trigger organisation_has_a_lane after insert on organisation
  for each row execute function organisation_has_a_lane();

-- `next` is of a notice that its partner refused; the others wait for nothing but their turn.
-- `since` is when the trying began. A test message is about nothing.
drop index outbox_due;
drop index outbox_referral;
alter table outbox
  alter next drop not null,
  add since  timestamptz not null default now(),
  add reason text;
update outbox set since = at, next = null;
update outbox set result = 'sent' where done is not null and result is null;
alter table outbox
  alter since drop default,
  drop constraint outbox_check,
  add check (num_nonnulls(referral, consent) = 1 or num_nonnulls(referral, consent) = 0 and event = 'test'),
  add check (result in ('sent', 'acknowledged', 'withheld', 'taken-back', 'dead-lettered')),
  add check ((done is null) = (result is null));
create index outbox_waiting on outbox (partner, seq) where done is null;
create index outbox_refused on outbox (partner, next) where done is null and next is not null;
create index outbox_ended on outbox (partner, result, seq) where done is not null;
create index outbox_referral on outbox (referral);

-- A message is followed by the number that its sender gave it.
create index referral_business_id on referral (business_id) where business_id is not null;
create index care_order_business_id on care_order (business_id) where business_id is not null;

-- An account has a role: the partner's own system, its privacy officer, its administrator.
alter table partner_account
  add role text not null default 'partner-system',
  drop constraint partner_account_pkey,
  add primary key (organisation, role);
alter table partner_account alter role drop default;

-- What the hub signs its webhooks with: the newest signs, all are published. Sealed with the key file.
create table signing_key (
  id      text primary key,
  created timestamptz not null,
  public  bytea       not null,
  sealed  bytea       not null
);
