package nl.eenplan.policy;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.eenplan.client.Categories;
import nl.eenplan.organisation.OrganisationKind;

/**
 * One row of the policy table: for this purpose an organisation of one kind may tell one of another
 * kind these categories, on this basis, under this condition.
 *
 * @param id unique in the table, such as {@code participation.municipality-to-welfare}
 * @param emergency whether it answers only when a vital interest is claimed (break-glass)
 * @param basis the AVG ground and the statute behind it
 * @param secrecy the duty of secrecy of the sender's kind
 * @param lifted the article by which that duty does not stand in the way; empty without one
 * @param consentLasts how long a consent to this purpose holds at most; empty where none is asked
 * @param release the categories that may pass
 * @param require the categories without which the action makes no sense: if one may not pass,
 *     nothing does
 * @param never the categories that may not pass, whatever anybody permits
 * @param retention how long the recipient may keep what it received
 * @param obligations codes of the vocabulary that bind the recipient or the hub
 * @param processingActivity the entry in the register of AVG art. 30
 * @param review the day on which a lawyer looks at the row again
 * @param off why the row is written down but does not hold; empty when it does
 */
public record PolicyRow(
    String id,
    Purpose purpose,
    OrganisationKind from,
    OrganisationKind to,
    Set<Action> actions,
    boolean emergency,
    Basis basis,
    Secrecy secrecy,
    Optional<String> lifted,
    Condition condition,
    Optional<Period> consentLasts,
    Categories release,
    Categories require,
    Categories never,
    OnObjection onObjection,
    Period retention,
    List<String> obligations,
    String processingActivity,
    String approvedBy,
    LocalDate approvedOn,
    LocalDate review,
    Optional<Label> off) {

  /**
   * The ground.
   *
   * @param avg article 6 (and 9) of the AVG/GDPR in the notation of W3C DPV-GDPR, such as {@code
   *     A6-1-a}
   * @param statute the Dutch statute and article, such as {@code Wmo 2015 art. 5.3.3}
   */
  public record Basis(String avg, String statute) {
    /** Whether this is the ground of article 6 in it. */
    public boolean is(String ground) {
      return ground.startsWith("A6-") && List.of(avg.split(",\\s*")).contains(ground);
    }
  }
}
