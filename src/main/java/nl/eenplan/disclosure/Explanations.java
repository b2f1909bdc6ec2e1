package nl.eenplan.disclosure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.client.Categories;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Decision.Refuse;
import nl.eenplan.disclosure.Decision.Review;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.policy.Articles;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.policy.Vocabulary;
import org.springframework.stereotype.Component;

/** A decision in plain words: what was decided, why, and what can be done about it. */
@Component
public class Explanations {

  private static final Locale DUTCH = Locale.of("nl", "NL");

  private final Vocabulary vocabulary;
  private final Organisations organisations;

  Explanations(Vocabulary vocabulary, Organisations organisations) {
    this.vocabulary = vocabulary;
    this.organisations = organisations;
  }

  /**
   * The same in two languages.
   *
   * @param nl Dutch, level B1
   */
  public record Explanation(String nl, String en) {}

  public Explanation of(Decision decision) {
    return new Explanation(say(decision, DUTCH), say(decision, Locale.ENGLISH));
  }

  /** What the hub has to say to who recorded a consent. */
  public Explanation of(Remark remark) {
    return switch (remark) {
      case Remark.EndsEarlier ends when ends.purpose().isPresent() ->
          new Explanation(
              "Deze toestemming loopt tot en met %s, ook als er een latere datum in staat: langer kan niet voor %s."
                  .formatted(
                      lastDay(ends.at(), DUTCH), vocabulary.label(ends.purpose().get()).nl()),
              "This consent holds up to and including %s, also if it names a later date: it cannot last longer for %s."
                  .formatted(
                      lastDay(ends.at(), Locale.ENGLISH),
                      vocabulary.label(ends.purpose().get()).en()));
      case Remark.EndsEarlier ends ->
          new Explanation(
              "Deze toestemming loopt tot de verjaardag op %s. Daarna beslist de cliënt mee of zelf."
                  .formatted(day(ends.at(), DUTCH)),
              "This consent holds until the birthday on %s. After that the client decides too, or alone."
                  .formatted(day(ends.at(), Locale.ENGLISH)));
      case Remark.StatutoryRowFits fits ->
          new Explanation(
              "Toestemming is hier niet nodig: de wet is genoeg (%s, regel %s). Voorstel: deel op die grond en vertel de cliënt wat u deelt. Nee zeggen mag de cliënt nog steeds."
                  .formatted(
                      Articles.written(fits.row().basis().statute(), DUTCH), fits.row().id()),
              "Consent is not needed here: the statute is enough (%s, row %s). Proposal: share on that ground and tell the client what you share. The client may still say no."
                  .formatted(
                      Articles.written(fits.row().basis().statute(), Locale.ENGLISH),
                      fits.row().id()));
    };
  }

  /** The last day before it ends. */
  private static String lastDay(Instant end, Locale language) {
    return day(end.minusMillis(1), language);
  }

