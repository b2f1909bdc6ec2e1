package nl.eenplan.ledger;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Categories;
import nl.eenplan.client.ClientId;
import nl.eenplan.organisation.OrganisationCode;

/**
 * One line of the log (IHE BALP, NEN 7513): names of what passed, never the values, and of the
 * client only the pseudonym.
 *
 * @param reason a code; empty when there is nothing to explain
 * @param sender the holder of the data
 * @param subject the referral or consent that it was about
 * @param emergency whether a vital interest was claimed (break-glass)
 * @param event what was done with it, such as {@code accept}
 * @param secret the party whose part in it the others may not know of
 */
public record Entry(
    UUID id,
    Instant at,
    Kind kind,
    Outcome outcome,
    Optional<String> reason,
    Who who,
    Optional<OrganisationCode> sender,
    Optional<OrganisationCode> recipient,
    List<ClientId> clients,
    Optional<String> purpose,
    String event,
    Optional<UUID> subject,
    Optional<Grounds> grounds,
    Categories asked,
    Categories released,
    Categories withheld,
    boolean emergency,
    Optional<OrganisationCode> secret) {

  /** What happened. */
  public enum Kind {
    /** The gate was asked. */
    DECISION,
    /** Data became known to the recipient. */
    DISCLOSURE,
    /** Somebody read what its own organisation recorded, or looked through a list. */
    ACCESS,
    /** A referral went to another state, or somebody tried. */
    STATUS,
    /** A plan was opened or closed, or its direction was offered, moved or refused. */
    DIRECTION,
    /** A client said yes, no or no longer. */
    CONSENT,
    /** A vital interest was claimed or judged, or the client was told of it. */
    BREAK_GLASS,
    /** Somebody searched in this log. */
    SEARCH,
    /** Somebody signed in who may see this log. */
    LOG_IN,
    /** An organisation, an account or a channel was changed, or messages were sent again. */
    ADMINISTRATION;

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Kind> of(String code) {
      return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }
  }

  /** How it ended. */
  public enum Outcome {
    PERMITTED,
    REFUSED,
    REVIEW;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Outcome> of(String code) {
      return Arrays.stream(values()).filter(outcome -> outcome.code().equals(code)).findFirst();
    }
  }

  /**
   * Why it was allowed or not.
   *
   * @param row the policy row's id
   * @param digest SHA-256 of the policies
   * @param consents id/version of the consents that it rests on, or that stood in the way
   */
  public record Grounds(
      Optional<String> row,
      Optional<String> basis,
      Optional<String> statute,
      Optional<String> condition,
      String digest,
      List<String> consents) {}

  /** Something that a party did with a referral or a consent, or tried to. */
  public static Entry of(
      Instant at,
      Kind kind,
      Outcome outcome,
      Optional<String> reason,
      Who who,
      List<ClientId> clients,
      String event,
      Optional<UUID> subject) {
    return new Entry(
        UUID.randomUUID(),
        at,
        kind,
        outcome,
        reason,
        who,
        Optional.empty(),
        Optional.empty(),
        clients,
        Optional.empty(),
        event,
        subject,
        Optional.empty(),
        Categories.NONE,
        Categories.NONE,
        Categories.NONE,
        false,
        Optional.empty());
  }

  /**
   * The same, with the two parties that it was between.
   *
   * @param kept who may not be known to the other one
   */
  public Entry between(
      OrganisationCode sender,
      OrganisationCode recipient,
      Optional<String> purpose,
      Optional<OrganisationCode> kept) {
    return with(
        reason, Optional.of(sender), Optional.of(recipient), purpose, grounds, emergency, kept);
  }

  /** The same, about a vital interest that was claimed. */
  public Entry inEmergency() {
    return with(reason, sender, recipient, purpose, grounds, true, secret);
  }

  /** The same, with the row that it is about. */
  public Entry on(Grounds about, String purpose) {
    return with(
        reason, sender, recipient, Optional.of(purpose), Optional.of(about), emergency, secret);
  }

  /** The same, with a code that says why. */
  public Entry because(String code) {
    return with(Optional.of(code), sender, recipient, purpose, grounds, emergency, secret);
  }

  /** The same, with who may not be known to the others in it. */
  public Entry keeping(Optional<OrganisationCode> kept) {
    return with(reason, sender, recipient, purpose, grounds, emergency, kept);
  }

  private Entry with(
      Optional<String> why,
      Optional<OrganisationCode> from,
      Optional<OrganisationCode> to,
      Optional<String> meant,
      Optional<Grounds> about,
      boolean acute,
      Optional<OrganisationCode> kept) {
    return new Entry(
        id, at, kind, outcome, why, who, from, to, clients, meant, event, subject, about, asked,
        released, withheld, acute, kept);
  }
}
