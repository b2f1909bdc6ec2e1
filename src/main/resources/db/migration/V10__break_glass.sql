-- What the requester states beside what it asks: a vital interest, a ground, that it is urgent. What
-- it says of the client is sealed with the client's key.
alter table care_order
  add emergency_reason bytea,
  add emergency_acute  bytea,
  add basis            text,
  add urgent           boolean not null default false,
  add check ((emergency_reason is null) = (emergency_acute is null));

-- The same at the moment of submitting: with it the gate is asked, each time.
alter table referral
  add vital_interest text not null default 'none'
    check (vital_interest in ('none', 'claimed', 'not-justified')),
  add basis text;

-- Each referral that went out on a vital interest, for the privacy officer of the requester.
create table break_glass (
  referral      uuid primary key references referral,
  client        uuid        not null references client,
  person        uuid        not null references person,
  organisation  text        not null references organisation,
  targets       text[]      not null,
  purpose       text        not null,
  released      text[]      not null,
  reason        bytea       not null,
  acute         bytea       not null,
  claimed_at    timestamptz not null,
  claimed_by    text        not null,
  due           timestamptz not null,
  reminded_at   timestamptz,
  verdict       text check (verdict in ('justified', 'not-justified')),
  note          bytea,
  judged_at     timestamptz,
  judged_by     text,
  told          text check (told in ('told', 'not-told')),
  told_words    bytea,
  told_on       date,
  told_at       timestamptz,
  told_by       text,
  check (num_nulls(verdict, note, judged_at, judged_by) in (0, 4)),
  check (num_nulls(told, told_words, told_at, told_by) in (0, 4)),
  check ((told_on is not null) = (told is not distinct from 'told'))
);
create index break_glass_open on break_glass (organisation, due, referral)
  where verdict is null or told is null;
create index break_glass_all on break_glass (organisation, due, referral);
create index break_glass_due on break_glass (due) where verdict is null and reminded_at is null;
