package nl.eenplan.api.json;

import java.util.List;
import java.util.Optional;

/**
 * What an organisation offers for one purpose. Durations are ISO 8601, such as {@code P7D}.
 *
 * @param municipalities those that it serves; all when there are none
 * @param firstContact how soon the client is contacted
 * @param track how long it takes as a rule
 * @param waiting from acceptance to start
 * @param capacity places; not counted when it is not there
 * @param mode one-to-one or group; both when it is not there
 */
public record ServiceJson(
    String id,
    String organisation,
    String purpose,
    boolean active,
    String nameNl,
    String nameEn,
    List<String> municipalities,
    String firstContact,
    Optional<String> answer,
    Optional<String> track,
    Optional<String> reportEvery,
    Optional<String> waiting,
    boolean workingDays,
    Optional<Integer> capacity,
    Optional<String> mode,
    Optional<Prerequisite> prerequisite,
    Optional<String> channel) {

  /**
   * What a client needs first: another referral, ended well.
   *
   * @param notFrom who may refer without it, by contract
   */
  public record Prerequisite(String purpose, String outcome, List<String> notFrom) {}
}
