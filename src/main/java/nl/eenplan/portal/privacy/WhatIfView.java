package nl.eenplan.portal.privacy;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A what-if question as its page shows it.
 *
 * @param files which differ, by name
 * @param percent how far it is; empty when that cannot be told
 * @param back until when was looked
 * @param more how many differences are not shown
 * @param newly what would newly pass
 * @param noLonger what would no longer pass
 */
record WhatIfView(
    String files,
    boolean done,
    Optional<Integer> percent,
    Optional<ZonedDateTime> back,
    int looked,
    int judged,
    int odd,
    List<Difference> differences,
    int more,
    List<Tuple> newly,
    List<Tuple> noLonger) {

  /** A decision: what it was, and what it would be. */
  record Difference(
      UUID entry,
      String was,
      String wasBadge,
      Optional<String> wasReason,
      String wouldBe,
      String wouldBeBadge,
      Optional<String> wouldBeReason,
      String newly,
      String noLonger,
      boolean reproducible) {}

  /** That some data may pass for one purpose from one kind to another. */
  record Tuple(String purpose, String from, String to, String category, String condition) {}

  /** How many decisions would turn out otherwise. */
  public int all() {
    return differences.size() + more;
  }
}
