-- The form that a client signed, as it was handed in at a page; for who recorded the consent alone.
create table signed_form (
  consent   uuid        not null,
  version   int         not null,
  recorded_by text      not null references organisation,
  client    uuid        not null references client,
  kind      text        not null check (kind in ('pdf', 'jpeg', 'png')),
  sha256    text        not null,
  form      bytea       not null, -- sealed with the client's key
  kept_at   timestamptz not null,
  primary key (consent, version),
  foreign key (consent, version) references consent
);
create index signed_form_client on signed_form (client);
