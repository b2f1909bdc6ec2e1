package nl.eenplan.portal.consents;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import nl.eenplan.client.Category;
import nl.eenplan.policy.Sensitivity;
import nl.eenplan.portal.Option;

/**
 * What a client can say yes or no to.
 *
 * @param categories those that may pass for the purpose, or all of them for a no
 * @param longest the last day on which a yes to this purpose may hold; empty without a limit
 */
record Choices(
    List<Option> purposes,
    List<Option> recipients,
    List<Choice> categories,
    Optional<LocalDate> longest) {

  /**
   * @param needed whether nothing can pass without it
   */
  record Choice(Category category, String label, boolean needed, Sensitivity sensitivity) {

    public String code() {
      return category.code();
    }

    public boolean sensitive() {
      return sensitivity != Sensitivity.NORMAL;
    }
  }
}
