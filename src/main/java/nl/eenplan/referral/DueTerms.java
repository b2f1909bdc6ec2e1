package nl.eenplan.referral;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.referral.TermRows.Due;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an organisation has to do, or to know of, before when. Of no client anything but a number.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class DueTerms {

  private final TermRows rows;
  private final Viewing viewing;
  private final Clock clock;

  DueTerms(TermRows rows, Viewing viewing, Clock clock) {
    this.rows = rows;
    this.viewing = viewing;
    this.clock = clock;
  }

  /** How urgent it is. */
  public enum Standing {
    MISSED,
    TODAY,
    THIS_WEEK,
    LATER,
    /** It stands still: the referral is on hold. */
    ON_HOLD;

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * An open term.
   *
   * @param kind a row of {@code src/docs/terms.md}, such as {@code first-contact}
   * @param mine whether the reader has to do it, and not the other party
   */
  public record Item(UUID referral, String kind, Instant due, boolean mine, Standing standing) {}

  /**
   * What is open, the oldest first.
   *
   * @param until the last day; empty for the end of this week
   */
  public List<Item> open(Who who, Optional<LocalDate> until, int most) {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, DutchTime.ZONE);
    Instant end = until.orElse(sunday(today)).plusDays(1).atStartOfDay(DutchTime.ZONE).toInstant();
    viewing.logOwn(who, "terms", List.of(), Optional.empty());
    return rows.open(who.organisation(), end, most).stream()
        .filter(term -> term.wanted().isBefore(end))
        .map(term -> item(who, term, now))
        .toList();
  }

  /** What is open of a referral that this organisation sees. */
  public List<Item> of(Who who, UUID referral) {
    Instant now = clock.instant();
    return rows.open(who.organisation(), referral).stream()
        .map(term -> item(who, term, now))
        .toList();
  }

  /**
   * What is open for these clients.
   *
   * @param persons the reader's own records
   * @return by record, what comes first first
   */
  public Map<UUID, List<Item>> ofClients(Who who, Collection<UUID> persons) {
    Instant now = clock.instant();
    Map<UUID, List<Item>> items = new HashMap<>();
    for (TermRows.OfClient open : rows.openOf(who.organisation(), persons)) {
      items
          .computeIfAbsent(open.person(), first -> new ArrayList<>())
          .add(item(who, open.term(), now));
    }
    return items;
  }

  private static Item item(Who who, Due term, Instant now) {
    return new Item(
        term.referral(),
        term.rule().kind(),
        term.wanted(),
        term.responsible().equals(Optional.of(who.organisation())),
        standing(term, now));
  }

  private static LocalDate sunday(LocalDate today) {
    return today.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
  }

  private static Standing standing(Due term, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, DutchTime.ZONE);
    LocalDate day = LocalDate.ofInstant(term.wanted(), DutchTime.ZONE);
    if (term.held()) {
      return Standing.ON_HOLD;
    }
    if (!term.wanted().isAfter(now)) {
      return Standing.MISSED;
    }
    if (day.equals(today)) {
      return Standing.TODAY;
    }
    return day.isAfter(sunday(today)) ? Standing.LATER : Standing.THIS_WEEK;
  }
}
