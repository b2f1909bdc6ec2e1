-- Those that nobody confirmed are few, however many there were.
create index recall_waiting on recall (referral) where confirmed is null and lifted is null;
