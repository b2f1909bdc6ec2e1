-- Each step of a referral, without who it was about and without which referral it was: no number, no
-- moment but the month. Written in the step's transaction; the hub counts and deletes them.
create table passage (
  month     date not null,
  requester text not null,
  target    text,
  purpose   text not null,
  event     text not null,
  outcome   text
);

-- What an organisation sent and received in a month. The municipality is that of who refers, when that
-- is a municipality: never where a client lives.
create table monthly_figure (
  month        date   not null,
  organisation text   not null references organisation,
  side         text   not null check (side in ('sent', 'received')),
  purpose      text   not null,
  municipality text   not null,
  event        text   not null,
  outcome      text   not null,
  count        bigint not null,
  primary key (organisation, month, side, purpose, municipality, event, outcome)
);
