package nl.eenplan.referral;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Purpose;

/**
 * Clients who are referred together, for one meeting. It says nothing of them: each has a referral
 * of its own.
 */
public record Group(
    UUID id,
    OrganisationCode requester,
    OrganisationCode target,
    Purpose purpose,
    Meeting meeting,
    Instant authored) {

  /** The most clients that go together (Voorschoten and Wassenaar: 10 to 12). */
  public static final int MOST = 12;

  /** When and where they meet. */
  public record Meeting(Instant starts, Optional<Instant> ends, String place) {}
}
