package nl.eenplan.policy;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import nl.eenplan.organisation.OrganisationKind;

/**
 * All rows, found by their question in constant time. Immutable: a change of policy is another
 * table with another digest. No row is no ground.
 */
public final class PolicyTable {

  private record Key(
      Purpose purpose,
      OrganisationKind from,
      OrganisationKind to,
      Action action,
      boolean emergency) {}

  private final String digest;
  private final Map<Key, PolicyRow> rows = new HashMap<>();
  private final SortedMap<String, PolicyRow> byId = new TreeMap<>();

  /**
   * @param digest SHA-256 in hex over the files that the rows were read from
   * @throws IllegalArgumentException when two rows answer one question or share an id
   */
  public PolicyTable(String digest, Collection<PolicyRow> rows) {
    this.digest = digest;
    for (PolicyRow row : rows) {
      if (byId.put(row.id(), row) != null) {
        throw new IllegalArgumentException("two rows have the id " + row.id());
      }
      if (row.off().isPresent()) {
        continue;
      }
      for (Action action : row.actions()) {
        Key key = new Key(row.purpose(), row.from(), row.to(), action, row.emergency());
        PolicyRow other = this.rows.put(key, row);
        if (other != null) {
          throw new IllegalArgumentException(
              "rows %s and %s both answer: %s, from %s to %s, %s"
                  .formatted(
                      other.id(), row.id(), row.purpose(), row.from(), row.to(), action.code()));
        }
      }
    }
  }

  /**
   * The one row that answers this question.
   *
   * @param emergency whether a vital interest is claimed: other rows answer then
   */
  public Optional<PolicyRow> find(
      Purpose purpose,
      OrganisationKind from,
      OrganisationKind to,
      Action action,
      boolean emergency) {
    return Optional.ofNullable(rows.get(new Key(purpose, from, to, action, emergency)));
  }

  public Optional<PolicyRow> row(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** All rows, those that are off included, in the order of their ids. */
  public List<PolicyRow> rows() {
    return List.copyOf(byId.values());
  }

  /** The rows that a lawyer should have looked at before this day. */
  public List<PolicyRow> reviewOverdue(LocalDate today) {
    return byId.values().stream().filter(row -> row.review().isBefore(today)).toList();
  }

  public String digest() {
    return digest;
  }
}
