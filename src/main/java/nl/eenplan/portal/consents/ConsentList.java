package nl.eenplan.portal.consents;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.eenplan.client.ClientId;
import nl.eenplan.disclosure.Consent;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Rule;
import nl.eenplan.disclosure.Consent.Status;
import nl.eenplan.disclosure.Consents;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import org.springframework.stereotype.Component;

/** What one client said, as one's own organisation wrote it down. */
@Component
public class ConsentList {

  private static final int MOST = 100;

  private final Consents consents;
  private final ConsentWording wording;
  private final Clock clock;

  ConsentList(Consents consents, ConsentWording wording, Clock clock) {
    this.consents = consents;
    this.wording = wording;
    this.clock = clock;
  }

  /**
   * For the fragment {@code portal/consents/list :: list}: the newest first, 100 at most. It is in
   * the transaction that is there, and the page that it stands on writes the log.
   */
  public List<ConsentLine> of(Who who, ClientId client, Locale locale) {
    List<Consent> said = said(who, client);
    ConsentWording.Words words = wording.in(locale);
    Set<UUID> replaced = replaced(said);
    return said.stream().map(one -> line(one, replaced.contains(one.id()), words)).toList();
  }

  List<Consent> said(Who who, ClientId client) {
    return consents.recordedBy(who.organisation(), Optional.of(client), 0, MOST);
  }

  private Set<UUID> replaced(List<Consent> said) {
    Instant now = clock.instant();
    return said.stream()
        .filter(later -> later.status() == Status.ACTIVE && !later.from().isAfter(now))
        .flatMap(later -> later.replaces().stream())
        .collect(Collectors.toSet());
  }

  ConsentLine line(Consent consent, boolean replaced, ConsentWording.Words words) {
    Rule rule = consent.rules().getFirst();
    Optional<Instant> end = consents.end(consent);
    String state = state(consent, replaced, end);
    return new ConsentLine(
        consent.id(),
        state,
        switch (state) {
          case "yes", "help" -> "safe";
          case "no" -> "warning";
          default -> "neutral";
        },
        words.what(rule),
        words.whom(rule),
        words.why(rule),
        day(consent.given().at()),
        end.map(moment -> day(moment.minusMillis(1))),
        consent.status() == Status.ACTIVE);
  }

  private String state(Consent consent, boolean replaced, Optional<Instant> end) {
    Instant now = clock.instant();
    boolean no = consent.rules().getFirst().effect() == Effect.DENY;
    if (consent.status() == Status.WITHDRAWN) {
      return "withdrawn";
    } else if (replaced) {
      return "replaced";
    } else if (end.filter(moment -> !now.isBefore(moment)).isPresent()) {
      return "ended";
    } else if (consent.from().isAfter(now)) {
      return "later";
    } else if (no) {
      return "no";
    }
    return consent.kind() == Consent.Kind.HELP ? "help" : "yes";
  }

  static LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, DutchTime.ZONE);
  }
}
