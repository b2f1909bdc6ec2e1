-- Who goes back to a draft that was sent finds what came of it; of its words nothing is kept.
alter table referral_draft add column became uuid;
