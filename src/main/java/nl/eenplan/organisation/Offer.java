package nl.eenplan.organisation;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A service as an organisation writes it, in whatever form; {@link #check} makes it one that the
 * directory can keep. Periods are ISO 8601 texts.
 */
public record Offer(
    Optional<String> purpose,
    boolean active,
    Optional<String> nameNl,
    Optional<String> nameEn,
    List<String> municipalities,
    Optional<String> firstContact,
    boolean workingDays,
    Optional<String> answer,
    Optional<String> track,
    Optional<String> reportEvery,
    Optional<String> waiting,
    Optional<Integer> capacity,
    boolean fullRefuses,
    Optional<String> mode,
    Optional<String> needs,
    Optional<String> needsOutcome,
    List<String> needsNotFrom,
    Optional<String> channel) {

  private static final int LONGEST_NAME = 200;
  private static final int MOST_PLACES = 100_000;
  private static final int MOST_MUNICIPALITIES = 400;
  private static final Pattern WORD = Pattern.compile("[a-z0-9-]{2,64}");
  private static final LocalDate SOME_DAY = LocalDate.of(2026, 1, 1);

  /** A welfare organisation contacts the client within a week, unless it says otherwise. */
  private static final Period A_WEEK = Period.ofDays(7);

  /** What was read, or what is wrong with it; one of the two is empty. */
  public record Checked(Optional<Service> service, List<String> wrong) {}

  /**
   * @param isPurpose whether the vocabulary has it
   * @param isOutcome whether a referral can have it
   * @return with the names of the fields that are wrong: those of FHIR extensions and HSDS alike
   */
  public Checked check(
      OrganisationCode organisation, Predicate<String> isPurpose, Predicate<String> isOutcome) {
    List<String> wrong = new ArrayList<>();
    wrong(wrong, "purpose", purpose.filter(isPurpose).isEmpty());
    wrong(wrong, "name", nameNl.filter(Offer::isName).isEmpty());
    wrong(wrong, "name (en)", nameEn.filter(name -> !isName(name)).isPresent());
    wrong(
        wrong,
        "municipality",
        municipalities.size() > MOST_MUNICIPALITIES
            || municipalities.stream().anyMatch(name -> !isName(name)));
    Optional<Period> first = period(wrong, "first-contact", firstContact);
    Optional<Period> answered = period(wrong, "answer", answer);
    Optional<Period> lasts = period(wrong, "track", track);
    Optional<Period> reports = period(wrong, "report-every", reportEvery);
    Optional<Period> waits = period(wrong, "waiting-time", waiting);
    wrong(wrong, "capacity", capacity.filter(n -> n < 0 || n > MOST_PLACES).isPresent());
    wrong(wrong, "mode", mode.isPresent() && mode.flatMap(Service.Mode::of).isEmpty());
    wrong(
        wrong,
        "eligibility",
        needs.isPresent() != needsOutcome.isPresent()
            || needs.filter(isPurpose.negate()).isPresent()
            || needsOutcome.filter(isOutcome.negate()).isPresent());
    wrong(
        wrong,
        "not-when-referred-by",
        needsNotFrom.stream().anyMatch(code -> !OrganisationCode.isValid(code)));
    wrong(wrong, "channel", channel.filter(code -> !WORD.matcher(code).matches()).isPresent());
    if (!wrong.isEmpty()) {
      return new Checked(Optional.empty(), List.copyOf(wrong));
    }
    return new Checked(
        Optional.of(
            new Service(
                Service.id(organisation, purpose.orElseThrow()),
                organisation,
                purpose.orElseThrow(),
                active,
                nameNl.orElseThrow(),
                nameEn.or(() -> nameNl).orElseThrow(),
                municipalities,
                new Service.Times(
                    first.orElse(A_WEEK), workingDays, answered, lasts, reports, waits),
                capacity.map(n -> new Service.Places(n, fullRefuses)),
                mode.flatMap(Service.Mode::of),
                needs.map(what ->
                    new Service.Prerequisite(
                        what,
                        needsOutcome.orElseThrow(),
                        needsNotFrom.stream().map(OrganisationCode::new).toList())),
                channel)),
        List.of());
  }

  private static void wrong(List<String> wrong, String field, boolean isWrong) {
    if (isWrong) {
      wrong.add(field);
    }
  }

  private static boolean isName(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST_NAME
        && text.chars().noneMatch(Character::isISOControl);
  }

  /** A day at least, ten years at most. */
  private static Optional<Period> period(List<String> wrong, String field, Optional<String> said) {
    Optional<Period> read = said.flatMap(Offer::period);
    wrong(wrong, field, said.isPresent() && read.isEmpty());
    return read;
  }

  /** A period that is one of whole days, not backwards and not of a lifetime. */
  public static Optional<Period> period(String said) {
    try {
      Period period = Period.parse(said);
      LocalDate end = SOME_DAY.plus(period);
      return Set.of(period).stream()
          .filter(p -> end.isAfter(SOME_DAY) && !end.isAfter(SOME_DAY.plusYears(10)))
          .filter(p -> p.getYears() >= 0 && p.getMonths() >= 0 && p.getDays() >= 0)
          .findFirst();
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