  private static String day(Instant moment, Locale language) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
        .withLocale(language)
        .format(moment.atZone(DutchTime.ZONE));
  }

  private String say(Decision decision, Locale language) {
    return String.join(" ", sentences(decision, language));
  }

  /** The same point by point, in the reader's language. */
  public List<String> points(Decision decision, Locale reader) {
    return sentences(decision, reader.getLanguage().equals("en") ? Locale.ENGLISH : DUTCH);
  }

  private List<String> sentences(Decision decision, Locale language) {
    Words words = new Words(decision, language);
    Stream<String> sentences =
        switch (decision) {
          case Permit permit -> words.permit(permit);
          case Refuse refuse -> words.refuse(refuse);
          case Review review -> words.review(review);
        };
    return sentences
        .filter(sentence -> !sentence.isEmpty())
        .map(sentence -> Articles.written(sentence, language))
        .toList();
  }

  /** The sentences about one decision in one language. */
  private final class Words {

    private final boolean dutch;
    private final Locale language;
    private final String purpose;
    private final String receiver;
    private final OrganisationCode sender;

    Words(Decision decision, Locale language) {
      this.language = language;
      this.dutch = language.equals(DUTCH);
      this.purpose = vocabulary.label(decision.question().purpose()).in(language);
      this.receiver = name(decision.question().receiver().code());
      this.sender = decision.question().sender().code();
    }

    Stream<String> permit(Permit permit) {
      Decision.Withheld withheld = permit.withheld();
      return Stream.concat(
          Stream.of(
              choose("%s krijgt: %s.", "%s gets: %s.").formatted(receiver, list(permit.released())),
              choose("Het doel is %s.", "The purpose is %s.").formatted(purpose)),
          Stream.concat(
              ground(permit.row()),
              Stream.of(
                  part(withheld.never(), "Dit mag nooit mee: %s.", "This may never go along: %s."),
                  part(
                      withheld.notNeeded(),
                      "Dit blijft bij u, want het is voor dit doel niet nodig: %s.",
                      "This stays with you, since this purpose does not need it: %s."),
                  part(
                      withheld.refused(),
                      "Dit blijft bij u, want de cliënt wil het niet: %s.",
                      "This stays with you, since the client does not want it: %s."),
                  part(
                      withheld.hidden(),
                      "Dit blijft bij u, want het adres is geheim en de cliënt noemde deze"
                          + " ontvanger niet: %s.",
                      "This stays with you, since the address is secret and the client did not"
                          + " name this recipient: %s."),
                  part(
                      withheld.notConsented(),
                      "Dit blijft bij u, want de cliënt gaf er geen toestemming voor: %s.",
                      "This stays with you, since the client did not consent to it: %s."))));
    }

    Stream<String> refuse(Refuse refuse) {
      String because =
          switch (refuse.reason()) {
            case NO_GROUND ->
                choose(
                    "Er gaat niets naar %s: voor dit doel (%s) heeft Eenplan geen regel voor uw"
                        + " soort organisatie en deze. Kies een ander doel of een andere"
                        + " organisatie.",
                    "Nothing goes to %s: for this purpose (%s) Eenplan has no rule for your kind"
                        + " of organisation and this one. Choose another purpose or organisation.");
            case NO_EMERGENCY_GROUND ->
                choose(
                    "Er gaat niets naar %s: voor dit doel (%s) kan een vitaal belang hier niet de"
                        + " grond zijn. Vraag de cliënt om toestemming. Is er direct gevaar? Bel"
                        + " dan 112.",
                    "Nothing goes to %s: for this purpose (%s) a vital interest cannot be the"
                        + " ground here. Ask the client's consent. Is there immediate danger? Then"
                        + " call 112.");
            case NO_AGREEMENT ->
                choose(
                    "Er gaat niets naar %s (%s): een van beide organisaties doet nu niet mee aan"
                        + " de afspraken. Vraag de beheerder van Eenplan om hulp.",
                    "Nothing goes to %s (%s): one of the two organisations is not bound by the"
                        + " partners' agreement now. Ask the administrator of Eenplan.");
            case WRONG_BASIS ->
                choose(
                    "Er gaat niets naar %s: voor dit doel (%s) geldt een andere grond dan u noemt."
                        + " Kijk in het beleid welke grond geldt, of laat de grond weg.",
                    "Nothing goes to %s: for this purpose (%s) the ground is another than you say."
                        + " See the policies for the right one, or leave the ground out.");
            case SECRECY ->
                choose(
                    "Er gaat niets naar %s (%s): uw beroepsgeheim staat dat niet toe. Vraag de"
                        + " cliënt om toestemming waarin deze ontvanger met naam staat.",
                    "Nothing goes to %s (%s): your duty of medical secrecy does not allow it. Ask"
                        + " the client for a permission that names this recipient.");
            case NO_CONSENT ->
                choose(
                    "Er gaat niets naar %s: de cliënt gaf geen toestemming voor dit doel (%s)."
                        + " Bespreek het met de cliënt en leg vast wat die zegt.",
                    "Nothing goes to %s: the client gave no consent for this purpose (%s)."
                        + " Talk about it with the client and record what they say.");
            case CONSENT_WITHDRAWN ->
                choose(
                    "Er gaat niets naar %s: de cliënt trok de toestemming voor dit doel (%s) in."
                        + " Alleen de cliënt kan opnieuw toestemming geven.",
                    "Nothing goes to %s: the client withdrew the consent for this purpose (%s)."
                        + " Only the client can give it again.");
            case CONSENT_EXPIRED ->
                choose(
                    "Er gaat niets naar %s: de toestemming voor dit doel (%s) is verlopen. Vraag"
                        + " de cliënt of die nog geldt.",
                    "Nothing goes to %s: the consent for this purpose (%s) has expired. Ask the"
                        + " client whether it still holds.");
            case CLIENT_REFUSED ->
                choose(
                    "Er gaat niets naar %s: de cliënt wil dit niet (%s). Zoek samen een andere"
                        + " weg, of vraag het later nog eens als de cliënt daarover begint.",
                    "Nothing goes to %s: the client does not want this (%s). Look for another way"
                        + " together, or ask again when the client brings it up.");
            case NOTHING_RELEASABLE ->
                choose(
                    "Er gaat niets naar %s: voor dit doel (%s) is meer nodig dan mee mag of"
                        + " bekend is. Vul het aan, of vraag de cliënt om toestemming daarvoor.",
                    "Nothing goes to %s: this purpose (%s) needs more than may go along or is"
                        + " known. Add it, or ask the client's consent for it.");
            case INDETERMINATE ->
                choose(
                    "Er gaat niets naar %s (%s): de hub kon dit nu niet nagaan. Probeer het later.",
                    "Nothing goes to %s (%s): the hub could not check this now. Try again later.");
          };
      return Stream.of(
          because.formatted(receiver, purpose),
          part(refuse.missing(), "Het gaat om: %s.", "It is about: %s."),
          dates(refuse.because()),
          refuse.inEmergency().map(row -> inEmergency(row)).orElse(""),
          judged(refuse.question().vitalInterest()));
    }

    private String judged(VitalInterest vitalInterest) {
      return vitalInterest == VitalInterest.NOT_JUSTIFIED
          ? choose(
              "U noemde eerder een vitaal belang. Een privacyfunctionaris vond dat het er niet"
                  + " was. Daarom telt het voor deze vraag niet meer mee.",
              "You stated a vital interest before. A privacy officer found that there was none."
                  + " So it does not count for this request any more.")
          : "";
    }

    private String inEmergency(PolicyRow row) {
      return choose(
              "Is er acuut gevaar voor de cliënt of een ander? Dan kunt u een vitaal belang"
                  + " noemen, met de reden en wat het acuut maakt. Dan mag alleen dit mee: %s. Een"
                  + " privacyfunctionaris beoordeelt het achteraf, en de cliënt hoort het.",
              "Is the client or somebody else in acute danger? Then you may state a vital"
                  + " interest, with the reason and what makes it acute. Then only this may go: %s."
                  + " A privacy officer judges it afterwards, and the client is told.")
          .formatted(list(row.release()));
    }

    Stream<String> review(Review review) {
      return Stream.of(
          choose(
                  "Er gaat nog niets naar %s (%s): de cliënt maakt bezwaar. Iemand van uw"
                      + " organisatie weegt dat eerst.",
                  "Nothing goes to %s (%s) yet: the client objects. Somebody of your organisation"
                      + " weighs that first.")
              .formatted(receiver, purpose),
          dates(review.because()));
    }

    private Stream<String> ground(PolicyRow row) {
      String condition = vocabulary.label(row.condition()).in(language);
      String basis =
          Stream.of(row.basis().avg().split(",\\s*"))
              .flatMap(code -> vocabulary.basis(code).stream())
              .map(label -> label.in(language))
              .collect(Collectors.joining(", "));
      return Stream.of(
          choose("De grond is: %s; wet: %s.", "The ground is: %s; statute: %s.")
              .formatted(basis, row.basis().statute()),
          choose("De voorwaarde: %s.", "The condition: %s.").formatted(condition));
    }

    /** When the client said so to this sender; when to another one is not told. */
    private String dates(List<Consent.Reference> said) {
      List<Consent.Reference> words =
          said.stream().filter(word -> word.recordedBy().equals(sender)).toList();
      if (words.isEmpty()) {
        return "";
      }
      DateTimeFormatter form =
          DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(language);
      String dates =
          words.stream()
              .map(word -> LocalDate.ofInstant(word.givenAt(), DutchTime.ZONE).format(form))
              .distinct()
              .collect(Collectors.joining(", "));
      return choose("De cliënt zei dit op %s.", "The client said so on %s.").formatted(dates);
    }

    private String part(Categories categories, String nl, String en) {
      return categories.isEmpty() ? "" : choose(nl, en).formatted(list(categories));
    }

    private String list(Categories categories) {
      return categories.isEmpty()
          ? choose("niets", "nothing")
          : categories.stream()
              .map(category -> vocabulary.label(category).in(language))
              .collect(Collectors.joining(", "));
    }

    private String choose(String nl, String en) {
      return dutch ? nl : en;
    }

    private String name(OrganisationCode code) {
      return code.equals(OrganisationCode.UNNAMED)
          ? choose("de partner", "the partner")
          : organisations.find(code).map(Organisation::name).orElse(code.value());
    }
  }
}
