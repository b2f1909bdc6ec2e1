package nl.eenplan.policy;

import java.util.Collection;
import java.util.List;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Category;
import nl.eenplan.organisation.OrganisationKind;

/**
 * What organisations of one kind may get and tell, over all purposes; of the rows that hold.
 *
 * @param gets the rows by which it gets something
 * @param sends the rows by which it lets something know
 */
public record Dealings(
    OrganisationKind kind, Secrecy secrecy, List<PolicyRow> gets, List<PolicyRow> sends) {

  public static Dealings of(OrganisationKind kind, PolicyFolder policies) {
    List<PolicyRow> inForce =
        policies.table().rows().stream().filter(row -> row.off().isEmpty()).toList();
    return new Dealings(
        kind,
        policies.vocabulary().secrecy(kind),
        inForce.stream().filter(row -> row.to().equals(kind)).toList(),
        inForce.stream().filter(row -> row.from().equals(kind)).toList());
  }

  /** The rows by which it gets any of these. */
  public List<PolicyRow> gets(Categories any) {
    return gets.stream().filter(row -> !row.release().and(any).isEmpty()).toList();
  }

  /** All that it can ever get. */
  public Categories most() {
    return all(gets);
  }

  /** What it gets for no purpose at all. */
  public Categories never() {
    return Categories.ALL.minus(most());
  }

  /** To whom it may tell something without consent, when a life is at stake. */
  public List<OrganisationKind> helpers() {
    return sends.stream().filter(PolicyRow::emergency).map(PolicyRow::to).distinct().toList();
  }

  /** All that these rows release. */
  public static Categories all(Collection<PolicyRow> rows) {
    return rows.stream().map(PolicyRow::release).reduce(Categories.NONE, Categories::or);
  }

  /** The citizen service number. */
  public static final Categories BSN = Categories.of(Category.BSN);
}
