package nl.eenplan.referral;

/** A referral ended with an outcome. Published in the transaction of that step. */
public record OutcomeReached(Referral referral, ReferralOutcome outcome) {}
