package nl.eenplan.fhir.reading;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.eenplan.client.Categories;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Rule;
import nl.eenplan.fhir.Systems;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.policy.Purpose;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.problem.Problem;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Consent.provisionActorComponent;

/**
 * The rule of a Consent, and the rules within it. A nested rule is an exception to the one around
 * it; one that could never match, or takes away all of it, is a contradiction and is refused.
 */
final class ProvisionReader {

  private static final String RECIPIENT = "IRCP";

  /** The root's period is the consent's own, and not the rule's. */
  private static final Moments.Span WHENEVER = new Moments.Span(Optional.empty(), Optional.empty());

  private final Vocabulary vocabulary;
  private final Function<Set<OrganisationCode>, Map<OrganisationCode, OrganisationKind>> existing;

  ProvisionReader(
      Vocabulary vocabulary,
      Function<Set<OrganisationCode>, Map<OrganisationCode, OrganisationKind>> existing) {
    this.vocabulary = vocabulary;
    this.existing = existing;
  }

  /**
   * @param span the root's period, which is the consent's
   * @throws Problem CONSENT_NOT_UNDERSTOOD, CONSENT_CONTRADICTS, CONSENT_PER_DATE, MISSING,
   *     INVALID, UNKNOWN_PURPOSE, UNKNOWN_CATEGORY, UNKNOWN_RECIPIENT
   */
  Rule root(ProvisionComponent root, Effect effect, Moments.Span span) {
    String path = "Consent.provision";
    understandAll(root, path);
    Criteria own = criteria(root, effect, path);
    Scope scope = Scope.ANYTHING.within(span, path).within(own.rule(), own.named(), path);
    return own.with(WHENEVER, exceptions(root, path, scope, effect, 1));
  }

  private List<Rule> exceptions(
      ProvisionComponent around, String path, Scope scope, Effect effect, int depth) {
    List<ProvisionComponent> nested = around.getProvision();
    return IntStream.range(0, nested.size())
        .mapToObj(
            n -> exception(nested.get(n), path + ".provision[" + n + "]", scope, effect, depth))
        .toList();
  }

  private Rule exception(
      ProvisionComponent nested, String path, Scope around, Effect effectAround, int depth) {
    Read.understand(depth <= Rule.MAX_DEPTH, path);
    understandAll(nested, path);
    Effect effect = effect(nested, path);
    Criteria own = criteria(nested, effect, path);
    Moments.Span span = Moments.span(nested.getPeriod(), path + ".period");
    boolean takesAll =
        effect != effectAround
            && own.rule().purposes().isEmpty()
            && !nested.hasActor()
            && !nested.hasClass_()
            && !nested.hasPeriod();
    if (takesAll) {
      throw Problem.of(Problem.Code.CONSENT_CONTRADICTS, path);
    }
    Scope scope = around.within(span, path).within(own.rule(), own.named(), path);
    return own.with(span, exceptions(nested, path, scope, effect, depth + 1));
  }

  /**
   * What a rule is about.
   *
   * @param named the kinds of the organisations that it names
   */
  private record Criteria(Rule rule, Map<OrganisationCode, OrganisationKind> named) {
    Rule with(Moments.Span span, List<Rule> exceptions) {
      return new Rule(
          rule.effect(),
          rule.purposes(),
          rule.recipients(),
          rule.kinds(),
          rule.categories(),
          span.from(),
          span.until(),
          exceptions);
    }
  }

  private static Effect effect(ProvisionComponent nested, String path) {
    return switch (nested.getType()) {
      case PERMIT -> Effect.PERMIT;
      case DENY -> Effect.DENY;
      case NULL -> throw Problem.of(Problem.Code.CONSENT_NOT_UNDERSTOOD, path + ".type");
      case null -> throw Problem.of(Problem.Code.MISSING, path + ".type");
    };
  }

  private static void understandAll(ProvisionComponent provision, String path) {
    Read.understand(!provision.hasModifierExtension(), path + ".modifierExtension");
    Read.understand(!provision.hasAction(), path + ".action");
    Read.understand(!provision.hasSecurityLabel(), path + ".securityLabel");
    Read.understand(!provision.hasCode(), path + ".code");
    Read.understand(!provision.hasData(), path + ".data");
    Read.understand(provision.getType() != ConsentProvisionType.NULL, path + ".type");
    if (provision.hasDataPeriod()) {
      throw Problem.of(Problem.Code.CONSENT_PER_DATE, path + ".dataPeriod");
    }
  }

  private Criteria criteria(ProvisionComponent provision, Effect effect, String path) {
    String actors = path + ".actor";
    Set<OrganisationKind> ofKind =
        provision.getActor().stream()
            .flatMap(actor -> kind(actor, actors).stream())
            .collect(Collectors.toSet());
    Set<OrganisationCode> named =
        provision.getActor().stream()
            .filter(actor -> kind(actor, actors).isEmpty())
            .map(actor -> named(actor, actors))
            .collect(Collectors.toSet());
    Map<OrganisationCode, OrganisationKind> known = existing.apply(named);
    if (!known.keySet().containsAll(named)) {
      throw Problem.of(Problem.Code.UNKNOWN_RECIPIENT, actors);
    }
    Rule rule =
        new Rule(
            effect,
            provision.getPurpose().stream()
                .map(coding -> purpose(coding, path + ".purpose"))
                .collect(Collectors.toSet()),
            named,
            ofKind,
            provision.hasClass_() ? categories(provision, path + ".class") : Categories.ALL);
    return new Criteria(rule, known);
  }

  private Purpose purpose(Coding coding, String path) {
    return Optional.of(coding)
        .filter(purpose -> Systems.PURPOSE.equals(purpose.getSystem()))
        .flatMap(purpose -> Read.text(purpose.getCode()))
        .flatMap(vocabulary::purpose)
        .orElseThrow(() -> Problem.of(Problem.Code.UNKNOWN_PURPOSE, path));
  }

  private Categories categories(ProvisionComponent provision, String path) {
    return provision.getClass_().stream()
        .map(coding ->
            Optional.of(coding)
                .filter(category -> Systems.DATA_CATEGORY.equals(category.getSystem()))
                .flatMap(category -> Read.text(category.getCode()))
                .flatMap(vocabulary::categories)
                .orElseThrow(() -> Problem.of(Problem.Code.UNKNOWN_CATEGORY, path)))
        .reduce(Categories.NONE, Categories::or);
  }

  private Optional<OrganisationKind> kind(provisionActorComponent actor, String path) {
    Read.understand(!actor.hasModifierExtension(), path + ".modifierExtension");
    Read.understand(
        actor.getRole().getCoding().stream().anyMatch(role -> RECIPIENT.equals(role.getCode())),
        path + ".role");
    return Optional.of(actor.getReference().getIdentifier())
        .filter(identifier -> Systems.ORGANISATION_KIND.equals(identifier.getSystem()))
        .map(identifier -> {
          Read.understand(!actor.getReference().hasReference(), path + " (both)");
          return identifier;
        })
        .map(identifier ->
            Read.text(identifier.getValue())
                .flatMap(vocabulary::kind)
                .orElseThrow(() -> Problem.of(Problem.Code.UNKNOWN_RECIPIENT, path)));
  }

  private static OrganisationCode named(provisionActorComponent actor, String path) {
    return Read.organisation(actor.getReference(), path)
        .orElseThrow(() -> Problem.of(Problem.Code.UNKNOWN_RECIPIENT, path));
  }
}
