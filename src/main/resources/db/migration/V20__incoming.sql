-- What came in: all of it, what has to be done first, and what is too late.
create index referral_received on referral (owner, updated desc, id)
  where state not in ('draft', 'entered-in-error');
create index referral_to_do on referral (owner, due, id) where state in ('accepted', 'requested');
create index referral_overdue on referral (owner, updated desc, id) where business_status = 'overdue';
