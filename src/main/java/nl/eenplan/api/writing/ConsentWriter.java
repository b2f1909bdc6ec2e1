package nl.eenplan.api.writing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import nl.eenplan.api.json.ConsentAnswer;
import nl.eenplan.api.json.ConsentJson;
import nl.eenplan.api.json.Kept;
import nl.eenplan.api.json.RemarkJson;
import nl.eenplan.api.reading.ConsentReader;
import nl.eenplan.client.Categories;
import nl.eenplan.disclosure.Consent;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Rule;
import nl.eenplan.organisation.DutchTime;

/** A client's word, for who wrote it down. */
public final class ConsentWriter {

  private ConsentWriter() {}

  /**
   * @param sent as it came; empty when it came by another door
   */
  public static ConsentAnswer write(
      Consent kept, Instant recordedAt, Optional<ConsentJson> sent, List<RemarkJson> remarks) {
    return new ConsentAnswer(
        new Kept(kept.id(), kept.version(), recordedAt.atOffset(ZoneOffset.UTC)),
        kept.status().name().toLowerCase(Locale.ROOT),
        sent.orElseGet(() -> said(kept)),
        !kept.rules().getFirst().exceptions().isEmpty(),
        remarks);
  }

  /** What was said, in the words of this door. */
  public static ConsentJson said(Consent kept) {
    Rule rule = kept.rules().getFirst();
    return new ConsentJson(
        Optional.empty(),
        Optional.of(kept.person()),
        Optional.of(kept.kind() == Consent.Kind.HELP ? "help" : "disclosure"),
        Optional.of(rule.effect() == Effect.DENY ? "no" : "yes"),
        sorted(rule.purposes().stream().map(purpose -> purpose.code())),
        sorted(rule.recipients().stream().map(code -> code.value())),
        sorted(rule.kinds().stream().map(kind -> kind.code())),
        rule.categories().equals(Categories.ALL) ? List.of() : rule.categories().codes(),
        Optional.of(day(kept.from())),
        kept.until().map(end -> day(end.minusMillis(1))),
        sorted(kept.given().by().stream().map(ConsentReader::code)),
        Optional.of(day(kept.given().at())),
        Optional.empty(),
        kept.given().language(),
        kept.given().textVersion(),
        kept.replaces());
  }

  private static List<String> sorted(Stream<String> words) {
    return words.sorted().toList();
  }

  private static String day(Instant moment) {
    return LocalDate.ofInstant(moment, DutchTime.ZONE).toString();
  }
}
