-- When to look whether the end of a permission is near; empty when nobody has to be told any more.
alter table consent add remind_at timestamptz;
create index consent_remind on consent (remind_at) where current and remind_at is not null;
update consent set remind_at = now() where current and status = 'active' and kind = 'disclosure';

-- A permission of everything is written out, so that it never covers a category that comes later.
update consent set rules = (
  select jsonb_agg(case
    when rule ->> 'effect' = 'PERMIT' and rule -> 'categories' = '["*"]'
    then jsonb_set(rule, '{categories}', '["identity.name", "identity.birth-year",
      "identity.birth-date", "identity.gender", "identity.address", "identity.municipality",
      "contact", "language", "bsn", "protected-address", "referral-question", "wishes", "talents",
      "practical-limits", "support-need", "work-capacity", "cv", "benefit", "category",
      "life-domain.housing", "life-domain.daytime-activity", "life-domain.social-network",
      "life-domain.finances", "life-domain.physical-health", "life-domain.mental-health",
      "life-domain.free-time", "life-domain.safety", "life-domain.social-contacts", "goals",
      "actions", "contact-log", "attendance", "progress", "outcome", "health", "addiction",
      "debts", "judicial", "family", "involvement", "involvement.care", "concern"]')
    else rule end)
  from jsonb_array_elements(rules) rule);

-- A notice may be about a consent as well as about a referral.
alter table outbox
  alter referral drop not null,
  add consent uuid,
  add check (num_nonnulls(referral, consent) = 1);
