package nl.eenplan.api.json;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** The gate's answer for each target, as it would be now. */
public record PreviewAnswer(List<Decision> decisions) {

  /**
   * @param verdict permit, refuse or review
   * @param reason why not
   * @param released the categories that would pass
   * @param missing without which it makes no sense
   * @param ground the row of the policies that answered
   * @param wayOut what would pass if a vital interest were stated
   * @param validUntil when the shortest permission ends
   */
  public record Decision(
      String recipient,
      String purpose,
      String verdict,
      Optional<String> reason,
      List<String> released,
      List<Withheld> withheld,
      List<String> missing,
      Optional<Ground> ground,
      Optional<WayOut> wayOut,
      Optional<OffsetDateTime> validUntil,
      List<RemarkJson> remarks,
      String policyDigest,
      Words explanation) {}

  /** A category that stays, and why. */
  public record Withheld(String category, String reason) {}

  /** A row of the policies. */
  public record Ground(String row, String avg, String statute, String condition) {}

  /** A row for an emergency, and what it would release. */
  public record WayOut(String state, String row, List<String> releases) {}

  /** In two languages. */
  public record Words(String nl, String en) {}
}
