-- Whether a record can be found by its name: not yet those from before V21, nor whether those since then can.
alter table person add column named boolean not null default false;
alter table person alter column named set default true;
create index person_unnamed on person (id) where not named;
