package nl.eenplan.fhir.reading;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.eenplan.client.Categories;
import nl.eenplan.client.ClientId;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Rule;
import nl.eenplan.disclosure.Consent.Status;
import nl.eenplan.disclosure.Given;
import nl.eenplan.fhir.Systems;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.policy.Purpose;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.problem.Problem;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Consent.provisionActorComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;

/**
 * What a Consent says. It is read in full or not at all: an element that could narrow it and that
 * we do not know is refused with its path, since a consent may never be read as broader than the
 * client meant.
 *
 * <p>R4 does not permit a type in the root provision, IHE PCF requires it: both are read; without
 * one it permits.
 */
public final class ConsentReader {

  private static final ZoneId NETHERLANDS = ZoneId.of("Europe/Amsterdam");
  private static final String RECIPIENT = "IRCP";

  private final Vocabulary vocabulary;
  private final Function<Set<OrganisationCode>, Set<OrganisationCode>> existing;

  /**
   * @param existing which of these codes are organisations that take part
   */
  public ConsentReader(
      Vocabulary vocabulary, Function<Set<OrganisationCode>, Set<OrganisationCode>> existing) {
    this.vocabulary = vocabulary;
    this.existing = existing;
  }

  public static UUID person(Consent consent) {
    return Read.id(consent.getPatient(), "Patient", "Consent.patient");
  }

  /**
   * The client's words.
   *
   * @param now when it is received: the moment it was given, if it does not say
   * @throws Problem CONSENT_NOT_UNDERSTOOD, MISSING, UNKNOWN_PURPOSE, UNKNOWN_CATEGORY,
   *     UNKNOWN_RECIPIENT
   */
  public nl.eenplan.disclosure.Consent read(
      Consent consent,
      UUID id,
      ClientId client,
      UUID person,
      OrganisationCode recordedBy,
      Instant now) {
    understand(!consent.hasModifierExtension(), "Consent.modifierExtension");
    understand(!consent.hasImplicitRules(), "Consent.implicitRules");
    understand(
        consent.getScope().hasCoding()
            && consent.getScope().getCoding().stream()
                .allMatch(scope -> "patient-privacy".equals(scope.getCode())),
        "Consent.scope");
    understand(
        consent.getPerformer().stream()
            .allMatch(giver -> Read.leadsNowhereElse(giver, consent.getPatient())),
        "Consent.performer");
    understand(
        consent.getVerification().stream()
            .allMatch(check -> check.getVerified() && !check.hasModifierExtension()),
        "Consent.verification");
    understand(
        consent.getPolicy().stream().noneMatch(policy -> policy.hasModifierExtension()),
        "Consent.policy.modifierExtension");
    understand(!optsOut(consent), "Consent.policyRule");
    ProvisionComponent provision = consent.getProvision();
    if (provision.isEmpty()) {
      throw Problem.of(Problem.Code.MISSING, "Consent.provision");
    }
    Instant given =
        Optional.ofNullable(consent.getDateTimeElement().getValue())
            .map(date -> start(consent.getDateTimeElement()))
            .orElse(now);
    Period period = provision.getPeriod();
    understand(
        period.hasStart() == period.getStartElement().hasValue()
            && period.hasEnd() == period.getEndElement().hasValue(),
        "Consent.provision.period");
    Instant from = period.hasStart() ? start(period.getStartElement()) : given;
    Optional<Instant> until =
        period.hasEnd() ? Optional.of(end(period.getEndElement())) : Optional.empty();
    if (period.hasStart() && until.isPresent() && !from.isBefore(until.get())) {
      throw Problem.of(Problem.Code.INVALID, "Consent.provision.period");
    }
    return new nl.eenplan.disclosure.Consent(
        id,
        1,
        client,
        person,
        recordedBy,
        nl.eenplan.disclosure.Consent.Kind.DISCLOSURE,
        status(consent),
        Given.inATalk(given),
        from,
        until,
        Optional.empty(),
        List.of(rule(provision, effect(consent))));
  }

