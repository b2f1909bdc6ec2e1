package nl.eenplan.api.writing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.eenplan.api.json.CodeJson;
import nl.eenplan.api.json.Kept;
import nl.eenplan.api.json.ReferralAnswer;
import nl.eenplan.api.json.ReferralJson;
import nl.eenplan.api.json.RemarkJson;
import nl.eenplan.api.json.StatusUpdateJson;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;
import nl.eenplan.disclosure.Release;
import nl.eenplan.disclosure.Shown;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.referral.Recall;
import nl.eenplan.referral.Referral;
import nl.eenplan.referral.Viewing.Seen;

/** A referral as one party sees it, made of what may be shown and of nothing else. */
public final class ReferralWriter {

  private ReferralWriter() {}

  /**
   * @param asked what was asked, as far as it is shown; empty in a list or without a ground
   * @param lastUpdate what the reader itself said last as the target
   */
  public static ReferralAnswer write(
      Seen seen,
      Optional<ReferralJson> asked,
      Optional<StatusUpdateJson> lastUpdate,
      List<RemarkJson> remarks) {
    Referral referral = seen.referral();
    return new ReferralAnswer(
        new Kept(referral.id(), referral.version(), at(referral.updated())),
        referral.state().code(),
        referral.businessStatus().map(status -> status.code()),
        referral
            .reason()
            .map(reason ->
                new ReferralAnswer.Reason(
                    reason.code(), seen.reports().flatMap(ReferralWriter::reasonText))),
        referral.requester().value(),
        referral.owner().map(OrganisationCode::value),
        referral.owner().isPresent()
            ? List.of()
            : referral.candidates().stream().map(OrganisationCode::value).toList(),
        seen.grounded() ? Optional.of(referral.person()) : Optional.empty(),
        seen.grounded() ? Optional.of(referral.purpose().code()) : Optional.empty(),
        at(referral.authored()),
        at(referral.due()),
        asked,
        seen.reports().stream().flatMap(Release::facts).flatMap(ReferralWriter::report).toList(),
        lastUpdate,
        referral.recalls().stream().map(ReferralWriter::deletion).toList(),
        remarks);
  }

  private static OffsetDateTime at(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }

  private static Optional<String> reasonText(Release release) {
    return release.values(Fact.ReasonText.class).map(Fact.ReasonText::text).findFirst();
  }

  private static Stream<StatusUpdateJson.Report> report(Fact fact) {
    Optional<String> category = Optional.of(fact.category().code());
    return switch (fact.value()) {
      case Fact.Coded coded ->
          Stream.of(
              new StatusUpdateJson.Report(category, coded.text(), codes(coded), Optional.empty()));
      case Fact.Score step ->
          Stream.of(
              new StatusUpdateJson.Report(
                  category, Optional.empty(), List.of(), Optional.of(step.value())));
      case Fact.Note note ->
          Stream.of(
              new StatusUpdateJson.Report(
                  category, Optional.of(note.text()), List.of(), Optional.empty()));
      default -> Stream.empty();
    };
  }

  private static List<CodeJson> codes(Fact.Coded coded) {
    return coded.codings().stream()
        .map(coding -> new CodeJson(coding.system(), coding.code(), coding.display()))
        .toList();
  }

  private static ReferralAnswer.Deletion deletion(Recall recall) {
    return new ReferralAnswer.Deletion(
        recall.organisation().value(),
        recall.status().code(),
        at(recall.asked()),
        recall.confirmed().map(ReferralWriter::at));
  }

  /**
   * What is shown of a question; what its requester alone may see is not in it.
   *
   * @param shown the own words, or one release for each referral by which it may be read
   */
  public static ReferralJson asked(Referral referral, List<? extends Shown> shown) {
    return new ReferralJson(
        Optional.empty(),
        Optional.of(referral.person()),
        Optional.of(referral.purpose().code()),
        referral.owner().map(OrganisationCode::value),
        List.of(),
        questions(shown, "code").findFirst(),
        questions(shown, "reasonCode").toList(),
        notes(shown),
        coded(shown, "priority").findFirst().map(ReferralWriter::urgency),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Stream<Fact.Coded> coded(List<? extends Shown> shown, String element) {
    return shown.stream()
        .flatMap(one -> one.values(Category.REFERRAL_QUESTION, Fact.Coded.class))
        .filter(coded -> coded.element().equals(element))
        .distinct();
  }

  private static Stream<ReferralJson.Question> questions(
      List<? extends Shown> shown, String element) {
    return coded(shown, element).map(one -> new ReferralJson.Question(one.text(), codes(one)));
  }

  private static ReferralJson.Urgency urgency(Fact.Coded urgent) {
    return new ReferralJson.Urgency(Optional.of(urgent.codings().getFirst().code()), urgent.text());
  }

  private static List<ReferralJson.Note> notes(List<? extends Shown> shown) {
    return shown.stream()
        .flatMap(Shown::facts)
        .distinct()
        .flatMap(fact ->
            fact.value() instanceof Fact.Note note
                ? Stream.of(
                    new ReferralJson.Note(
                        Optional.of(fact.category().code()), Optional.of(note.text())))
                : Stream.empty())
        .toList();
  }
}
