package nl.eenplan.referral;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nl.eenplan.organisation.DutchTime;

/**
 * The terms as a table: what starts one, what ends it, how long it takes, who hears when. The page
 * {@code src/docs/terms.md} is made of it; {@link Terms} starts and ends them, {@link TermWatch}
 * tells.
 *
 * <p>After the contact rules of the participation consultants of Leidschendam-Voorburg, Voorschoten
 * and Wassenaar, and what Rijswijk, Leiden, Tilburg and Helmond do alike.
 */
enum TermRule {
  FIRST_CONTACT(
      "a referral is sent",
      "the first contact, or the end",
      "what the service says, else 7 days; half of it when urgent",
      Whose.TARGET,
      true,
      before(2, "first-contact-due", Whose.TARGET),
      late("first-contact-overdue (answer-overdue before it is accepted)")),
  ANSWER(
      "a referral is sent, and the service says so",
      "it is accepted or declined",
      "what the service says; half of it when urgent",
      Whose.TARGET,
      false,
      before(2, "answer-due", Whose.TARGET),
      late("answer-overdue")),
  WAITING(
      "it is accepted, and the service says so",
      "the first contact, or the end",
      "what the service says, such as 8 weeks (Wmo) or 6 weeks (social work)",
      Whose.TARGET,
      false,
      before(7, "waiting-ends", Whose.TARGET),
      after(0, "waiting-over", Whose.TARGET, Whose.REQUESTER)),
  REPORT(
      "the first contact, and each report anew",
      "a report, or the end",
      "what the service says: monthly for a track to work",
      Whose.TARGET,
      false,
      after(0, "report-missed", Whose.TARGET),
      after(7, "report-overdue", Whose.REQUESTER)),
  TRACK(
      "the first contact",
      "the end",
      "what the service says: 3 months at St. WOEJ, 6 to 12 for a track to work",
      Whose.TARGET,
      false,
      before(14, "track-ends", Whose.REQUESTER),
      after(0, "track-over", Whose.TARGET, Whose.REQUESTER)),
  CONTACT(
      "the first contact, when a municipality refers",
      "the end",
      "a month; A3 and B2 two, B1 two to three, D three; not more often than the client wants",
      Whose.REQUESTER,
      true,
      after(0, "contact-due", Whose.REQUESTER)),
  CONTACT_IN_PERSON(
      "the first contact, when a municipality refers",
      "the end",
      "three months; not more often than the client wants",
      Whose.REQUESTER,
      true,
      after(0, "contact-in-person-due", Whose.REQUESTER)),
  TALK(
      "an invitation to a talk",
      "the day itself",
      "the day of the talk",
      Whose.INVITER,
      false,
      before(1, ReferralMoved.TALK_TOMORROW, Whose.INVITER)),
  CONTRACT(
      "a report with the end of a contract",
      "that day",
      "until that day",
      Whose.REQUESTER,
      false,
      before(30, "contract-ends", Whose.REQUESTER),
      after(0, "contract-ended", Whose.REQUESTER)),
  EDUCATION(
      "a report with the end of an education",
      "that day",
      "until that day",
      Whose.REQUESTER,
      false,
      before(30, "education-ends", Whose.REQUESTER),
      after(0, "education-ended", Whose.REQUESTER)),
  AFTERCARE_CONTACT(
      "the outcome voluntary, sheltered or paid work; the end of a contract or an education",
      "half a year later",
      "a month, six times; not more often than the client wants",
      Whose.REQUESTER,
      true,
      after(0, "aftercare-contact-due", Whose.REQUESTER)),
  AFTERCARE(
      "the same",
      "half a year later",
      "half a year",
      Whose.REQUESTER,
      false,
      after(0, "aftercare-over", Whose.REQUESTER)),
  CONTACT_LATER(
      "the outcome no possibility",
      "a new referral",
      "3 months; not more often than the client wants",
      Whose.REQUESTER,
      true,
      after(0, "contact-due", Whose.REQUESTER)),
  REVIEW(
      "no possibility, no interest, or the client does not want it",
      "a new referral",
      "a year; half a year when the client refused",
      Whose.REQUESTER,
      false,
      after(0, "review-due", Whose.REQUESTER)),
  CLOSE_FILE(
      "the outcome day activities: a warm handover",
      "-",
      "half a year",
      Whose.REQUESTER,
      false,
      after(0, "file-may-be-closed", Whose.REQUESTER));

