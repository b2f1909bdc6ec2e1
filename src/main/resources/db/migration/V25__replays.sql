-- Under which number a message was last sent again, so that its effect can be seen.
alter table outbox add replay uuid;
create index outbox_replay on outbox (replay) where replay is not null;

-- Messages of a period are found by their numbers, and those by the ends of it.
create index outbox_at on outbox (at, seq);
