-- What a service asks and promises. Periods are ISO 8601 texts, as in V1.
alter table service
  add active         boolean not null default true,
  add municipalities text[]  not null default '{}',
  add working_days   boolean not null default false,
  add answer         text,
  add report_every   text,
  add full_refuses   boolean not null default false,
  add mode           text check (mode in ('one-to-one', 'group')),
  add needs          text,
  add needs_outcome  text,
  add needs_not_from text[]  not null default '{}',
  add channel        text,
  add check ((needs is null) = (needs_outcome is null));
update service set municipalities = array[municipality] where municipality is not null;
alter table service drop column municipality;
