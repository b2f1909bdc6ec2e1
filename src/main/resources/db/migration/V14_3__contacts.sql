-- What a holder wrote down of a contact with a client: it stays with this holder. The hub counts.
create table contact (
  id          uuid primary key,
  holder      text        not null references organisation,
  client      uuid        not null references client,
  referral    uuid        not null references referral,
  kind        text        not null check (kind in ('invitation', 'contact')),
  number      int         not null,
  most        int         not null,
  at          timestamptz not null,
  talk        timestamptz,
  original    bytea       not null,
  business_id text,
  digest      text,
  recorded    timestamptz not null,
  unique (holder, business_id)
);
create index contact_referral on contact (referral, holder, kind);
create index contact_newest on contact (holder, recorded desc, id);
