package nl.eenplan.portal;

import java.util.List;

/**
 * What stands around each page.
 *
 * @param name of who signed in
 * @param dutch the address of this same page in Dutch
 * @param english and in English
 */
public record Frame(
    String name, String organisation, List<Place> places, String dutch, String english) {

  /**
   * @param current whether this page is in it
   */
  public record Place(String code, String address, boolean current) {}
}
