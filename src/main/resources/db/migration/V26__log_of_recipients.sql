-- As LedgerDesk asks it: of the direction of a plan a recipient sees what reached it as well.
drop index ledger_of_recipient;
create index ledger_of_recipient on ledger_entry (recipient, at, seq)
  where outcome = 'permitted' and (kind in ('disclosure', 'direction')
    or kind = 'status' and event not in ('prepare', 'edit'));
