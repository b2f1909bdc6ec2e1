-- Run once, as superuser, in the database "eenplan" while it is empty. Who migrates owns the tables; the hub itself can
-- read and write rows, and not even delete one from the log.
create role eenplan_owner login;
create role eenplan login;
alter database eenplan owner to eenplan_owner;
revoke all on database eenplan from public;
grant connect, temporary on database eenplan to eenplan;
alter schema public owner to eenplan_owner;
grant usage on schema public to eenplan;
alter default privileges for role eenplan_owner in schema public
  grant select, insert, update, delete on tables to eenplan;
alter default privileges for role eenplan_owner in schema public
  grant usage, select on sequences to eenplan;
