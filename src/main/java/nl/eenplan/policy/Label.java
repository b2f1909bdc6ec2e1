package nl.eenplan.policy;

import java.util.Locale;

/** A word as people read it, in Dutch (level B1) and in English. */
public record Label(String nl, String en) {

  /** English for an English locale, Dutch for every other. */
  public String in(Locale locale) {
    return locale.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? en : nl;
  }
}
