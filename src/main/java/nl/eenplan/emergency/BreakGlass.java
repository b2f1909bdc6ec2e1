package nl.eenplan.emergency;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Categories;
import nl.eenplan.client.ClientId;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.referral.Stated.Emergency;

/**
 * A referral that went out on a vital interest (AVG art. 6(1)(d)).
 *
 * @param referral its number as well
 * @param person the requester's record of the client
 * @param organisation the requester, whose privacy officer judges
 * @param released what the targets may read
 * @param stated in the words of the moment: later changes of the order do not change it
 * @param due when the verdict has to be there at the latest
 * @param judged empty until an officer did
 * @param told empty until somebody wrote down that the client was told, or why not
 */
public record BreakGlass(
    UUID referral,
    ClientId client,
    UUID person,
    OrganisationCode organisation,
    List<OrganisationCode> targets,
    String purpose,
    Categories released,
    Emergency stated,
    Instant claimedAt,
    String claimedBy,
    Instant due,
    Optional<Judged> judged,
    Optional<Told> told) {

  /** What a privacy officer found. */
  public enum Verdict {
    JUSTIFIED,
    /** There was no vital interest: the referral needs another ground from now on. */
    NOT_JUSTIFIED;

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Verdict> of(String code) {
      return Arrays.stream(values()).filter(verdict -> verdict.code().equals(code)).findFirst();
    }
  }

  /**
   * The verdict.
   *
   * @param note why
   */
  public record Judged(Verdict verdict, String note, Instant at, String by) {}

  /**
   * What the client heard of it.
   *
   * @param on the day; empty when the client was not told
   * @param words how the client was told, or the reason that stands in the way
   */
  public record Told(Optional<LocalDate> on, String words, Instant at, String by) {}

  /** Whether something is still to be done. */
  public boolean open() {
    return judged.isEmpty() || told.isEmpty();
  }

  public boolean overdue(Instant now) {
    return judged.isEmpty() && !now.isBefore(due);
  }
}
