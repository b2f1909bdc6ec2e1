package nl.eenplan.portal.privacy;

import java.util.List;
import java.util.Locale;
import nl.eenplan.ledger.Entry;
import org.springframework.stereotype.Component;

/** A line of the log as a sentence: who did what with whom. */
@Component
class LogSentences {

  private final Naming naming;

  LogSentences(Naming naming) {
    this.naming = naming;
  }

  /**
   * The most telling text that there is for it in {@code messages}: by what happened and how it
   * ended, or only by one of them.
   */
  String of(Entry entry, Locale locale) {
    String kind = "log." + entry.kind().code();
    String event = kind + "." + entry.event();
    String ended = "." + entry.outcome().code();
    return naming.sayFirst(
        locale,
        entry.outcome() == Entry.Outcome.PERMITTED
            ? List.of(event + reason(entry), event, kind)
            : List.of(event + ended, kind + ended, event, kind),
        naming.organisation(entry.who().organisation(), locale),
        naming.organisation(entry.sender(), locale),
        naming.organisation(entry.recipient(), locale),
        entry.purpose().map(code -> naming.purpose(code, locale)).orElse(""),
        naming.list(entry.released(), locale),
        entry.reason().map(code -> naming.reason(code, locale)).orElse(""),
        entry.event());
  }

  private static String reason(Entry entry) {
    return entry.reason().map(code -> "." + code).orElse("");
  }
}
