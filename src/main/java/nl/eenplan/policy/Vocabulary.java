package nl.eenplan.policy;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Category;
import nl.eenplan.organisation.OrganisationKind;

/**
 * The words that policies and consents may use, with their labels: {@code
 * consent-policies/vocabulary.yaml}. Immutable. A word that is not in it is no word: every look-up
 * of a code can be empty.
 */
public final class Vocabulary {

  private final Map<String, Label> purposes;
  private final Map<String, Label> kinds;
  private final Map<String, Secrecy> secrecies;
  private final Map<String, String> suchAs;
  private final Map<Category, Label> categories;
  private final Map<Category, Sensitivity> sensitivities;
  private final Map<String, Label> groups;
  private final Map<String, Categories> byName;
  private final Map<Action, Label> actions;
  private final Map<Condition, Label> conditions;
  private final Map<String, Label> bases;
  private final Map<String, Label> obligations;

  Vocabulary(VocabularyReader read) {
    purposes = ordered(read.purposes);
    kinds = ordered(read.kinds);
    secrecies = ordered(read.secrecies);
    suchAs = ordered(read.suchAs);
    categories = Collections.unmodifiableMap(new EnumMap<>(read.categories));
    sensitivities = Collections.unmodifiableMap(new EnumMap<>(read.sensitivities));
    groups = ordered(read.groups);
    actions = Collections.unmodifiableMap(new EnumMap<>(read.actions));
    conditions = Collections.unmodifiableMap(new EnumMap<>(read.conditions));
    bases = ordered(read.bases);
    obligations = ordered(read.obligations);
    Map<String, Categories> named = new LinkedHashMap<>(read.members);
    categories.keySet().forEach(category -> named.put(category.code(), Categories.of(category)));
    byName = Collections.unmodifiableMap(named);
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  public Optional<Purpose> purpose(String code) {
    return purposes.containsKey(code) ? Optional.of(new Purpose(code)) : Optional.empty();
  }

  public Optional<OrganisationKind> kind(String code) {
    return kinds.containsKey(code) ? Optional.of(new OrganisationKind(code)) : Optional.empty();
  }

  /** What a category's code, or a group's, stands for. */
  public Optional<Categories> categories(String code) {
    return Optional.ofNullable(byName.get(code));
  }

  /** In the order of the vocabulary. */
  public List<Purpose> purposes() {
    return purposes.keySet().stream().map(Purpose::new).toList();
  }

  /** In the order of the vocabulary. */
  public List<OrganisationKind> kinds() {
    return kinds.keySet().stream().map(OrganisationKind::new).toList();
  }

  /** The duty of secrecy of organisations of this kind; medical for a kind that is not known. */
  public Secrecy secrecy(OrganisationKind kind) {
    return secrecies.getOrDefault(kind.code(), Secrecy.MEDICAL);
  }

  /** Names of organisations of this kind, for people to recognise it. */
  public String suchAs(OrganisationKind kind) {
    return suchAs.getOrDefault(kind.code(), kind.code());
  }

  /** The codes of the groups, such as {@code identity}. */
  public List<String> groups() {
    return List.copyOf(groups.keySet());
  }

  public Sensitivity sensitivity(Category category) {
    return Objects.requireNonNull(sensitivities.get(category));
  }

  /** All categories of that sensitivity. */
  public Categories ofSensitivity(Sensitivity sensitivity) {
    return Categories.of(
        Arrays.stream(Category.values()).filter(c -> sensitivity(c) == sensitivity).toList());
  }

  /** The label, or the code itself when the vocabulary does not know the purpose. */
  public Label label(Purpose purpose) {
    return purposes.getOrDefault(purpose.code(), new Label(purpose.code(), purpose.code()));
  }

  /** With its article; the code itself when the vocabulary does not know the kind. */
  public Label label(OrganisationKind kind) {
    return kinds.getOrDefault(kind.code(), new Label(kind.code(), kind.code()));
  }

  public Label label(Category category) {
    return Objects.requireNonNull(categories.get(category));
  }

  public Label label(Action action) {
    return Objects.requireNonNull(actions.get(action));
  }

  public Label label(Condition condition) {
    return Objects.requireNonNull(conditions.get(condition));
  }

  /** A ground of AVG article 6 or an exception of article 9, such as {@code A6-1-a}. */
  public Optional<Label> basis(String code) {
    return Optional.ofNullable(bases.get(code));
  }

  public Optional<Label> obligation(String code) {
    return Optional.ofNullable(obligations.get(code));
  }

  public Optional<Label> group(String code) {
    return Optional.ofNullable(groups.get(code));
  }
}
