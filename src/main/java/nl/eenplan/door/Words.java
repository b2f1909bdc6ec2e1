package nl.eenplan.door;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.problem.Problem;
import org.jspecify.annotations.Nullable;

/** What a sender may write, as far as the hub has to keep it or look for it. */
public final class Words {

  /** Characters. */
  private static final int LONGEST_ID = 500;

  private Words() {}

  /** A UUID as this hub writes it; anything else is an id that nothing has. */
  public static Optional<UUID> uuid(@Nullable String id) {
    if (id == null || id.length() != 36) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * What a column can hold.
   *
   * @throws Problem INVALID
   */
  public static String keepable(String text) {
    if (text.length() > LONGEST_ID
        || text.chars().anyMatch(Character::isISOControl)
        || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw Problem.of(Problem.Code.INVALID, "identifier (" + LONGEST_ID + ")");
    }
    return text;
  }
}
