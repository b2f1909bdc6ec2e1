package nl.eenplan.problem;

/**
 * How to know a message when it comes again: the same identifier from the same sender is answered
 * with the first answer and changes nothing.
 *
 * @param businessId a keyed digest of the sender's own identifier, which may hold anything
 * @param digest a keyed digest of the message
 */
public record Repeat(String businessId, String digest) {

  /**
   * @throws Problem SAME_ID_OTHER_CONTENT when the first message said something else
   */
  public void refuseOtherContent(String first) {
    if (!first.equals(digest)) {
      throw Problem.of(Problem.Code.SAME_ID_OTHER_CONTENT);
    }
  }
}
