package nl.eenplan.portal.privacy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.organisation.DutchTime;

/**
 * What the pages of the emergencies show: the words are those of the officer's own organisation.
 */
final class ReviewView {

  private ReviewView() {}

  /**
   * One in the list.
   *
   * @param state the code of what is to be done
   * @param badge the kind of badge for it
   */
  record Row(
      UUID referral,
      Instant claimedAt,
      String recipients,
      String purpose,
      Instant due,
      String state,
      String badge) {

    public ZonedDateTime claimed() {
      return claimedAt.atZone(DutchTime.ZONE);
    }

    /** The last day on which it can be judged in time. */
    public LocalDate lastDay() {
      return LocalDate.ofInstant(due.minusSeconds(1), DutchTime.ZONE);
    }
  }

  /**
   * One in full.
   *
   * @param verdict the code; empty as long as nobody judged
   * @param toldOn empty as long as the client was not told
   * @param toldWords how, or why not; empty as long as nobody wrote it down
   */
  record Full(
      Row row,
      String claimedBy,
      String released,
      String reason,
      String acute,
      Optional<String> verdict,
      Optional<String> note,
      Optional<String> judgedBy,
      Optional<ZonedDateTime> judgedAt,
      Optional<LocalDate> toldOn,
      Optional<String> toldWords) {}
}
