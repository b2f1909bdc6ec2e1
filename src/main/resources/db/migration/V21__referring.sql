-- By which words of a name a holder finds its own records: keyed digests of how the words begin, other ones for each holder.
create table person_name (
  person uuid   not null references person on delete cascade,
  holder text   not null references organisation,
  word   bigint not null,
  primary key (person, word)
);
create index person_name_word on person_name (holder, word, person);

-- A referral, or one of a group, that somebody is still writing. Sealed with the client's key; of a group with the hub's.
create table referral_draft (
  id           uuid primary key,
  organisation text        not null references organisation,
  account      text        not null,
  person       uuid references person on delete cascade,
  typed        bytea       not null,
  updated      timestamptz not null
);
create index referral_draft_person on referral_draft (person, organisation) where person is not null;
create index referral_draft_oldest on referral_draft (updated);

-- A client's contacts, for who wrote them down.
create index contact_client on contact (client, holder, at desc);
