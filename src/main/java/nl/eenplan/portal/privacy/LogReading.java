package nl.eenplan.portal.privacy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.eenplan.door.Words;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.LedgerDesk;
import nl.eenplan.ledger.LedgerSearch;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.portal.Here;
import nl.eenplan.portal.Pager;
import nl.eenplan.portal.Sorting;
import nl.eenplan.portal.Typed;
import nl.eenplan.portal.privacy.LogView.Line;
import nl.eenplan.portal.privacy.LogView.Lines;
import nl.eenplan.portal.privacy.LogView.Narrowed;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Pages of the log. */
@Component
class LogReading {

  private static final String PAGE = "page";

  private final LedgerDesk desk;
  private final LogFilter filter;
  private final LogSentences sentences;
  private final Naming naming;
  private final Clock clock;

  LogReading(
      LedgerDesk desk, LogFilter filter, LogSentences sentences, Naming naming, Clock clock) {
    this.desk = desk;
    this.filter = filter;
    this.sentences = sentences;
    this.naming = naming;
    this.clock = clock;
  }

  /** The page that its address asks for; logged as a search. */
  Lines page(Who officer, Typed asked, Sorting sorting, Locale locale) {
    LedgerDesk.From from =
        new LedgerDesk.From(Words.uuid(asked.value(PAGE)), !sorting.descending());
    Optional<LedgerSearch> search = filter.search(officer.organisation(), asked);
    LedgerDesk.Page found =
        search
            .map(what -> desk.search(officer, what, from, Pager.SIZE, clock.instant()))
            .orElseGet(() -> new LedgerDesk.Page(List.of(), Optional.empty(), Optional.empty()));
    naming.prepare(found.entries());
    return new Lines(
        found.entries().stream().map(entry -> line(entry, locale)).toList(),
        narrowed(asked, locale),
        from.after().isPresent(),
        address(PAGE, ""),
        found.next().map(entry -> address(PAGE, entry.toString())),
        found.lookedTo().map(at -> at.atZone(DutchTime.ZONE)));
  }

  Line line(Entry entry, Locale locale) {
    return new Line(
        entry.id(),
        entry.at(),
        sentences.of(entry, locale),
        naming.organisation(entry.who().organisation(), locale),
        entry.who().user(),
        entry.outcome().code(),
        switch (entry.outcome()) {
          case PERMITTED -> "safe";
          case REFUSED -> "danger";
          case REVIEW -> "warning";
        },
        entry.emergency());
  }

  private List<Narrowed> narrowed(Typed asked, Locale locale) {
    List<Narrowed> all = new ArrayList<>();
    for (String field :
        List.of(LogFilter.CLIENT, LogFilter.ABOUT, LogFilter.BY, LogFilter.SUBJECT)) {
      if (LogFilter.has(asked, field)) {
        all.add(new Narrowed(naming.say(locale, "privacy.only." + field), address(field, "")));
      }
    }
    return all;
  }

  /** Of this page with that parameter; a change of what is looked for begins at the beginning. */
  private static String address(String parameter, String value) {
    UriComponentsBuilder builder = Here.address().replaceQueryParam(PAGE);
    if (value.isEmpty()) {
      builder.replaceQueryParam(parameter);
    } else {
      builder.replaceQueryParam(parameter, value);
    }
    return builder.build(true).toUriString();
  }
}
