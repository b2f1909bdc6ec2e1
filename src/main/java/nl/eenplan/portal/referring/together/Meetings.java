package nl.eenplan.portal.referring.together;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Service;
import nl.eenplan.policy.Purpose;
import nl.eenplan.portal.Option;
import nl.eenplan.portal.Typed;
import nl.eenplan.portal.referring.steps.Draft;
import nl.eenplan.portal.referring.steps.Offers;
import nl.eenplan.referral.Group.Meeting;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What a group is asked for: by whom, when and where. */
@Component
class Meetings {

  static final String OFFER = "offer";
  static final String QUESTION = "question";
  static final String DAY = "day";
  static final String STARTS = "starts";
  static final String ENDS = "ends";
  static final String PLACE = "place";
  static final List<String> FIELDS = List.of(OFFER, QUESTION, DAY, STARTS, ENDS, PLACE);

  private static final int LONG = 200;

  private final Offers offers;
  private final MessageSource messages;
  private final Clock clock;

  Meetings(Offers offers, MessageSource messages, Clock clock) {
    this.offers = offers;
    this.messages = messages;
    this.clock = clock;
  }

  /** Who takes clients together, for what. */
  List<Option> offers(Who who, Locale locale) {
    return offers
        .purposes(who, locale, service -> service.mode().equals(Optional.of(Service.Mode.GROUP)))
        .stream()
        .flatMap(purpose ->
            offers.places(who, new Purpose(purpose.value()), locale).stream()
                .filter(place -> place.open() && place.mode().equals("group"))
                .map(place ->
                    new Option(
                        purpose.value() + "/" + place.target(),
                        place.organisation() + ": " + purpose.text())))
        .toList();
  }

  /** Puts the mistakes in. */
  void check(Who who, Typed typed, Locale locale) {
    List<Option> all = offers(who, locale);
    typed.choice(OFFER, said -> all.stream().map(Option::value).filter(said::equals).findFirst());
    typed.text(QUESTION, 4000);
    Optional<LocalDate> day = typed.date(DAY);
    Optional<LocalTime> starts = typed.text(STARTS, 8).flatMap(said -> time(typed, STARTS, said));
    Optional<LocalTime> ends = typed.optional(ENDS, 8).flatMap(said -> time(typed, ENDS, said));
    typed.text(PLACE, LONG);
    if (ends.isPresent() && starts.filter(start -> !start.isBefore(ends.get())).isPresent()) {
      typed.wrong(ENDS, "groups.wrong.ends");
    }
    day.filter(one -> starts.filter(at -> moment(one, at).isBefore(clock.instant())).isPresent())
        .ifPresent(past -> typed.wrong(DAY, "groups.wrong.past"));
  }

  private static Optional<LocalTime> time(Typed typed, String field, String said) {
    try {
      return Optional.of(LocalTime.parse(said));
    } catch (DateTimeParseException notATime) {
      typed.wrong(field, "groups.wrong.time");
      return Optional.empty();
    }
  }

  Purpose purpose(Draft draft) {
    return new Purpose(draft.value(OFFER).replaceAll("/.*", ""));
  }

  OrganisationCode target(Draft draft) {
    return new OrganisationCode(draft.value(OFFER).replaceAll(".*/", ""));
  }

  Meeting meeting(Draft draft) {
    LocalDate day = LocalDate.parse(draft.value(DAY).strip());
    return new Meeting(
        moment(day, LocalTime.parse(draft.value(STARTS).strip())),
        Optional.of(draft.value(ENDS).strip())
            .filter(said -> !said.isEmpty())
            .map(said -> moment(day, LocalTime.parse(said))),
        draft.value(PLACE).strip());
  }

  /** Such as: 4 maart 2027 om 10:00, Dorpshuis. */
  String words(Draft draft, Locale locale) {
    String form = messages.getMessage("format.moment", null, locale);
    return meeting(draft)
            .starts()
            .atZone(DutchTime.ZONE)
            .format(DateTimeFormatter.ofPattern(form, locale))
        + ", "
        + draft.value(PLACE);
  }

  private static Instant moment(LocalDate day, LocalTime time) {
    return day.atTime(time).atZone(DutchTime.ZONE).toInstant();
  }
}
