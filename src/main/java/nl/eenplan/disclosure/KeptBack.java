package nl.eenplan.disclosure;

import java.util.List;
import nl.eenplan.client.Categories;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Decision.Refuse;
import nl.eenplan.disclosure.Decision.Review;

/**
 * Categories that were asked for and do not pass.
 *
 * @param why a code, such as {@code no-consent}
 */
public record KeptBack(Categories categories, String why) {

  /** What this decision keeps back, by why. */
  public static List<KeptBack> by(Decision decision) {
    return switch (decision) {
      case Permit permit ->
          List.of(
              new KeptBack(permit.withheld().never(), "never"),
              new KeptBack(permit.withheld().notNeeded(), "not-needed"),
              new KeptBack(permit.withheld().refused(), "client-refused"),
              new KeptBack(permit.withheld().notConsented(), "no-consent"),
              new KeptBack(permit.withheld().hidden(), "protected-address"));
      case Refuse refuse -> by(refuse);
      case Review review -> List.of(new KeptBack(review.question().asked(), "review"));
    };
  }

  /** Consent would not help for what the row never lets pass, or does not need. */
  private static List<KeptBack> by(Refuse refuse) {
    Categories asked = refuse.question().asked();
    Categories never = refuse.ground().map(row -> asked.and(row.never())).orElse(Categories.NONE);
    Categories notNeeded =
        refuse.ground().map(row -> asked.minus(row.release()).minus(never)).orElse(Categories.NONE);
    return List.of(
        new KeptBack(never, "never"),
        new KeptBack(notNeeded, "not-needed"),
        new KeptBack(asked.minus(never).minus(notNeeded), refuse.reason().code()));
  }
}
