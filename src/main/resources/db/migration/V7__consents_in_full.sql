-- How a consent was given, and what it is about: sharing data (disclosure) or being helped (help).
alter table consent
  add kind         text   not null default 'disclosure' check (kind in ('disclosure', 'help')),
  add given_by     text[] not null default '{client}',
  add evidence     text   not null default 'talk' check (evidence in ('talk', 'signed-form')),
  add language     text,
  add text_version text;

update consent set rules = (
  select jsonb_agg(rule || '{"from": null, "until": null, "exceptions": []}')
  from jsonb_array_elements(rules) rule);

-- Whether a holder knows that the address is secret; of a client: whether any holder does.
alter table person add protected_address boolean not null default false;
alter table client add protected_address boolean not null default false;

-- Break-glass: a vital interest was claimed.
alter table ledger_entry add emergency boolean not null default false;
