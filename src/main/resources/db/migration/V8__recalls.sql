-- A target whose ground ended by the client's word. The referral stays closed to it, whatever the
-- client permits later, until the requester decides to go on; and it is asked to delete what it has.
create table recall (
  id           bigint generated always as identity primary key,
  referral     uuid        not null references referral,
  organisation text        not null references organisation,
  reason       text        not null,
  version      int         not null,
  asked        timestamptz not null,
  confirmed    timestamptz,
  lifted       timestamptz
);
create unique index recall_open on recall (referral, organisation) where lifted is null;
