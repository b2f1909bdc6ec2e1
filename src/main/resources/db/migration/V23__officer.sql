-- The pages of the log go by time, from any entry on, for one organisation in each of its capacities.
-- The conditions are those of LedgerDesk.
create index ledger_of_actor on ledger_entry (organisation, at, seq);
create index ledger_of_sender on ledger_entry (sender, at, seq);
create index ledger_of_recipient on ledger_entry (recipient, at, seq)
  where outcome = 'permitted' and (kind = 'disclosure'
    or kind = 'status' and event not in ('prepare', 'edit'));
create index ledger_in_emergency on ledger_entry (at) where emergency;
drop index ledger_organisation, ledger_sender, ledger_recipient;
