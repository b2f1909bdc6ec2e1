package nl.eenplan.letters;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.disclosure.Consent;
import nl.eenplan.disclosure.Consents;
import nl.eenplan.letters.Receipt.Event;
import nl.eenplan.letters.Receipt.State;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.policy.Vocabulary;
import org.springframework.stereotype.Component;

/** Makes the proof of a consent: a letter for the client, or a record for machines. */
@Component
public class Receipts {

  private final Consents consents;
  private final Organisations organisations;
  private final Vocabulary vocabulary;
  private final Clock clock;

  Receipts(Consents consents, Organisations organisations, Vocabulary vocabulary, Clock clock) {
    this.consents = consents;
    this.organisations = organisations;
    this.vocabulary = vocabulary;
    this.clock = clock;
  }

  /**
   * A letter in Dutch, level B1.
   *
   * @param name of the client, as the holder knows it
   * @return PDF
   */
  public byte[] letter(Consent consent, Optional<String> name) {
    return Pdf.of(new ConsentLetter(receipt(consent), vocabulary, name, clock.instant()).html());
  }

  /**
   * A receipt after ISO/IEC TS 27560.
   *
   * @param pseudonym by which the holder's log knows the client
   * @return JSON-LD
   */
  public String record(Consent consent, String pseudonym) {
    return new ConsentRecord(receipt(consent), vocabulary, pseudonym).json();
  }

  private Receipt receipt(Consent consent) {
    List<OrganisationCode> codes =
        Stream.concat(
                Stream.of(consent.recordedBy()),
                consent.allRules().flatMap(rule -> rule.recipients().stream()))
            .distinct()
            .toList();
    Map<OrganisationCode, Organisation> known =
        organisations.findAll(codes).stream()
            .collect(Collectors.toMap(Organisation::code, Function.identity()));
    Optional<Instant> end = consents.end(consent);
    return new Receipt(
        consent,
        events(consent, end),
        end,
        consents.rows(consent),
        Optional.ofNullable(known.get(consent.recordedBy())).orElseThrow(),
        known);
  }

  private List<Event> events(Consent consent, Optional<Instant> end) {
    List<Event> events = new ArrayList<>();
    for (Consent version : consents.versions(consent.id(), consent.recordedBy()).reversed()) {
      events.add(event(version));
    }
    if (consent.status() == Consent.Status.ACTIVE) {
      end.filter(moment -> !clock.instant().isBefore(moment))
          .ifPresent(moment -> events.add(new Event(State.EXPIRED, moment)));
    }
    return events;
  }

  private Event event(Consent version) {
    boolean first = version.version() == 1;
    if (version.status() == Consent.Status.WITHDRAWN) {
      return new Event(State.WITHDRAWN, recordedAt(version));
    }
    if (version.rules().getFirst().effect() == Consent.Effect.DENY) {
      return new Event(State.REFUSED, first ? version.given().at() : recordedAt(version));
    }
    return first
        ? new Event(State.GIVEN, version.given().at())
        : new Event(State.CHANGED, recordedAt(version));
  }

  private Instant recordedAt(Consent version) {
    return consents.original(version).orElseThrow().recordedAt();
  }
}
