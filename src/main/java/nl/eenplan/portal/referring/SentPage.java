package nl.eenplan.portal.referring;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.eenplan.disclosure.Shown;
import nl.eenplan.door.Access;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.portal.FactWords;
import nl.eenplan.portal.Pager;
import nl.eenplan.referral.BusinessStatus;
import nl.eenplan.referral.ReferralQuery;
import nl.eenplan.referral.ReferralState;
import nl.eenplan.referral.Viewing;
import nl.eenplan.referral.Viewing.Seen;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the own organisation referred, and where it stands. */
@Controller
class SentPage {

  /** The filters, in the order in which they stand; {@code sent.filter.<name>}. */
  private static final List<String> FILTERS =
      List.of("all", "draft", "waiting", "overdue", "busy", "on-hold", "returned", "done");

  private final Viewing viewing;
  private final ReferralLines lines;
  private final FactWords words;
  private final Transactions transactions;

  SentPage(Viewing viewing, ReferralLines lines, FactWords words, Transactions transactions) {
    this.viewing = viewing;
    this.lines = lines;
    this.words = words;
    this.transactions = transactions;
  }

  /** A line with the name of the own client. */
  record Row(ReferralLines.Line referral, String name) {}

  @GetMapping("/referrals")
  String list(
      Model page,
      Locale locale,
      @RequestParam(defaultValue = "all") String state,
      @RequestParam(name = "page", defaultValue = "1") int number) {
    Who who = Access.partner();
    String filter = FILTERS.contains(state) ? state : FILTERS.getFirst();
    Pager.Paged<Row> rows =
        transactions.run(() ->
            Pager.page(
                number, rows(who, viewing.referrals(who, query(who, filter, number)), locale)));
    page.addAttribute("rows", rows.rows());
    page.addAttribute("pager", rows.pager());
    page.addAttribute("filters", FILTERS);
    page.addAttribute("filter", filter);
    return "portal/referring/sent";
  }

  private List<Row> rows(Who who, List<Seen> seen, Locale locale) {
    Map<UUID, Shown> names = viewing.names(who, seen);
    return lines.of(seen, locale).stream()
        .map(line -> new Row(line, words.name(shown(names, line), locale)))
        .toList();
  }

  private static List<Shown> shown(Map<UUID, Shown> names, ReferralLines.Line line) {
    return Optional.ofNullable(names.get(line.id())).stream().toList();
  }

  private static ReferralQuery query(Who who, String filter, int number) {
    return of(
        who.organisation(),
        switch (filter) {
          case "draft" -> Set.of(ReferralState.DRAFT);
          case "waiting" -> Set.of(ReferralState.REQUESTED);
          case "busy" -> Set.of(ReferralState.ACCEPTED, ReferralState.IN_PROGRESS);
          case "on-hold" -> Set.of(ReferralState.ON_HOLD);
          case "returned" ->
              Set.of(ReferralState.REJECTED, ReferralState.FAILED, ReferralState.CANCELLED);
          case "done" -> Set.of(ReferralState.COMPLETED);
          default -> Set.of();
        },
        filter.equals("overdue") ? Set.of(BusinessStatus.OVERDUE) : Set.of(),
        Set.of(),
        Pager.offset(number),
        Pager.SIZE + 1);
  }

  /** What this organisation sent. */
  static ReferralQuery of(
      OrganisationCode me,
      Set<ReferralState> states,
      Set<BusinessStatus> statuses,
      Set<UUID> persons,
      int offset,
      int count) {
    return new ReferralQuery(
        me,
        Optional.empty(),
        Optional.of(me),
        states,
        statuses,
        Set.of(),
        Set.of(),
        persons,
        Optional.empty(),
        false,
        Optional.empty(),
        offset,
        count);
  }
}
