package nl.eenplan.disclosure;

import java.time.Instant;
import java.util.Optional;
import nl.eenplan.client.Categories;
import nl.eenplan.client.ClientId;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Action;
import nl.eenplan.policy.Purpose;

/**
 * May what {@code sender} holds of this client pass to {@code receiver}?
 *
 * @param sender the holder of the data
 * @param asked the categories in what would pass; empty when only the existence of something would
 * @param vitalInterest whether one is claimed (break-glass)
 * @param claimed the ground of AVG art. 6 that the sender says it has, such as {@code A6-1-a};
 *     empty when it leaves that to the hub
 * @param at the moment of the decision: it holds for this moment only
 */
public record Question(
    ClientId client,
    Party sender,
    Party receiver,
    Purpose purpose,
    Action action,
    Categories asked,
    VitalInterest vitalInterest,
    Optional<String> claimed,
    Instant at) {

  /** An ordinary question: no emergency, and no ground claimed. */
  public Question(
      ClientId client,
      Party sender,
      Party receiver,
      Purpose purpose,
      Action action,
      Categories asked,
      Instant at) {
    this(
        client, sender, receiver, purpose, action, asked, VitalInterest.NONE, Optional.empty(), at);
  }

  /** The same, without the name of that organisation. */
  Question unnaming(OrganisationCode secret) {
    return new Question(
        client,
        sender.code().equals(secret) ? Party.UNNAMED : sender,
        receiver.code().equals(secret) ? Party.UNNAMED : receiver,
        purpose,
        action,
        asked,
        vitalInterest,
        claimed,
        at);
  }

  /** Whether it is to be answered by a row for emergencies. */
  public boolean emergency() {
    return vitalInterest == VitalInterest.CLAIMED;
  }

  public Question inEmergency() {
    return with(VitalInterest.CLAIMED);
  }

  public Question with(VitalInterest other) {
    return new Question(client, sender, receiver, purpose, action, asked, other, claimed, at);
  }

  public Question claiming(String basis) {
    return new Question(
        client, sender, receiver, purpose, action, asked, vitalInterest, Optional.of(basis), at);
  }
}
