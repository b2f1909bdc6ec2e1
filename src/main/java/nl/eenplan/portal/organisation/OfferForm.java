package nl.eenplan.portal.organisation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.eenplan.organisation.Offer;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Service;
import nl.eenplan.portal.Typed;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** A service as the fields of a form, and back. */
final class OfferForm {

  private static final String SEEN = "seen-";
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_LIST = 10_000;
  private static final int LONGEST_NUMBER = 20;

  /** The fields of the form, by those of {@link Offer#check}. */
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("purpose", "purpose"),
          Map.entry("name", "nameNl"),
          Map.entry("name (en)", "nameEn"),
          Map.entry("municipality", "municipalities"),
          Map.entry("first-contact", "firstContact"),
          Map.entry("answer", "answer"),
          Map.entry("track", "track"),
          Map.entry("report-every", "reportEvery"),
          Map.entry("waiting-time", "waiting"),
          Map.entry("capacity", "capacity"),
          Map.entry("mode", "mode"),
          Map.entry("eligibility", "needs"),
          Map.entry("not-when-referred-by", "needsNotFrom"));

  private OfferForm() {}

  static Typed empty() {
    return Typed.with(Map.of("active", "yes", "firstContact", "1", "firstContact-unit", "W"));
  }

  static Typed of(Service service) {
    MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();
    fields.set("purpose", service.purpose());
    fields.set("nameNl", service.nameNl());
    fields.set("nameEn", service.nameEn());
    fields.set("municipalities", String.join("\n", service.municipalities()));
    tick(fields, "active", service.active());
    Service.Times times = service.times();
    period(fields, "firstContact", Duration.of(Optional.of(times.firstContact())));
    tick(fields, "workingDays", times.workingDays());
    period(fields, "answer", Duration.of(times.answer()));
    period(fields, "track", Duration.of(times.track()));
    period(fields, "reportEvery", Duration.of(times.reportEvery()));
    period(fields, "waiting", Duration.of(times.waiting()));
    service
        .places()
        .ifPresent(places -> {
          fields.set("capacity", Integer.toString(places.capacity()));
          tick(fields, "fullRefuses", places.fullRefuses());
        });
    service.mode().ifPresent(mode -> fields.set("mode", mode.code()));
    service
        .prerequisite()
        .ifPresent(needed -> {
          fields.set("needs", needed.purpose());
          fields.set("needsOutcome", needed.outcome());
          fields.put(
              "needsNotFrom", needed.notFrom().stream().map(OrganisationCode::value).toList());
        });
    service.channel().ifPresent(channel -> fields.set("channel", channel));
    return Typed.of(fields);
  }

  /** Empty, with its mistakes told, when it cannot be one. */
  static Optional<Offer> read(Typed typed, String purpose) {
    if (purpose.isEmpty()) {
      typed.wrong("purpose", "wrong.choose");
    }
    Offer offer =
        new Offer(
            Optional.of(purpose),
            typed.has("active", "yes"),
            typed.text("nameNl", LONGEST_NAME),
            typed.optional("nameEn", LONGEST_NAME),
            lines(typed),
            period(typed, "firstContact"),
            typed.has("workingDays", "yes"),
            period(typed, "answer"),
            period(typed, "track"),
            period(typed, "reportEvery"),
            period(typed, "waiting"),
            capacity(typed),
            typed.has("fullRefuses", "yes"),
            choice(typed, "mode"),
            choice(typed, "needs"),
            choice(typed, "needsOutcome"),
            typed.all("needsNotFrom"),
            choice(typed, "channel"));
    return Optional.of(offer).filter(read -> typed.isRight());
  }

  /** The service as it was when the form was shown: {@link Service#fields}. */
  static Map<String, String> seen(Typed typed) {
    return typed.names().stream()
        .filter(name -> name.startsWith(SEEN))
        .collect(Collectors.toMap(name -> name.substring(SEEN.length()), typed::value));
  }

  static void tell(Typed typed, String field) {
    String place = FIELDS.getOrDefault(field, "purpose");
    typed.wrong(place, "organisation.wrong." + field.replaceAll("[^a-z-]", ""));
  }

  private static void tick(MultiValueMap<String, String> fields, String field, boolean on) {
    if (on) {
      fields.set(field, "yes");
    }
  }

  private static void period(
      MultiValueMap<String, String> fields, String field, Duration duration) {
    fields.set(field, duration.number());
    fields.set(field + "-unit", duration.unit());
  }

  private static Optional<String> period(Typed typed, String field) {
    return typed
        .optional(field, LONGEST_NUMBER)
        .flatMap(said -> Duration.iso(said, typed.value(field + "-unit")));
  }

  private static Optional<Integer> capacity(Typed typed) {
    Optional<String> said = typed.optional("capacity", LONGEST_NUMBER);
    if (said.isPresent() && !said.get().matches("\\d{1,6}")) {
      typed.wrong("capacity", "organisation.wrong.capacity");
      return Optional.empty();
    }
    return said.map(Integer::parseInt);
  }

  private static Optional<String> choice(Typed typed, String field) {
    return Optional.of(typed.value(field)).filter(said -> !said.isEmpty());
  }

  private static List<String> lines(Typed typed) {
    return typed
        .optional("municipalities", LONGEST_LIST)
        .map(said ->
            Arrays.stream(said.split("[\\r\\n,]+"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .collect(Collectors.toList()))
        .orElse(List.of());
  }
}
