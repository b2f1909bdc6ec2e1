-- What was answered to which message: the same one again gets the first answer.
create table inbox (
  sender   text        not null references organisation (code),
  door     text        not null,
  -- Keyed digests: a sender's number may hold anything, also a BSN.
  number   text        not null,
  digest   text        not null,
  answer   text        not null,
  received timestamptz not null,
  primary key (sender, door, number)
);
