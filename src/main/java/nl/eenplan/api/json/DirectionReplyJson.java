package nl.eenplan.api.json;

import java.util.Optional;

/**
 * What becomes of an offer.
 *
 * @param answer accept, decline or withdraw
 * @param reason why it is declined
 * @param contact of who accepts: the function that the client turns to
 */
public record DirectionReplyJson(
    Optional<String> answer, Optional<String> reason, Optional<String> contact) {

  /** Never the words: a record's text may end up in a log. */
  @Override
  public String toString() {
    return "DirectionReplyJson";
  }
}
