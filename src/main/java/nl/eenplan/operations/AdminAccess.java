package nl.eenplan.operations;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nl.eenplan.identity.Caller;
import nl.eenplan.identity.Callers;
import nl.eenplan.identity.Role;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.Ledger;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.problem.Problem;
import org.springframework.stereotype.Component;

/** Who may do what here, and the log of it. */
@Component
class AdminAccess {

  private final Organisations organisations;
  private final Ledger ledger;
  private final Clock clock;

  AdminAccess(Organisations organisations, Ledger ledger, Clock clock) {
    this.organisations = organisations;
    this.ledger = ledger;
    this.clock = clock;
  }

  Who operator() {
    return as(Callers.current(), Role.OPERATOR);
  }

  /** An operator, or the administrator of this very organisation. */
  Who administratorOf(OrganisationCode organisation) {
    Caller caller = Callers.current();
    return caller.organisation().equals(organisation)
        ? as(caller, Role.OPERATOR, Role.ORGANISATION_ADMIN)
        : as(caller, Role.OPERATOR);
  }

  boolean isOperator() {
    return Callers.current().has(Role.OPERATOR);
  }

  Who officer() {
    return as(Callers.current(), Role.PRIVACY_OFFICER);
  }

  /** Anybody who may know what became of the organisation's own messages. */
  Who anybody() {
    return as(
        Callers.current(),
        Role.OPERATOR,
        Role.ORGANISATION_ADMIN,
        Role.PRIVACY_OFFICER,
        Role.PROFESSIONAL,
        Role.MDT_COORDINATOR,
        Role.PARTNER_SYSTEM);
  }

  private static Who as(Caller caller, Role... roles) {
    Role role =
        Arrays.stream(roles)
            .filter(caller::has)
            .findFirst()
            .orElseThrow(() -> Problem.of(Problem.Code.NOT_PERMITTED));
    return new Who(caller.organisation(), caller.user(), role.code());
  }

  /**
   * The organisation of a path.
   *
   * @throws Problem when there is none
   */
  Organisation organisation(String code) {
    return Optional.of(code)
        .filter(OrganisationCode::isValid)
        .map(OrganisationCode::new)
        .flatMap(organisations::find)
        .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
  }

  /** Writes an administrative act in the log, where the officer of either side finds it. */
  void log(Who who, OrganisationCode about, String event, String what) {
    ledger.append(
        Entry.of(
                clock.instant(),
                Entry.Kind.ADMINISTRATION,
                Entry.Outcome.PERMITTED,
                Optional.of(what),
                who,
                List.of(),
                event,
                Optional.empty())
            .between(about, who.organisation(), Optional.empty(), Optional.empty()));
  }
}
