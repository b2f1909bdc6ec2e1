package nl.eenplan.problem;

import java.util.Locale;

/**
 * Something is wrong with what was asked. Nothing was stored and nothing was sent.
 *
 * <p>It never carries what the sender wrote: a message may end up in a log.
 */
public final class Problem extends RuntimeException {

  /** Who has to do what about it; each door turns it into its own status. */
  public enum Kind {
    /** The message cannot be read (HTTP 400). */
    UNREADABLE,
    /** Not for this caller (403). */
    NOT_PERMITTED,
    /** It does not exist, or not for this caller: there is no difference (404). */
    NOT_FOUND,
    /** It contradicts what is stored (409). */
    CONFLICT,
    /** Somebody else changed it first (412). */
    STALE,
    /** It can be read but makes no sense (422). */
    INVALID
  }

  /** What is wrong. {@code %s} is filled with a place in the message or words of the vocabulary. */
  public enum Code {
    NOT_PERMITTED(
        Kind.NOT_PERMITTED,
        "Uw rol geeft hier geen toegang toe. Vraag de beheerder van uw organisatie om hulp.",
        "Your role does not allow this. Ask your organisation's administrator."),
    NOT_FOUND(
        Kind.NOT_FOUND,
        "Dit bestaat niet, of u mag het niet zien.",
        "This does not exist, or is not yours to see."),
    UNREADABLE(
        Kind.UNREADABLE,
        "Dit bericht is niet te lezen (%s). Kijk het bericht na en stuur het opnieuw.",
        "This message cannot be read (%s). Check it and send it again."),
    NOT_SUPPORTED(
        Kind.INVALID,
        "Dit onderdeel kent Eenplan niet: %s. Zie /fhir/metadata voor wat kan.",
        "Eenplan does not know this part: %s. See /fhir/metadata for what is possible."),
    MISSING(
        Kind.INVALID,
        "Hier ontbreekt iets: %s. Vul het aan en stuur het opnieuw.",
        "Something is missing: %s. Add it and send it again."),
    INVALID(
        Kind.INVALID,
        "De waarde van %s klopt niet. Verbeter die en stuur het opnieuw.",
        "The value of %s is not right. Correct it and send it again."),
    INVALID_BSN(
        Kind.INVALID,
        "Dit burgerservicenummer klopt niet: het zijn 9 cijfers die voldoen aan de elfproef.",
        "This citizen service number (BSN) is not right: it has 9 digits that pass the"
            + " eleven-check."),
    BSN_IN_ADDRESS(
        Kind.UNREADABLE,
        "Een BSN hoort niet in een webadres, want adressen worden bewaard. Zoek met POST _search.",
        "A BSN does not belong in a URL, since URLs are kept. Search with POST _search."),
    UNKNOWN_PURPOSE(
        Kind.INVALID,
        "Dit doel is niet bekend (%s). Kies een doel uit /CodeSystem/purpose.",
        "This purpose is unknown (%s). Choose one from /CodeSystem/purpose."),
    UNKNOWN_CATEGORY(
        Kind.INVALID,
        "Deze soort gegevens is niet bekend (%s). Kies er een uit /CodeSystem/data-category.",
        "This category of data is unknown (%s). Choose one from /CodeSystem/data-category."),
    UNKNOWN_REFERENCE(
        Kind.INVALID,
        "De verwijzing in %s leidt naar niets dat u mag gebruiken.",
        "The reference in %s leads to nothing that you may use."),
    UNKNOWN_RECIPIENT(
        Kind.INVALID,
        "De ontvanger in %s is geen organisatie die meedoet.",
        "The recipient in %s is not an organisation that takes part."),
    CONSENT_NOT_UNDERSTOOD(
        Kind.INVALID,
        "Eenplan begrijpt dit deel van de toestemming niet: %s. Er is niets vastgelegd, want"
            + " toestemming mag nooit ruimer worden gelezen dan de cliënt bedoelde.",
        "Eenplan does not understand this part of the consent: %s. Nothing was recorded, since a"
            + " consent may never be read as broader than the client meant."),
    CONSENT_CONTRADICTS(
        Kind.INVALID,
        "Dit deel van de toestemming spreekt de rest tegen: %s. Er is niets vastgelegd. Vraag de"
            + " cliënt wat de bedoeling is en stuur het opnieuw.",
        "This part of the consent contradicts the rest: %s. Nothing was recorded. Ask the client"
            + " what is meant and send it again."),
    CONSENT_PER_DATE(
        Kind.INVALID,
        "Eenplan houdt niet bij van welke datum een gegeven is en kan deze grens dus niet bewaken:"
            + " %s. Er is niets vastgelegd. Noem de soorten gegevens die wel of niet mogen.",
        "Eenplan does not keep of which date a fact is, so it cannot guard this limit: %s. Nothing"
            + " was recorded. Name the categories of data that may or may not pass."),
    GIVER_PARENT(
        Kind.INVALID,
        "De cliënt is jonger dan 12: een ouder of voogd geeft de toestemming (Consent.performer).",
        "The client is under 12: a parent or guardian has to consent (Consent.performer)."),
    GIVER_CLIENT_AND_PARENT(
        Kind.INVALID,
        "De cliënt is 12 tot 16 jaar: de cliënt en een ouder of voogd geven de toestemming samen"
            + " (Consent.performer).",
        "The client is 12 to 16 years old: the client and a parent or guardian have to consent"
            + " together (Consent.performer)."),
    GIVER_CLIENT(
        Kind.INVALID,
        "De cliënt is 16 of 17 jaar en geeft zelf de toestemming (Consent.performer).",
        "The client is 16 or 17 years old and has to consent in person (Consent.performer)."),
    GIVER_ADULT(
        Kind.INVALID,
        "De cliënt geeft zelf de toestemming (Consent.performer), of anders de curator of mentor."
            + " Een gids mag het ook, als de cliënt daarvoor heeft getekend"
            + " (Consent.sourceAttachment).",
        "The client has to consent (Consent.performer), or else the curator or mentor. A guide may"
            + " as well, if the client signed for that (Consent.sourceAttachment)."),
    REASON_MISSING(
        Kind.INVALID,
        "Geef in statusReason een reden met een code: %s.",
        "Give a coded reason in statusReason: %s."),
    REASON_OUT_OF_PLACE(
        Kind.INVALID,
        "Een reden (statusReason) hoort alleen bij afwijzen, stilzetten, intrekken of mislukken.",
        "A reason (statusReason) belongs only to rejected, on-hold, cancelled and failed."),
    OUTCOME_MISSING(
        Kind.INVALID,
        "Geef in output de uitkomst met een code: %s.",
        "Give the coded outcome in output: %s."),
    IMMUTABLE(
        Kind.INVALID,
        "%s ligt vast en kan niet meer veranderen.",
        "%s is fixed and cannot change any more."),
    ILLEGAL_TRANSITION(
        Kind.CONFLICT,
        "Deze stap kan nu niet. %s. Er is niets veranderd.",
        "This step is not possible now. %s. Nothing has changed."),
    DELETION_NOT_REQUESTED(
        Kind.CONFLICT,
        "U bent niet gevraagd om gegevens van deze verwijzing te verwijderen.",
        "You were not asked to delete the data of this referral."),
    GROUND_NOT_ENDED(
        Kind.CONFLICT,
        "Deze verwijzing is voor niemand gesloten. U hoeft haar niet te hervatten.",
        "This referral is closed to nobody. There is nothing to resume."),
    REFER_ANEW(
        Kind.CONFLICT,
        "Deze verwijzing is afgelopen. Maak een nieuwe als de cliënt dat wil.",
        "This referral is over. Make a new one if the client wants it."),
    GROUP_TOO_LARGE(
        Kind.INVALID,
        "Een groep heeft hoogstens %s cliënten. Verdeel ze over meer bijeenkomsten.",
        "A group has at most %s clients. Spread them over more meetings."),
    ONE_TO_ONE(
        Kind.CONFLICT,
        "Deze organisatie werkt een op een (%s). Verwijs elke cliënt apart, met een gewone"
            + " verwijzing.",
        "This organisation works one to one (%s). Refer each client apart, by an ordinary"
            + " referral."),
    CANNOT_PASS_ON(
        Kind.CONFLICT,
        "Doorgeven kan zolang u een verwijzing hebt aangenomen en zij niet is afgelopen. Wilt u een"
            + " ander vragen, verwijs dan zelf, zonder partOf.",
        "You can pass on a referral as long as you accepted it and it is not over. To ask somebody"
            + " else, refer on your own, without partOf."),
    STOP_REASON_MISSING(
        Kind.INVALID,
        "Geef in reasonCode een reden met een code: %s.",
        "Give a coded reason in reasonCode: %s."),
    STOP_PENDING(
        Kind.CONFLICT,
        "Er loopt al een verzoek om hiermee te stoppen. Wacht op het antwoord daarop.",
        "There is a request to stop this already. Wait for the answer to it."),
    STOP_ANSWERED(
        Kind.CONFLICT,
        "Op dit verzoek om te stoppen hoeft geen antwoord meer te komen.",
        "This request to stop needs no answer any more."),
    GROUND_HAS_ENDED(
        Kind.CONFLICT,
        "De grond onder deze verwijzing is vervallen. Doorgaan kan alleen als de verwijzer haar"
            + " hervat; u kunt instemmen met stoppen.",
        "The ground under this referral has ended. It goes on only if the requester resumes it; you"
            + " can agree to stop."),
    STALE_VERSION(
        Kind.STALE,
        "Iemand anders heeft dit net veranderd. Lees het opnieuw en probeer het dan weer.",
        "Somebody else has just changed this. Read it again and then try again."),
    SAME_ID_OTHER_CONTENT(
        Kind.CONFLICT,
        "Met dit kenmerk (identifier) kwam eerder een ander bericht. Het eerste blijft staan.",
        "Another message came with this identifier before. The first one stays."),
    FORM_SENT_BEFORE(
        Kind.CONFLICT,
        "U hebt dit formulier al verstuurd, met andere woorden. Dat eerste is bewaard. Wilt u dit"
            + " ook bewaren? Verstuur het dan nog een keer.",
        "You have sent this form before, with other words. That first one was kept. Do you want to"
            + " keep this as well? Then send it once more."),
    SERVICE_NOT_OFFERED(
        Kind.INVALID,
        "%s biedt dit niet aan. Zoek in de sociale kaart wie dat wel doet"
            + " (/fhir/HealthcareService?service-type=).",
        "%s does not offer this. Look in the directory for who does"
            + " (/fhir/HealthcareService?service-type=)."),
    MUNICIPALITY_NOT_SERVED(
        Kind.INVALID,
        "%s biedt dit niet aan voor cliënten van uw gemeente. Zoek in de sociale kaart wie dat wel"
            + " doet (/fhir/HealthcareService?municipality=).",
        "%s does not offer this to clients of your municipality. Look in the directory for who"
            + " does (/fhir/HealthcareService?municipality=)."),
    PREREQUISITE_MISSING(
        Kind.INVALID,
        "Hiervoor is eerst iets anders nodig: een verwijzing met doel %s die goed is afgelopen."
            + " Vraag die aan, wacht op de uitkomst, en noem de aanvraag in"
            + " ServiceRequest.basedOn.",
        "Something else is needed first: a referral for %s that ended well. Ask for it, wait for"
            + " the outcome, and name that request in ServiceRequest.basedOn."),
    SERVICE_FULL(
        Kind.CONFLICT,
        "Bij %s zijn alle plaatsen bezet. Kies een ander, of probeer het later weer.",
        "At %s all places are in use. Choose another, or try again later."),
    TOO_LONG(Kind.INVALID, "Deze tekst is te lang: %s.", "This text is too long: %s."),
    SUBSCRIBED_ALREADY(
        Kind.CONFLICT,
        "Uw organisatie heeft al een abonnement (Subscription). Verwijder dat eerst.",
        "Your organisation has a Subscription already. Delete that one first."),
    CANNOT_DIRECT(
        Kind.INVALID,
        "Een organisatie van deze soort kan geen regie voeren: er is geen grond om samen aan het"
            + " plan te werken.",
        "An organisation of this kind cannot direct: there is no ground to work on the plan"
            + " together."),
    NOT_THE_DIRECTOR(
        Kind.CONFLICT,
        "U voert de regie niet (meer). Alleen de regievoerder kan dit.",
        "You do not direct this plan (any more). Only the director can do this."),
    PLAN_CLOSED(
        Kind.CONFLICT,
        "Dit plan is afgesloten. Open een nieuw plan als de cliënt dat wil.",
        "This plan is closed. Open a new one if the client wants it."),
    OFFER_PENDING(
        Kind.CONFLICT,
        "De regie is al aan iemand aangeboden. Wacht op het antwoord, of trek dat aanbod in.",
        "The direction was offered to somebody already. Wait for the answer, or withdraw that"
            + " offer."),
    OFFER_ANSWERED(
        Kind.CONFLICT,
        "Op dit aanbod hoeft geen antwoord meer te komen.",
        "This offer needs no answer any more."),
    DIRECTOR_UNKNOWN(
        Kind.CONFLICT,
        "Wie de regie aanbiedt, mag nog niet weten dat u deze cliënt helpt. Vraag de cliënt of dat"
            + " mag, leg de toestemming vast (samen werken aan het plan: dat u helpt), en neem het"
            + " aanbod dan aan.",
        "Who offers the direction may not know yet that you help this client. Ask the client,"
            + " record the consent (working on the plan together: that you help), and accept"
            + " then."),
    OFFER_IT_BACK(
        Kind.CONFLICT,
        "U hebt de regie niet voor een tijd gekregen. Bied haar aan; wie haar aanneemt, voert dan"
            + " de regie.",
        "You did not get the direction for a time. Offer it; who accepts it directs from then on."),
    NOT_YET_BACK(
        Kind.CONFLICT,
        "U kunt de regie nog niet terugnemen: de afgesproken dag is er nog niet. De regievoerder"
            + " kan haar wel nu al teruggeven.",
        "You cannot take the direction back yet: the agreed day has not come. The director can give"
            + " it back already."),
    ALREADY_JUDGED(
        Kind.CONFLICT,
        "Dit is al beoordeeld. Het eerste oordeel blijft staan.",
        "This was judged already. The first verdict stays."),
    ALREADY_TOLD(
        Kind.CONFLICT,
        "Hier staat al dat de cliënt het heeft gehoord.",
        "It is written down already that the client was told."),
    TOO_MANY(Kind.INVALID, "Dit is te veel in een keer: %s.", "This is too much at once: %s.");

    private final Kind kind;
    private final String nl;
    private final String en;

    Code(Kind kind, String nl, String en) {
      this.kind = kind;
      this.nl = nl;
      this.en = en;
    }

    public Kind kind() {
      return kind;
    }

    /** The code as it is written in the code system {@code /CodeSystem/reason}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Code code;
  private final String nl;
  private final String en;

  private Problem(Code code, String nl, String en) {
    super(code.code() + (en.isEmpty() ? "" : ": " + en));
    this.code = code;
    this.nl = nl;
    this.en = en;
  }

  public static Problem of(Code code) {
    return new Problem(code, "", "");
  }

  /** The same with words of the hub's own, in each language. */
  public static Problem of(Code code, String nl, String en) {
    return new Problem(code, nl, en);
  }

  /**
   * @param place where it went wrong (an element's path) or the words to choose from; never what
   *     the sender wrote
   */
  public static Problem of(Code code, String place) {
    return new Problem(code, place, place);
  }

  public Code code() {
    return code;
  }

  public String dutch() {
    return code.nl.formatted(nl);
  }

  public String english() {
    return code.en.formatted(en);
  }
}
