package nl.eenplan.referral;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.eenplan.client.ClientId;
import nl.eenplan.client.Clients;
import nl.eenplan.disclosure.Consent;
import nl.eenplan.disclosure.Consents;
import nl.eenplan.disclosure.Consents.Recorded;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.problem.Problem;
import nl.eenplan.problem.Repeat;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one way for a door to write down what a client says, and to look it up. Whoever may know the
 * client may write it down; only who wrote it down reads it.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class ConsentEntry {

  private final Consents consents;
  private final Clients clients;
  private final Organisations organisations;
  private final Viewing viewing;

  ConsentEntry(Consents consents, Clients clients, Organisations organisations, Viewing viewing) {
    this.consents = consents;
    this.clients = clients;
    this.organisations = organisations;
    this.viewing = viewing;
  }

  /**
   * Of whom this record is: one's own, or one that was referred to one with a ground. Whoever wrote
   * down a client's word can change it, also when the referral is over.
   *
   * @param consent the one that is written or changed
   * @param person the record of the client
   * @param place where the door's message names it
   * @throws Problem UNKNOWN_REFERENCE
   */
  public ClientId client(Who who, UUID consent, UUID person, String place) {
    return clients
        .ofRecord(person, who.organisation())
        .or(() -> changed(who, consent, person))
        .or(() -> viewing.clientReferredTo(who, person))
        .orElseThrow(() -> Problem.of(Problem.Code.UNKNOWN_REFERENCE, place));
  }

  private Optional<ClientId> changed(Who who, UUID consent, UUID person) {
    return consents
        .find(consent, who.organisation())
        .filter(kept -> kept.person().equals(person))
        .map(Consent::client);
  }

  /** Which of these codes are organisations that take part, and of what kind. */
  public Map<OrganisationCode, OrganisationKind> existing(Set<OrganisationCode> codes) {
    return codes.isEmpty()
        ? Map.of()
        : organisations.findAll(codes).stream()
            .collect(Collectors.toMap(Organisation::code, Organisation::kind));
  }

  /** See {@link Consents#record}. */
  public Recorded record(Who who, Consent said, String original, Optional<Repeat> repeat) {
    return consents.record(who, said, original, repeat);
  }

  /**
   * The newest version, to do something with it that is in the log by itself.
   *
   * @throws Problem NOT_FOUND
   */
  public Consent find(Who who, UUID id) {
    return consents.find(id, who.organisation()).orElseThrow(() -> notFound(who, id));
  }

  /**
   * The newest version, or the one that is asked for, to be read.
   *
   * @param event what the log calls it
   * @throws Problem NOT_FOUND
   */
  public Consent read(Who who, UUID id, Optional<Integer> version, String event) {
    Consent kept =
        version
            .map(number ->
                consents.find(id, who.organisation(), number).orElseThrow(() -> notFound(who, id)))
            .orElseGet(() -> find(who, id));
    viewing.logOwn(who, event, List.of(kept.client()), Optional.of(id));
    return kept;
  }

  /**
   * All versions, the newest first, to be read.
   *
   * @param event what the log calls it
   * @throws Problem NOT_FOUND
   */
  public List<Consent> versions(Who who, UUID id, String event) {
    List<Consent> versions = consents.versions(id, who.organisation());
    if (versions.isEmpty()) {
      throw notFound(who, id);
    }
    viewing.logOwn(who, event, List.of(versions.getFirst().client()), Optional.of(id));
    return versions;
  }

  private Problem notFound(Who who, UUID id) {
    viewing.logRefusal(who, id, consents.holding(id));
    return Problem.of(Problem.Code.NOT_FOUND);
  }
}
