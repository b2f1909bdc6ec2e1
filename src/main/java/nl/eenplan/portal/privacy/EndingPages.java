package nl.eenplan.portal.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.disclosure.Consent;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Rule;
import nl.eenplan.disclosure.Consents;
import nl.eenplan.door.Access;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.LedgerDesk;
import nl.eenplan.ledger.LedgerSearch;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.portal.Pager;
import nl.eenplan.referral.Recalls;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What ends: permissions that are about to, and what has to be deleted since one did. */
@Controller
class EndingPages {

  private static final Duration SOON = Duration.ofDays(60);

  /** By what Eenplan calls telling a target that it has to delete. */
  private static final List<String> NOTICES = List.of("ground-ended", "made-in-error");

  /** Of each recall hardly more than this many lines are in the log. */
  private static final int LINES = 40;

  private final Consents consents;
  private final Recalls recalls;
  private final LedgerDesk log;
  private final Naming naming;
  private final Transactions transactions;
  private final Clock clock;

  EndingPages(
      Consents consents,
      Recalls recalls,
      LedgerDesk log,
      Naming naming,
      Transactions transactions,
      Clock clock) {
    this.consents = consents;
    this.recalls = recalls;
    this.log = log;
    this.naming = naming;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** A permission that is about to end. */
  record Ending(
      UUID consent, ZonedDateTime ends, String purposes, String recipients, ZonedDateTime given) {}

  @GetMapping("/privacy/consents")
  String consents(@RequestParam(defaultValue = "1") int page, Model model, Locale locale) {
    Who officer = Access.privacyOfficer();
    model.addAttribute(
        "consents",
        transactions.run(() ->
            Pager.page(
                page,
                consents.ending(officer, SOON, Pager.offset(page), Pager.SIZE + 1).stream()
                    .map(one -> ending(one, locale))
                    .toList())));
    return "privacy/consents";
  }

  private Ending ending(Consents.Ending one, Locale locale) {
    Consent consent = one.consent();
    return new Ending(
        consent.id(),
        local(one.end()),
        words(
            permits(consent).flatMap(rule -> rule.purposes().stream()),
            purpose -> naming.purpose(purpose.code(), locale),
            "privacy.consents.any-purpose",
            locale),
        words(
            permits(consent)
                .flatMap(rule ->
                    Stream.concat(
                        rule.recipients().stream().map(code -> naming.organisation(code, locale)),
                        rule.kinds().stream().map(kind -> naming.kind(kind, locale)))),
            Function.identity(),
            "privacy.consents.anybody",
            locale),
        local(consent.given().at()));
  }

  private static Stream<Rule> permits(Consent consent) {
    return consent.allRules().filter(rule -> rule.effect() == Effect.PERMIT);
  }

  private <T> String words(Stream<T> all, Function<T, String> word, String none, Locale locale) {
    String words = all.map(word).distinct().sorted().collect(Collectors.joining(", "));
    return words.isEmpty() ? naming.say(locale, none) : words;
  }

  /**
   * What a partner was asked to delete.
   *
   * @param told when the notice about it went out
   * @param state the code of how far it is
   */
  record Deletion(
      UUID referral,
      String partner,
      String reason,
      ZonedDateTime asked,
      Optional<ZonedDateTime> told,
      Optional<ZonedDateTime> confirmed,
      String state,
      String badge) {}

  @GetMapping("/privacy/recalls")
  String recalls(@RequestParam(defaultValue = "1") int page, Model model, Locale locale) {
    Who officer = Access.privacyOfficer();
    model.addAttribute("recalls", transactions.run(() -> page(officer, page, locale)));
    return "privacy/recalls";
  }

  private Pager.Paged<Deletion> page(Who officer, int page, Locale locale) {
    Pager.Paged<Recalls.Asked> found =
        Pager.page(page, recalls.of(officer, Pager.offset(page), Pager.SIZE + 1));
    List<UUID> referrals = found.rows().stream().map(Recalls.Asked::referral).distinct().toList();
    Map<UUID, List<Entry>> told =
        log
            .search(
                officer,
                LedgerSearch.of(officer.organisation()).subjects(referrals).kind(Entry.Kind.STATUS),
                0,
                LINES * Pager.SIZE,
                clock.instant())
            .stream()
            .filter(entry -> entry.event().equals("notify"))
            .filter(entry -> entry.reason().filter(NOTICES::contains).isPresent())
            .collect(Collectors.groupingBy(entry -> entry.subject().orElseThrow()));
    return new Pager.Paged<>(
        found.rows().stream()
            .map(one -> deletion(one, told.getOrDefault(one.referral(), List.of()), locale))
            .toList(),
        found.pager());
  }

  private Deletion deletion(Recalls.Asked one, List<Entry> told, Locale locale) {
    boolean confirmed = one.recall().confirmed().isPresent();
    String state = confirmed ? "confirmed" : one.lifted().isPresent() ? "lifted" : "waiting";
    return new Deletion(
        one.referral(),
        naming.organisation(one.recall().organisation(), locale),
        naming.say(locale, "privacy.recalls.because." + one.recall().reason().code()),
        local(one.recall().asked()),
        told.stream()
            .filter(
                entry -> entry.recipient().filter(one.recall().organisation()::equals).isPresent())
            .map(Entry::at)
            .filter(at -> !at.isBefore(one.recall().asked()))
            .min(Instant::compareTo)
            .map(EndingPages::local),
        one.recall().confirmed().map(EndingPages::local),
        state,
        confirmed ? "safe" : one.lifted().isPresent() ? "neutral" : "warning");
  }

  private static ZonedDateTime local(Instant moment) {
    return moment.atZone(DutchTime.ZONE);
  }
}
