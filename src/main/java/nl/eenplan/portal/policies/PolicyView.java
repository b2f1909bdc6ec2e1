package nl.eenplan.portal.policies;

import java.util.List;
import java.util.Optional;

/** What the pages of the policies show: words in the reader's language, and nothing else. */
final class PolicyView {

  private PolicyView() {}

  /**
   * A way to a row.
   *
   * @param need the code of what it asks
   */
  record Way(String row, String text, String need) {}

  /** One purpose with the ways to get or send something for it. */
  record ForPurpose(String purpose, List<Way> ways) {}

  /**
   * One line of a matrix.
   *
   * @param cells as many as there are recipients, each with its ways; empty where nothing passes
   */
  record Line(String sender, List<List<Way>> cells) {}

  /**
   * One purpose: kinds of sender by kinds of recipient.
   *
   * @param off why it does not hold; empty when it does
   * @param noRows why nothing passes for it at all
   */
  record Matrix(
      String title,
      Optional<String> off,
      Optional<String> noRows,
      List<String> recipients,
      List<Line> lines) {}

  /**
   * What one organisation, or kind of organisation, may get and tell.
   *
   * @param name of the organisation; or empty when it is about the kind
   * @param bsn by which purposes it gets the BSN; empty when it never does
   * @param special the same of special data
   * @param specialWhich which these are
   * @param needed what it needs before it tells anything
   */
  record Glance(
      String name,
      String kind,
      List<ForPurpose> bsn,
      List<ForPurpose> special,
      String specialWhich,
      String most,
      String never,
      String needed,
      List<ForPurpose> gets,
      List<ForPurpose> sends) {}

  /**
   * One row.
   *
   * @param sentences one by one
   * @param overdue whether it should have been looked at again by now
   */
  record Row(
      String id,
      String title,
      String need,
      List<String> sentences,
      String release,
      String never,
      String statute,
      String review,
      boolean overdue,
      Optional<String> off) {}
}