  private Rule rule(ProvisionComponent provision, Effect effect) {
    understand(!provision.hasModifierExtension(), "Consent.provision.modifierExtension");
    understand(!provision.hasAction(), "Consent.provision.action");
    understand(!provision.hasSecurityLabel(), "Consent.provision.securityLabel");
    understand(!provision.hasCode(), "Consent.provision.code");
    understand(!provision.hasDataPeriod(), "Consent.provision.dataPeriod");
    understand(!provision.hasData(), "Consent.provision.data");
    understand(!provision.hasProvision(), "Consent.provision.provision");
    Set<OrganisationKind> kinds =
        provision.getActor().stream()
            .flatMap(actor -> kind(actor).stream())
            .collect(Collectors.toSet());
    Set<OrganisationCode> named =
        provision.getActor().stream()
            .filter(actor -> kind(actor).isEmpty())
            .map(ConsentReader::named)
            .collect(Collectors.toSet());
    if (!existing.apply(named).containsAll(named)) {
      throw Problem.of(Problem.Code.UNKNOWN_RECIPIENT, "Consent.provision.actor");
    }
    return new Rule(
        effect,
        provision.getPurpose().stream().map(this::purpose).collect(Collectors.toSet()),
        named,
        kinds,
        provision.hasClass_() ? categories(provision) : Categories.ALL);
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

  /** A rejected consent is a refusal: the client was asked and said no. */
  private static Effect effect(Consent consent) {
    boolean denies = consent.getProvision().getType() == ConsentProvisionType.DENY;
    boolean rejected = consent.getStatus() == Consent.ConsentState.REJECTED;
    understand(!(denies && rejected), "Consent.provision.type (rejected deny)");
    return denies || rejected ? Effect.DENY : Effect.PERMIT;
  }

  private static boolean optsOut(Consent consent) {
    return consent.getPolicyRule().getCoding().stream()
            .anyMatch(rule -> rule.hasCode() && rule.getCode().startsWith("OPTOUT"))
        && consent.getProvision().getType() != ConsentProvisionType.DENY;
  }

  private Purpose purpose(Coding coding) {
    return Optional.of(coding)
        .filter(purpose -> Systems.PURPOSE.equals(purpose.getSystem()))
        .flatMap(purpose -> Read.text(purpose.getCode()))
        .flatMap(vocabulary::purpose)
        .orElseThrow(() -> Problem.of(Problem.Code.UNKNOWN_PURPOSE, "Consent.provision.purpose"));
  }

  private Categories categories(ProvisionComponent provision) {
    return provision.getClass_().stream()
        .map(coding ->
            Optional.of(coding)
                .filter(category -> Systems.DATA_CATEGORY.equals(category.getSystem()))
                .flatMap(category -> Read.text(category.getCode()))
                .flatMap(vocabulary::categories)
                .orElseThrow(
                    () -> Problem.of(Problem.Code.UNKNOWN_CATEGORY, "Consent.provision.class")))
        .reduce(Categories.NONE, Categories::or);
  }

  private Optional<OrganisationKind> kind(provisionActorComponent actor) {
    understand(!actor.hasModifierExtension(), "Consent.provision.actor.modifierExtension");
    understand(
        actor.getRole().getCoding().stream().anyMatch(role -> RECIPIENT.equals(role.getCode())),
        "Consent.provision.actor.role");
    return Optional.of(actor.getReference().getIdentifier())
        .filter(identifier -> Systems.ORGANISATION_KIND.equals(identifier.getSystem()))
        .map(identifier -> {
          understand(!actor.getReference().hasReference(), "Consent.provision.actor (both)");
          return identifier;
        })
        .map(identifier ->
            Read.text(identifier.getValue())
                .flatMap(vocabulary::kind)
                .orElseThrow(
                    () -> Problem.of(Problem.Code.UNKNOWN_RECIPIENT, "Consent.provision.actor")));
  }

  private static OrganisationCode named(provisionActorComponent actor) {
    return Read.organisation(actor.getReference(), "Consent.provision.actor")
        .orElseThrow(() -> Problem.of(Problem.Code.UNKNOWN_RECIPIENT, "Consent.provision.actor"));
  }

  private static void understand(boolean understood, String path) {
    if (!understood) {
      throw Problem.of(Problem.Code.CONSENT_NOT_UNDERSTOOD, path);
    }
  }

  private static Instant start(BaseDateTimeType date) {
    return date.getPrecision().compareTo(TemporalPrecisionEnum.DAY) <= 0
        ? day(date, 0)
        : date.getValue().toInstant();
  }

  /** The end of a FHIR period is part of it: a date is over when the next one begins. */
  private static Instant end(DateTimeType date) {
    return switch (date.getPrecision()) {
      case YEAR -> day(date, 0).atZone(NETHERLANDS).plusYears(1).toInstant();
      case MONTH -> day(date, 0).atZone(NETHERLANDS).plusMonths(1).toInstant();
      case DAY -> day(date, 1);
      case MINUTE, SECOND, MILLI -> date.getValue().toInstant();
    };
  }

  private static Instant day(BaseDateTimeType date, int plus) {
    Integer month = date.getPrecision() == TemporalPrecisionEnum.YEAR ? 0 : date.getMonth();
    Integer day =
        date.getPrecision() == TemporalPrecisionEnum.DAY ? date.getDay() : Integer.valueOf(1);
    return java.time.LocalDate.of(date.getYear(), month + 1, day)
        .plusDays(plus)
        .atStartOfDay(NETHERLANDS)
        .toInstant();
  }
}
