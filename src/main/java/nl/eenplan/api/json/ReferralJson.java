package nl.eenplan.api.json;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is asked for a client, and of whom.
 *
 * @param businessId the sender's own number: the same message again changes nothing
 * @param target who is asked; without one, the first of the candidates to claim it gets it
 * @param basedOn an own referral that this one follows from
 * @param basis the ground of AVG art. 6 that the sender says it has, such as {@code A6-1-e}
 * @param draft prepared only: the target knows nothing yet
 */
public record ReferralJson(
    Optional<String> businessId,
    Optional<UUID> clientId,
    Optional<String> purpose,
    Optional<String> target,
    List<String> candidates,
    Optional<Question> question,
    List<Question> reasons,
    List<Note> notes,
    Optional<Urgency> urgency,
    Optional<Emergency> emergency,
    Optional<UUID> basedOn,
    Optional<String> basis,
    Optional<Boolean> draft) {

  /** The same without its number, so that it is not taken for one that came before. */
  public ReferralJson unnumbered() {
    return new ReferralJson(
        Optional.empty(),
        clientId,
        purpose,
        target,
        candidates,
        question,
        reasons,
        notes,
        urgency,
        emergency,
        basedOn,
        basis,
        draft);
  }

  /** In words, in codes, or both. */
  public record Question(Optional<String> text, List<CodeJson> codes) {}

  /**
   * Words about something.
   *
   * @param category a word of the vocabulary, such as {@code wishes}: without one it could not pass
   */
  public record Note(Optional<String> category, Optional<String> text) {}

  /**
   * @param level urgent, asap or stat
   */
  public record Urgency(Optional<String> level, Optional<String> reason) {}

  /**
   * A vital interest (AVG art. 6(1)(d)).
   *
   * @param reason what is at stake
   * @param acute why it cannot wait
   */
  public record Emergency(Optional<String> reason, Optional<String> acute) {}

  /** Never the words: a record's text may end up in a log. */
  @Override
  public String toString() {
    return "ReferralJson";
  }
}
