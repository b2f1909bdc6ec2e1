package nl.eenplan.exchange;

import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * A notice on the wire: CloudEvents 1.0 in the NL GOV profile, without data.
 *
 * @param source {@code urn:nld:oin:} and the hub's organisation identification number
 * @param type reverse domain name, such as {@code nl.eenplan.referral.submit}
 * @param subject the referral's own number
 * @param dataref where to read it, with the partner's own token and through the gate
 */
public record CloudEvent(
    String specversion,
    UUID id,
    URI source,
    String type,
    String subject,
    OffsetDateTime time,
    URI dataref) {

  /**
   * @param hub the hub's own address
   * @param oin its organisation identification number
   */
  public static CloudEvent of(Notice notice, URI hub, String oin) {
    String place = notice.about().resource();
    return new CloudEvent(
        "1.0",
        notice.id(),
        URI.create("urn:nld:oin:" + oin),
        notice.about().prefix() + notice.event(),
        notice.subject().toString(),
        notice.at().atOffset(ZoneOffset.UTC),
        hub.resolve(
            "/fhir/"
                + (notice.about() == Notice.About.NOTHING
                    ? place
                    : place + "/" + notice.subject())));
  }
}
