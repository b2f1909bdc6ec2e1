-- One client, one plan, one director. A plan that was opened by who may not know of the client's plan is kept apart:
-- who opened it cannot tell the difference, and it takes the other's place when that one is closed.
create table plan (
  id             uuid primary key,
  client         uuid        not null references client,
  apart          boolean     not null,
  version        int         not null,
  opened         timestamptz not null,
  updated        timestamptz not null,
  closed         timestamptz,
  closed_because text,
  check ((closed is null) = (closed_because is null))
);
create unique index plan_of_client on plan (client) where closed is null and not apart;
create index plan_client on plan (client);

-- Who directed a plan, from when until when. `rests_on` is the direction to which the role goes back when the ground of
-- this one ends; empty for who opened the plan. `back_on` is of a handover for a time. The contact is sealed with the
-- client's key: a function may turn out to be a name.
create table direction (
  id           uuid primary key,
  plan         uuid        not null references plan,
  organisation text        not null references organisation,
  contact      bytea,
  began        timestamptz not null,
  because      text        not null,
  ended        timestamptz,
  offer        uuid,
  rests_on     uuid references direction,
  back_on      date,
  reminded     timestamptz,
  check (ended >= began)
);
create unique index direction_now on direction (plan) where ended is null;
create index direction_plan on direction (plan, began);
create index direction_organisation on direction (organisation, plan);
create index direction_back on direction (back_on) where ended is null and reminded is null and back_on is not null;

-- The director offers the role to another one; until that one accepts, nothing changes.
create table direction_offer (
  id          uuid primary key,
  plan        uuid        not null references plan,
  client      uuid        not null references client,
  offerer     text        not null references organisation,
  offered     text        not null references organisation,
  because     text        not null,
  back_on     date,
  due         timestamptz not null,
  state       text        not null check (state in ('requested', 'accepted', 'rejected', 'cancelled')),
  answer      text,
  version     int         not null,
  made        timestamptz not null,
  updated     timestamptz not null,
  reminded    timestamptz,
  business_id text,
  digest      text,
  unique (offerer, business_id),
  check (offerer <> offered),
  check ((answer is not null) = (state in ('rejected', 'cancelled')))
);
create unique index direction_offer_open on direction_offer (plan) where state = 'requested';
create index direction_offer_received on direction_offer (offered, updated desc, id);
create index direction_offer_sent on direction_offer (offerer, updated desc, id);
create index direction_offer_due on direction_offer (due) where state = 'requested' and reminded is null;

-- History is added to, never written over: a direction ends once, and that is all that ever changes of it.
create function direction_is_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a direction is never deleted';
  end if;
  if (old.id, old.plan, old.organisation, old.contact, old.began, old.because, old.offer, old.rests_on, old.back_on)
      is distinct from
      (new.id, new.plan, new.organisation, new.contact, new.began, new.because, new.offer, new.rests_on, new.back_on)
    or (old.ended is not null and old.ended is distinct from new.ended) then
    raise exception 'a direction is never written over';
  end if;
  return new;
end
$$;
create trigger direction_is_kept before update or delete on direction
  for each row execute function direction_is_kept();

-- Never none: looked at when the transaction ends. Never two: the index direction_now.
create function plan_has_a_director() returns trigger language plpgsql as $$
begin
  if exists (
    select from plan p
    where p.id = case tg_table_name when 'plan' then (to_jsonb(new) ->> 'id')::uuid
                                    else (to_jsonb(new) ->> 'plan')::uuid end
      and (p.closed is null) <> exists (select from direction d where d.plan = p.id and d.ended is null)) then
    raise exception 'an open plan has a director, a closed one has none';
  end if;
  return null;
end
$$;
create constraint trigger plan_has_a_director after insert or update on plan
  deferrable initially deferred for each row execute function plan_has_a_director();
create constraint trigger direction_leaves_a_director after insert or update on direction
  deferrable initially deferred for each row execute function plan_has_a_director();

-- A notice may be about a plan, or about an offer of its direction.
alter table outbox
  add plan  uuid references plan,
  add offer uuid references direction_offer,
  drop constraint outbox_check,
  add check (
    num_nonnulls(referral, consent, plan) = 1
    or num_nonnulls(referral, consent, plan) = 0 and event = 'test'),
  add check (offer is null or plan is not null);
