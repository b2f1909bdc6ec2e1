-- What an organisation referred, the newest first, in whatever state; and what of that is too late.
create index referral_asked on referral (requester, updated desc, id);
create index referral_asked_overdue on referral (requester, updated desc, id)
  where business_status = 'overdue';
