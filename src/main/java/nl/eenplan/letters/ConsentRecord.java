package nl.eenplan.letters;

import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.eenplan.client.Category;
import nl.eenplan.disclosure.Consent;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Rule;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.policy.Purpose;
import nl.eenplan.policy.Vocabulary;
import tools.jackson.databind.json.JsonMapper;

/**
 * The receipt for machines: the fields of ISO/IEC TS 27560:2023 in the terms of the W3C Data
 * Privacy Vocabulary 2, after its guide "Consent Records and Receipts" (profile receipt-record).
 * Its context is inside, so that it can be read without the network.
 *
 * <p>The client is named by the pseudonym of the holder's log: a receipt travels.
 */
final class ConsentRecord {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String XSD = "http://www.w3.org/2001/XMLSchema#";

  private final Receipt receipt;
  private final Consent consent;
  private final Vocabulary vocabulary;
  private final String pseudonym;

  ConsentRecord(Receipt receipt, Vocabulary vocabulary, String pseudonym) {
    this.receipt = receipt;
    this.consent = receipt.consent();
    this.vocabulary = vocabulary;
    this.pseudonym = pseudonym;
  }

  String json() {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("@context", context());
    record.put("@id", "urn:uuid:" + consent.id());
    record.put("@type", List.of("dpv:ConsentReceipt"));
    record.put("dct:conformsTo", "dpv-27560:receipt-record");
    record.put("dpv:hasIdentifier", consent.id().toString());
    record.put("dct:hasVersion", Integer.toString(consent.version()));
    record.put(
        "dpv:hasDataSubject",
        Map.of("@type", List.of("dpv:DataSubject"), "dpv:hasIdentifier", pseudonym));
    record.put("dct:created", receipt.events().getFirst().at().toString());
    record.put("dct:modified", receipt.events().getLast().at().toString());
    record.put("dct:creator", id(receipt.holder()));
    record.put("dct:language", "nl");
    record.put("dpv:hasJurisdiction", "loc:NL");
    record.put("dpv:hasApplicableLaw", "legal-eu:law-GDPR");
    notice().ifPresent(notice -> record.put("dpv:hasNotice", notice));
    record.put("dpv:hasProcess", consent.rules().stream().map(this::outer).toList());
    record.put("dpv:hasConsentControl", List.of(withdrawal()));
    record.put(
        "dpv:hasRight",
        List.of("eu-gdpr:A7-3", "eu-gdpr:A15", "eu-gdpr:A16", "eu-gdpr:A17", "eu-gdpr:A77"));
    record.put("dpv:hasEntity", entities());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(record);
  }