  /** Who has to do it, or hears of it. */
  enum Whose {
    TARGET,
    /** The director's, once there is one; until then who refers. */
    REQUESTER,
    INVITER
  }

  /**
   * Somebody hears something.
   *
   * @param after days after the term is over; before that when negative
   * @param late whether it is not only said, but written on the referral as well
   */
  record Tell(int after, String event, List<Whose> to, boolean late) {}

  private static final List<TermRule> ALL = List.of(values());

  private static final Map<String, TermRule> BY_KIND =
      ALL.stream().collect(Collectors.toUnmodifiableMap(TermRule::kind, Function.identity()));

  private final String starts;
  private final String ends;
  private final String lasts;
  private final Whose whose;
  private final boolean contact;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<Tell> tells;

  TermRule(String starts, String ends, String lasts, Whose whose, boolean contact, Tell... tells) {
    this.starts = starts;
    this.ends = ends;
    this.lasts = lasts;
    this.whose = whose;
    this.contact = contact;
    this.tells = List.of(tells);
  }

  String kind() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<TermRule> of(String kind) {
    return Optional.ofNullable(BY_KIND.get(kind));
  }

  /** The kinds for which this holds. */
  static String[] kinds(Predicate<TermRule> which) {
    return ALL.stream().filter(which).map(TermRule::kind).toArray(String[]::new);
  }

  Whose whose() {
    return whose;
  }

  /** Whether it asks for a contact with the client, who may want fewer. */
  boolean isContact() {
    return contact;
  }

  /** Whether it stands still while the referral is on hold. */
  boolean standsStill() {
    return switch (this) {
      case WAITING, TALK, CONTRACT, EDUCATION -> false;
      case FIRST_CONTACT,
          ANSWER,
          REPORT,
          TRACK,
          CONTACT,
          CONTACT_IN_PERSON,
          AFTERCARE_CONTACT,
          AFTERCARE,
          CONTACT_LATER,
          REVIEW,
          CLOSE_FILE ->
          true;
    };
  }

  /** Whether it goes on when the referral ends. */
  boolean outlives() {
    return this == CONTRACT || this == EDUCATION;
  }

  List<Tell> tells() {
    return tells;
  }

  /** When somebody is told, of a term that ends at this moment; empty when all was told. */
  Optional<Instant> moment(int stage, Instant due) {
    return stage < tells.size()
        ? Optional.of(due.atZone(DutchTime.ZONE).plusDays(tells.get(stage).after()).toInstant())
        : Optional.empty();
  }

  /** The first thing to tell that is not past. */
  int firstStage(Instant now, Instant due) {
    int stage = 0;
    while (stage < tells.size() - 1 && moment(stage, due).filter(now::isBefore).isEmpty()) {
      stage++;
    }
    return stage;
  }

  /** A line of the page. */
  String line() {
    return "| `%s` | %s | %s | %s | %s | %s |"
        .formatted(
            kind(),
            starts,
            ends,
            lasts,
            standsStill() ? "yes" : "no",
            tells.stream().map(TermRule::words).collect(Collectors.joining("; ")));
  }

  private static String words(Tell tell) {
    int days = tell.after();
    String when =
        days == 0 ? "when it is over" : days < 0 ? -days + " days before" : days + " days later";
    String who =
        tell.to().stream()
            .map(whose -> whose.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" and "));
    return "%s: %s hears `%s`".formatted(when, who, tell.event());
  }

  private static Tell before(int days, String event, Whose... to) {
    return new Tell(-days, event, List.of(to), false);
  }

  private static Tell after(int days, String event, Whose... to) {
    return new Tell(days, event, List.of(to), false);
  }

  private static Tell late(String event) {
    return new Tell(0, event, Arrays.asList(Whose.TARGET, Whose.REQUESTER), true);
  }
}
