package nl.eenplan.portal.privacy;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.organisation.DutchTime;

/** What the pages of the log show of an entry: never more than {@code Discretion} left. */
final class LogView {

  private LogView() {}

  /**
   * A line.
   *
   * @param badge the kind of badge for how it ended
   * @param outcome the code of how it ended
   * @param acute whether a vital interest was claimed
   */
  record Line(
      UUID id,
      Instant at,
      String sentence,
      String organisation,
      String user,
      String outcome,
      String badge,
      boolean acute) {

    public ZonedDateTime local() {
      return at.atZone(DutchTime.ZONE);
    }
  }

  /**
   * What is shown narrowed to.
   *
   * @param without the address of the page without it
   */
  record Narrowed(String text, String without) {}

  /**
   * A page of lines.
   *
   * @param later whether this is not the first page
   * @param first the address of the first page
   * @param next the address of the next page; empty on the last
   * @param lookedTo how far back was looked, when the page could not be filled in one go
   */
  record Lines(
      List<Line> lines,
      List<Narrowed> narrowed,
      boolean later,
      String first,
      Optional<String> next,
      Optional<ZonedDateTime> lookedTo) {}

  /**
   * One entry in full.
   *
   * @param client the name by which only this organisation's log calls the client
   * @param explanation of the decision, point by point; empty when it cannot be made again
   * @param unexplained the code of why not; empty when it can
   */
  record Full(
      Line line,
      String role,
      Optional<String> sender,
      Optional<String> recipient,
      Optional<String> purpose,
      Optional<String> client,
      Optional<UUID> subject,
      Optional<String> asked,
      Optional<String> reason,
      Optional<Rule> rule,
      List<Said> said,
      Optional<String> released,
      List<Kept> kept,
      List<String> explanation,
      Optional<String> unexplained,
      List<String> changes) {}

  /**
   * The rule that answered.
   *
   * @param sentences the whole of it, when the policies are still those of then; or else empty
   * @param row its id; empty when there was no row
   */
  record Rule(
      Optional<String> row,
      List<String> sentences,
      Optional<String> statute,
      Optional<String> basis,
      Optional<String> condition,
      String digest) {}

  /**
   * A consent that it rested on or that stood in the way.
   *
   * @param words what it says, when the own organisation recorded it
   */
  record Said(UUID id, String version, Optional<String> words) {}

  /**
   * What was kept back.
   *
   * @param why in words
   * @param change what would have changed it
   */
  record Kept(String categories, String why, String change) {}
}
