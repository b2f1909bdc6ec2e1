package nl.eenplan.portal.consents;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.eenplan.portal.Option;

/** In which language a talk was; BCP 47. */
final class Languages {

  private static final List<String> KNOWN =
      List.of(
          "nl", "en", "ar", "bg", "zh", "fr", "de", "fa", "ckb", "ps", "pl", "pt", "ro", "ru", "so",
          "es", "ti", "tr", "uk", "nl-dsgs", "und");

  private Languages() {}

  static Optional<String> known(String code) {
    return Optional.of(code).filter(KNOWN::contains);
  }

  static List<Option> options(ConsentWording.Words words, Locale locale) {
    return KNOWN.stream().map(code -> new Option(code, name(code, words, locale))).toList();
  }

  static String name(String code, ConsentWording.Words words, Locale locale) {
    return switch (code) {
      case "nl-dsgs" -> words.say("consents.sign-language");
      case "und" -> words.say("consents.other-language");
      default -> Locale.forLanguageTag(code).getDisplayLanguage(locale);
    };
  }
}
