package nl.eenplan.api.json;

import java.util.List;
import java.util.Optional;

/**
 * A step in a referral.
 *
 * @param businessId the sender's own number: the same message again changes nothing
 * @param event such as accept, decline, first-contact, report, hold, resume, outcome
 * @param target of a draft: to whom it goes
 * @param reason where the state asks for one
 * @param outcome a code of {@code /fhir/CodeSystem/outcome}
 * @param ladderStep of the participation ladder, 1 to 6
 */
public record StatusUpdateJson(
    Optional<String> businessId,
    Optional<String> event,
    Optional<String> target,
    Optional<Reason> reason,
    List<Report> reports,
    Optional<String> outcome,
    Optional<Integer> ladderStep) {

  /** A coded reason; the words beside it go along, but for a hold. */
  public record Reason(Optional<String> code, Optional<String> text) {}

  /**
   * Something told.
   *
   * @param category a word of the vocabulary, such as {@code progress}
   * @param ladderStep only in an answer
   */
  public record Report(
      Optional<String> category,
      Optional<String> text,
      List<CodeJson> codes,
      Optional<Integer> ladderStep) {}

  /** Never the words: a record's text may end up in a log. */
  @Override
  public String toString() {
    return "StatusUpdateJson";
  }
}
