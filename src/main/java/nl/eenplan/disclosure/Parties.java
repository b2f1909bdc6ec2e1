package nl.eenplan.disclosure;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.organisation.Organisations;
import org.springframework.stereotype.Component;

/** Organisations as the gate sees them, at this moment. */
@Component
public class Parties {

  private static final OrganisationKind UNKNOWN = new OrganisationKind("unknown");

  private final Organisations organisations;
  private final Clock clock;

  Parties(Organisations organisations, Clock clock) {
    this.organisations = organisations;
    this.clock = clock;
  }

  /** One query for all; a code that nobody has becomes a party without an agreement. */
  public Function<OrganisationCode, Party> of(Collection<OrganisationCode> codes) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), DutchTime.ZONE);
    Map<OrganisationCode, Party> known =
        organisations.findAll(codes).stream()
            .collect(
                Collectors.toMap(
                    Organisation::code, organisation -> Party.of(organisation, today)));
    return code -> Optional.ofNullable(known.get(code)).orElse(new Party(code, UNKNOWN, false));
  }
}
