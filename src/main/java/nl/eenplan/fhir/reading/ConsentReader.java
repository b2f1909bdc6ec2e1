package nl.eenplan.fhir.reading;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.client.Categories;
import nl.eenplan.client.ClientId;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Kind;
import nl.eenplan.disclosure.Consent.Rule;
import nl.eenplan.disclosure.Consent.Status;
import nl.eenplan.disclosure.Given;
import nl.eenplan.fhir.Systems;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.problem.Problem;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;

/**
 * What a Consent says. It is read in full or not at all: an element that could narrow it and that
 * we do not know is refused with its path, since a consent may never be read as broader than the
 * client meant.
 *
 * <p>Scope {@code patient-privacy} is permission to share (toestemming), {@code treatment} that the
 * client wants the help (instemming). R4 does not permit a type in the root provision, IHE PCF
 * requires it: both are read. Without one, {@code policyRule} says whether it opts in or out, and
 * without that it permits.
 */
public final class ConsentReader {

  private static final String SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope";

  private final ProvisionReader provisions;

  /**
   * @param existing which of these codes are organisations that take part, and of what kind
   */
  public ConsentReader(
      Vocabulary vocabulary,
      Function<Set<OrganisationCode>, Map<OrganisationCode, OrganisationKind>> existing) {
    this.provisions = new ProvisionReader(vocabulary, existing);
  }

  public static UUID person(Consent consent) {
    return Read.id(consent.getPatient(), "Patient", "Consent.patient");
  }

  /**
   * The client's words.
   *
   * @param now when it is received: the moment it was given, if it does not say
   * @throws Problem CONSENT_NOT_UNDERSTOOD, CONSENT_CONTRADICTS, CONSENT_PER_DATE, MISSING,
   *     INVALID, NOT_SUPPORTED, UNKNOWN_PURPOSE, UNKNOWN_CATEGORY, UNKNOWN_RECIPIENT,
   *     UNKNOWN_REFERENCE
   */
  public nl.eenplan.disclosure.Consent read(
      Consent consent,
      UUID id,
      ClientId client,
      UUID person,
      OrganisationCode recordedBy,
      Instant now) {
    understandAll(consent);
    Kind kind = kind(consent);
    Status status = status(consent);
    Given given = GivenReader.read(consent, now);
    ProvisionComponent provision = consent.getProvision();
    Moments.Span span = Moments.span(provision.getPeriod(), "Consent.provision.period");
    Instant from = span.from().orElse(given.at());
    return new nl.eenplan.disclosure.Consent(
        id,
        1,
        client,
        person,
        recordedBy,
        kind,
        status,
        given,
        from,
        span.until(),
        replaces(consent),
        List.of(rule(consent, kind, span)));
  }

  private static void understandAll(Consent consent) {
    Read.understand(!consent.hasModifierExtension(), "Consent.modifierExtension");
    Read.understand(!consent.hasImplicitRules(), "Consent.implicitRules");
    Read.understand(
        consent.getVerification().stream()
            .allMatch(check -> check.getVerified() && !check.hasModifierExtension()),
        "Consent.verification");
    Read.understand(
        consent.getPolicy().stream().noneMatch(policy -> policy.hasModifierExtension()),
        "Consent.policy.modifierExtension");
  }

  private static Kind kind(Consent consent) {
    Set<Kind> kinds =
        consent.getScope().getCoding().stream()
            .map(ConsentReader::kind)
            .collect(Collectors.toSet());
    Read.understand(kinds.size() == 1, "Consent.scope");
    return kinds.iterator().next();
  }

  private static Kind kind(Coding scope) {
    return switch (SCOPE.equals(scope.getSystem()) ? scope.getCode() : null) {
      case "patient-privacy" -> Kind.DISCLOSURE;
      case "treatment" -> Kind.HELP;
      case null, default -> throw Problem.of(Problem.Code.CONSENT_NOT_UNDERSTOOD, "Consent.scope");
    };
  }

  private static Status status(Consent consent) {
    if (consent.getStatus() == null) {
      throw Problem.of(Problem.Code.MISSING, "Consent.status");
    }
    return switch (consent.getStatus()) {
      case ACTIVE, REJECTED -> Status.ACTIVE;
      case INACTIVE, ENTEREDINERROR -> Status.WITHDRAWN;
      case DRAFT, PROPOSED, NULL ->
          throw Problem.of(Problem.Code.CONSENT_NOT_UNDERSTOOD, "Consent.status");
    };
  }

  private Rule rule(Consent consent, Kind kind, Moments.Span span) {
    Effect effect = effect(consent);
    if (!consent.getProvision().isEmpty()) {
      return provisions.root(consent.getProvision(), effect, span);
    }
    return switch (kind) {
      case DISCLOSURE -> throw Problem.of(Problem.Code.MISSING, "Consent.provision");
      case HELP -> new Rule(effect, Set.of(), Set.of(), Set.of(), Categories.NONE);
    };
  }

  /** A rejected consent is a refusal: the client was asked and said no. */
  private static Effect effect(Consent consent) {
    ProvisionComponent provision = consent.getProvision();
    Optional<Effect> type =
        Optional.ofNullable(provision.getType())
            .map(said -> said == ConsentProvisionType.DENY ? Effect.DENY : Effect.PERMIT);
    Optional<Effect> policy = policy(consent);
    if (type.isPresent() && policy.isPresent() && !type.equals(policy)) {
      throw Problem.of(Problem.Code.CONSENT_CONTRADICTS, "Consent.provision.type, .policyRule");
    }
    Effect effect = type.or(() -> policy).orElse(Effect.PERMIT);
    if (consent.getStatus() != Consent.ConsentState.REJECTED) {
      return effect;
    }
    if (effect == Effect.DENY || provision.hasProvision()) {
      throw Problem.of(Problem.Code.CONSENT_CONTRADICTS, "Consent.status (rejected), .provision");
    }
    return Effect.DENY;
  }

  /** Whether the policy opts in or out (v3-ActCode); R4 says by it what the root rule does. */
  private static Optional<Effect> policy(Consent consent) {
    Set<Effect> effects =
        consent.getPolicyRule().getCoding().stream()
            .flatMap(rule -> Read.text(rule.getCode()).stream())
            .flatMap(code ->
                code.startsWith("OPTOUT")
                    ? Stream.of(Effect.DENY)
                    : code.startsWith("OPTIN") ? Stream.of(Effect.PERMIT) : Stream.empty())
            .collect(Collectors.toSet());
    if (effects.size() > 1) {
      throw Problem.of(Problem.Code.CONSENT_CONTRADICTS, "Consent.policyRule");
    }
    return effects.stream().findFirst();
  }

  private static Optional<UUID> replaces(Consent consent) {
    Extension replaces = consent.getExtensionByUrl(Systems.CONSENT_REPLACES);
    if (replaces == null) {
      return Optional.empty();
    }
    Read.understand(
        replaces.getValue() instanceof Reference
            && consent.getExtensionsByUrl(Systems.CONSENT_REPLACES).size() == 1,
        nl.eenplan.disclosure.Consent.REPLACES);
    return Optional.of(
        Read.id(
            (Reference) replaces.getValue(), "Consent", nl.eenplan.disclosure.Consent.REPLACES));
  }
}
