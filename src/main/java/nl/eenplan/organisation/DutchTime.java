package nl.eenplan.organisation;

import java.time.ZoneId;

/** The time by which days begin and end for those who take part. */
public final class DutchTime {

  public static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private DutchTime() {}
}