  private static Map<String, Object> context() {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("dpv", "https://w3id.org/dpv#");
    context.put("dpv-27560", "https://w3id.org/dpv/schema/dpv-27560#");
    context.put("eu-gdpr", "https://w3id.org/dpv/legal/eu/gdpr#");
    context.put("legal-eu", "https://w3id.org/dpv/legal/eu#");
    context.put("loc", "https://w3id.org/dpv/loc#");
    context.put("dct", "http://purl.org/dc/terms/");
    context.put("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
    context.put("skos", "http://www.w3.org/2004/02/skos/core#");
    for (String reference :
        List.of(
            "dct:conformsTo",
            "dct:creator",
            "dpv:hasJurisdiction",
            "dpv:hasApplicableLaw",
            "dpv:hasDataController",
            "dpv:hasRecipient",
            "dpv:hasLegalBasis",
            "dpv:hasProcessing",
            "dpv:hasRight",
            "skos:broader")) {
      context.put(reference, Map.of("@type", "@id"));
    }
    for (String moment : List.of("dct:created", "dct:modified", "dpv:isIndicatedAtTime")) {
      context.put(moment, Map.of("@type", XSD + "dateTime"));
    }
    for (String words : List.of("skos:prefLabel", "skos:definition", "dpv:hasName")) {
      context.put(words, Map.of("@language", "nl"));
    }
    return context;
  }

  /** Which text the client saw; empty when nobody recorded that. */
  private Optional<Map<String, Object>> notice() {
    Map<String, Object> notice = new LinkedHashMap<>();
    notice.put("@type", List.of("dpv:ConsentNotice"));
    consent.given().language().ifPresent(language -> notice.put("dct:language", language));
    consent.given().textVersion().ifPresent(version -> notice.put("dct:hasVersion", version));
    return Optional.of(notice).filter(known -> known.size() > 1);
  }

  /** The root rule, with what holds for all that is within it. */
  private Map<String, Object> outer(Rule rule) {
    Map<String, Object> process = process(rule);
    process.put("dpv:hasDataController", List.of(id(receipt.holder())));
    process.put("dpv:hasProcessing", List.of("dpv:Share"));
    process.put("dpv:hasLegalBasis", bases());
    process.put("dpv:hasStorageCondition", receipt.rows().stream().map(this::storage).toList());
    return process;
  }

  /** A process has a status, or processes within it that each have one; never both. */
  private Map<String, Object> process(Rule rule) {
    Map<String, Object> process = new LinkedHashMap<>();
    process.put("@type", List.of("dpv:Process"));
    put(process, "dpv:hasPurpose", rule.purposes().stream().map(this::purpose));
    put(process, "dpv:hasPersonalData", rule.categories().stream().map(this::data));
    put(
        process,
        "dpv:hasRecipient",
        Stream.concat(
            rule.recipients().stream().map(receipt.organisations()::get).map(ConsentRecord::id),
            rule.kinds().stream().map(ConsentRecord::id)));
    if (rule.exceptions().isEmpty()) {
      process.put("dpv:hasConsentStatus", states(rule));
    } else {
      Map<String, Object> rest = new LinkedHashMap<>();
      rest.put("@type", List.of("dpv:Process"));
      rest.put("dpv:hasConsentStatus", states(rule));
      process.put(
          "dpv:hasProcess",
          Stream.concat(Stream.of(rest), rule.exceptions().stream().map(this::process)).toList());
    }
    return process;
  }

  private static void put(Map<String, Object> process, String key, Stream<?> values) {
    List<?> all = values.toList();
    if (!all.isEmpty()) {
      process.put(key, all);
    }
  }

  private List<Object> states(Rule rule) {
    List<Object> states = new ArrayList<>();
    for (Receipt.Event event : receipt.events()) {
      Map<String, Object> state = new LinkedHashMap<>();
      state.put("@type", List.of("dpv:" + term(event.state(), rule.effect())));
      state.put("dpv:isIndicatedAtTime", event.at().toString());
      state.put(
          "dpv:isIndicatedBy",
          consent.given().by().stream()
              .map(giver ->
                  switch (giver) {
                    case CLIENT -> "dpv:DataSubject";
                    case PARENT -> "dpv:ParentOfDataSubject";
                    case LEGAL_REPRESENTATIVE -> "dpv:GuardianOfDataSubject";
                    case GUIDE -> "dpv:Representative";
                  })
              .sorted()
              .map(type -> Map.of("@type", List.of(type)))
              .toList());
      rule.until().or(receipt::end).ifPresent(end -> state.put("dpv:hasDuration", until(end)));
      states.add(state);
    }
    return states;
  }

  private static String term(Receipt.State state, Effect effect) {
    return switch (state) {
      case GIVEN, CHANGED, REFUSED ->
          effect == Effect.DENY
              ? Receipt.State.REFUSED.term()
              : state == Receipt.State.REFUSED ? Receipt.State.GIVEN.term() : state.term();
      case WITHDRAWN, EXPIRED -> state.term();
    };
  }

  private static Map<String, Object> until(Instant end) {
    return Map.of(
        "@type",
        List.of("dpv:UntilTimeDuration"),
        "rdf:value",
        Map.of("@type", XSD + "dateTime", "@value", end.toString()));
  }

  private Map<String, Object> purpose(Purpose purpose) {
    return words(
        "dpv:Purpose", purpose.code(), vocabulary.label(purpose).nl(), "dpv:ServiceProvision");
  }

  private Map<String, Object> data(Category category) {
    String type =
        switch (vocabulary.sensitivity(category)) {
          case NORMAL -> "dpv:PersonalData";
          case SENSITIVE, BSN -> "dpv:SensitivePersonalData";
          case SPECIAL -> "dpv:SpecialCategoryPersonalData";
        };
    return words(type, category.code(), vocabulary.label(category).nl(), type);
  }

  private static Map<String, Object> words(String type, String code, String label, String broader) {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("@type", List.of(type));
    words.put("dct:identifier", code);
    words.put("skos:prefLabel", label);
    words.put("skos:broader", List.of(broader));
    return words;
  }

  /** The grounds of the policy rows that it is about; where there are none, it is the consent. */
  private List<String> bases() {
    List<String> bases =
        receipt.rows().stream()
            .flatMap(row -> Stream.of(row.basis().avg().split(",\\s*")))
            .distinct()
            .sorted()
            .map(article -> "eu-gdpr:" + article)
            .toList();
    return bases.isEmpty() ? List.of("dpv:Consent") : bases;
  }

  /** How long a recipient may keep it. */
  private Map<String, Object> storage(PolicyRow row) {
    return Map.of(
        "@type",
        List.of("dpv:StorageDuration"),
        "dct:source",
        row.id(),
        "dpv:hasDuration",
        Map.of("@type", List.of("dpv:TemporalDuration"), "rdf:value", duration(row.retention())));
  }

  private static Map<String, String> duration(Period retention) {
    return Map.of("@type", XSD + "duration", "@value", retention.toString());
  }

  private Map<String, Object> withdrawal() {
    return Map.of(
        "@type",
        List.of("dpv:WithdrawConsent"),
        "skos:definition",
        "Vertel het aan %s: in een gesprek, met een telefoontje of met een bericht. Dat is genoeg."
            .formatted(receipt.holder().name()));
  }

  private List<Object> entities() {
    Stream<Object> organisations =
        receipt.organisations().values().stream()
            .sorted((one, other) -> one.code().value().compareTo(other.code().value()))
            .map(this::entity);
    Stream<Object> kinds =
        consent
            .allRules()
            .flatMap(rule -> rule.kinds().stream())
            .distinct()
            .map(kind ->
                Map.of(
                    "@id",
                    id(kind),
                    "@type",
                    List.of("dpv:Recipient"),
                    "skos:prefLabel",
                    vocabulary.label(kind).nl()));
    return Stream.concat(organisations, kinds).toList();
  }

  private Map<String, Object> entity(Organisation organisation) {
    boolean holder = organisation.equals(receipt.holder());
    Map<String, Object> entity = new LinkedHashMap<>();
    entity.put("@id", id(organisation));
    entity.put(
        "@type", List.of("dpv:Organisation", holder ? "dpv:DataController" : "dpv:Recipient"));
    entity.put("dct:identifier", organisation.code().value());
    entity.put("dpv:hasName", organisation.name());
    return entity;
  }

  private static String id(Organisation organisation) {
    return "urn:nld:oin:" + organisation.oin();
  }

  private static String id(OrganisationKind kind) {
    return "_:" + kind.code();
  }
}
