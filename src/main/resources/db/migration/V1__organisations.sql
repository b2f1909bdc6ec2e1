-- Periods are ISO 8601 texts (P7D, P3M): a month is not a number of days.

create table organisation (
  code            text primary key,
  name            text not null,
  kind            text not null,
  municipality    text,
  oin             text not null,
  agreement_from  date not null,
  agreement_until date,
  check (oin ~ '^[0-9]{20}$'),
  check (agreement_until >= agreement_from)
);

create table service (
  id            text primary key,
  organisation  text not null references organisation,
  purpose       text not null,
  name_nl       text not null,
  name_en       text not null,
  municipality  text,
  first_contact text not null default 'P7D',
  track         text,
  capacity      int check (capacity >= 0),
  waiting_time  text,
  unique (organisation, purpose)
);

create table partner_account (
  organisation text primary key references organisation,
  secret_hash  text not null
);
