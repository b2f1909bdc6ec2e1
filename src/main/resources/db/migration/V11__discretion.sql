-- A party in an entry of the log whom the others in it may not know of.
alter table ledger_entry add secret text;

-- What was told of a client has a holder: who told it.
alter table referral add check (reports is null or owner is not null);
