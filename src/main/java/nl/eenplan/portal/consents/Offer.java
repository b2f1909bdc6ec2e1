package nl.eenplan.portal.consents;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Category;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.policy.Condition;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.policy.PolicyTable;
import nl.eenplan.policy.Purpose;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.portal.Option;
import nl.eenplan.portal.consents.Choices.Choice;
import org.springframework.stereotype.Component;

/**
 * What there is to ask a client: only what a policy row could let pass, so that nobody is asked for
 * what would never go.
 */
@Component
class Offer {

  /** In the place of an organisation: whichever it is. Only a no can be about all of them. */
  static final String ANYBODY = "*";

  private final PolicyTable policies;
  private final Vocabulary vocabulary;
  private final Organisations organisations;

  Offer(PolicyTable policies, Vocabulary vocabulary, Organisations organisations) {
    this.policies = policies;
    this.vocabulary = vocabulary;
    this.organisations = organisations;
  }

  /**
   * @param no whether the client says no: to that, more can be said
   * @param recipients those that are chosen already; empty for all that there are
   */
  Choices of(
      OrganisationCode me,
      boolean no,
      Optional<Purpose> purpose,
      Set<OrganisationCode> recipients,
      LocalDate today,
      Locale locale) {
    List<Organisation> all =
        organisations.all().stream().filter(one -> one.agreementInForce(today)).toList();
    OrganisationKind mine =
        organisations.find(me).map(Organisation::kind).orElse(new OrganisationKind("unknown"));
    List<PolicyRow> rows =
        policies.rows().stream().filter(row -> row.from().equals(mine) && asks(row)).toList();
    List<PolicyRow> meant = rows.stream().filter(fits(purpose)).toList();
    List<Organisation> possible =
        all.stream()
            .filter(one -> !one.code().equals(me))
            .filter(one -> no || meant.stream().anyMatch(row -> row.to().equals(one.kind())))
            .toList();
    Set<OrganisationKind> kinds =
        possible.stream()
            .filter(one -> recipients.isEmpty() || recipients.contains(one.code()))
            .map(Organisation::kind)
            .collect(Collectors.toSet());
    List<PolicyRow> passing =
        meant.stream().filter(row -> kinds.contains(row.to()) && purpose.isPresent()).toList();
    return new Choices(
        purposes(rows, no, locale),
        Stream.concat(
                no ? Stream.of(new Option(ANYBODY, "")) : Stream.empty(),
                possible.stream()
                    .sorted(Comparator.comparing(Organisation::name))
                    .map(one -> new Option(one.code().value(), one.name())))
            .toList(),
        no ? everything(locale) : categories(passing, locale),
        passing.stream()
            .flatMap(row -> row.consentLasts().stream())
            .map(lasts -> today.plus(lasts).minusDays(1))
            .min(Comparator.naturalOrder()));
  }

  private static boolean asks(PolicyRow row) {
    return row.off().isEmpty()
        && !row.emergency()
        && row.condition() != Condition.CONSENT_OF_REFERRAL;
  }

  private static Predicate<PolicyRow> fits(Optional<Purpose> purpose) {
    return row -> purpose.isEmpty() || purpose.get().equals(row.purpose());
  }

  private List<Option> purposes(List<PolicyRow> rows, boolean no, Locale locale) {
    Set<Purpose> possible = rows.stream().map(PolicyRow::purpose).collect(Collectors.toSet());
    return vocabulary.purposes().stream()
        .filter(purpose -> no || possible.contains(purpose))
        .map(purpose -> new Option(purpose.code(), vocabulary.label(purpose).in(locale)))
        .sorted(Comparator.comparing(Option::text))
        .toList();
  }

  private List<Choice> categories(List<PolicyRow> rows, Locale locale) {
    Categories needed =
        rows.stream().map(PolicyRow::require).reduce(Categories.NONE, Categories::or);
    return rows.stream().map(PolicyRow::release).reduce(Categories.NONE, Categories::or).stream()
        .map(category -> choice(category, needed.contains(category), locale))
        .toList();
  }

  private List<Choice> everything(Locale locale) {
    return Arrays.stream(Category.values())
        .map(category -> choice(category, false, locale))
        .toList();
  }

  private Choice choice(Category category, boolean needed, Locale locale) {
    return new Choice(
        category, vocabulary.label(category).in(locale), needed, vocabulary.sensitivity(category));
  }
}
