package nl.eenplan.portal.referring.steps;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.portal.Typed;
import org.springframework.util.LinkedMultiValueMap;

/**
 * What somebody has typed so far. It is nothing yet: no order, and nobody is asked anything. Once
 * it is sent, only what it became is known of it.
 *
 * @param person the own record of the client; empty for a group
 * @param updated says which version of it somebody saw
 * @param became the referral, or the group, that it was sent as
 */
public record Draft(
    UUID id,
    Optional<UUID> person,
    Map<String, List<String>> fields,
    Instant updated,
    Optional<UUID> became) {

  /** For the fields of a form. */
  public Typed typed() {
    return Typed.of(new LinkedMultiValueMap<>(fields));
  }

  public String value(String field) {
    return fields.getOrDefault(field, List.of()).stream().findFirst().orElse("");
  }

  public ZonedDateTime local() {
    return updated.atZone(DutchTime.ZONE);
  }
}
