package nl.eenplan.organisation;

/** Of which municipality a place is part. */
public final class Municipality {

  private Municipality() {}

  /**
   * @param place as in an address (BAG)
   * @return the CBS name; the place itself where they are the same
   */
  public static String of(String place) {
    return switch (place.strip()) {
      case "Leidschendam", "Voorburg", "Stompwijk" -> "Leidschendam-Voorburg";
      default -> place.strip();
    };
  }
}
