package nl.eenplan.fhir;

import ca.uhn.fhir.rest.annotation.ConditionalUrlParam;
import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Offset;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Bsn;
import nl.eenplan.client.ClientId;
import nl.eenplan.client.Facts;
import nl.eenplan.client.Person;
import nl.eenplan.client.Persons;
import nl.eenplan.door.Access;
import nl.eenplan.fhir.reading.PatientReader;
import nl.eenplan.fhir.writing.PatientWriter;
import nl.eenplan.fhir.writing.Write;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Viewing;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A holder's records of its clients; another organisation reads of them what the gate releases. */
@Component
class PatientDoor implements IResourceProvider {

  private static final String IDENTIFIER = "identifier=";

  private final Persons persons;
  private final Viewing viewing;
  private final Messages messages;
  private final Transactions transactions;

  PatientDoor(Persons persons, Viewing viewing, Messages messages, Transactions transactions) {
    this.persons = persons;
    this.viewing = viewing;
    this.messages = messages;
    this.transactions = transactions;
  }

  @Override
  public Class<Patient> getResourceType() {
    return Patient.class;
  }

  @Create
  public MethodOutcome create(
      @ResourceParam Patient patient, @ConditionalUrlParam @Nullable String condition) {
    Who who = Access.partner();
    return transactions.run(() -> {
      Optional<Patient> existing = ifNoneExist(who, condition);
      return Versions.outcome(existing.orElseGet(() -> create(who, patient)), existing.isEmpty());
    });
  }

  Patient create(Who who, Patient patient) {
    patient.setId((String) null);
    String original = messages.text(patient);
    Optional<Bsn> bsn = PatientReader.bsn(patient);
    Facts facts = PatientReader.facts(patient);
    Optional<UUID> same = PatientReader.sameAs(patient).filter(link -> bsn.isEmpty());
    Person person =
        same.isPresent()
            ? persons.record(who.organisation(), referred(who, same.get()), facts, original)
            : persons.record(who.organisation(), bsn, facts, original);
    return identified(patient, person);
  }

  /** The client whom another holder's record is about, which was referred to the caller. */
  private ClientId referred(Who who, UUID person) {
    return viewing
        .clientReferredTo(who, person)
        .orElseThrow(() -> Problem.of(Problem.Code.UNKNOWN_REFERENCE, "Patient.link"));
  }

  /** The caller's own record that a conditional create means; it says nothing of anybody else's. */
  Optional<Patient> ifNoneExist(Who who, @Nullable String condition) {
    if (condition == null || condition.isEmpty()) {
      return Optional.empty();
    }
    String query = condition.substring(condition.indexOf('?') + 1);
    String token = URLDecoder.decode(query, StandardCharsets.UTF_8);
    String bsn = IDENTIFIER + Systems.BSN + "|";
    if (!token.startsWith(bsn)) {
      throw Problem.of(Problem.Code.NOT_SUPPORTED, "If-None-Exist (identifier = BSN)");
    }
    return persons
        .find(who.organisation(), new Bsn(token.substring(bsn.length())))
        .map(person -> own(who, person));
  }

  @Read
  public Patient read(@IdParam IdType id) {
    Who who = Access.partner();
    return transactions.run(
        () -> see(who, Versions.id(id)).orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND)));
  }

  @Update
  public MethodOutcome update(@IdParam IdType id, @ResourceParam Patient patient) {
    Who who = Access.partner();
    return transactions.run(() -> Versions.outcome(update(who, id, patient), false));
  }

  Patient update(Who who, IdType id, Patient patient) {
    Person person =
        persons.change(
            Versions.id(id),
            who.organisation(),
            Versions.expected(id),
            PatientReader.bsn(patient),
            PatientReader.facts(patient),
            messages.text(patient));
    return identified(patient, person);
  }

  /**
   * The caller's own records; by id also one that was referred to it. A BSN is looked for by POST
   * only, so that it is in no address.
   */
  @Search
  public org.hl7.fhir.r4.model.Bundle search(
      @OptionalParam(name = "_id") @Nullable TokenParam id,
      @OptionalParam(name = "identifier") @Nullable TokenParam identifier,
      @Offset @Nullable Integer offset,
      @Count @Nullable Integer count,
      RequestDetails request) {
    Who who = Access.partner();
    Paging page = Paging.of(offset, count, request);
    List<Patient> found =
        transactions.run(() -> {
          if (identifier != null) {
            return byBsn(who, identifier, request).stream().toList();
          }
          if (id != null) {
            return nl.eenplan.fhir.reading.Read.uuid(SearchParams.unmodified(id))
                .flatMap(named -> see(who, named))
                .stream()
                .toList();
          }
          List<Person> own = persons.heldBy(who.organisation(), page.offset(), page.fetch());
          viewing.logOwn(
              who, "search", own.stream().map(Person::client).toList(), Optional.empty());
          return own.stream().map(person -> original(who, person)).toList();
        });
    return page.bundle(found, request);
  }

  private Optional<Patient> byBsn(Who who, TokenParam identifier, RequestDetails request) {
    if (!Systems.BSN.equals(identifier.getSystem())) {
      throw Problem.of(Problem.Code.NOT_SUPPORTED, "Patient?identifier (BSN)");
    }
    if (request.getRequestType() == RequestTypeEnum.GET || request.getCompleteUrl().contains("?")) {
      throw Problem.of(Problem.Code.BSN_IN_ADDRESS);
    }
    return persons
        .find(who.organisation(), new Bsn(identifier.getValue()))
        .map(person -> own(who, person));
  }

  /**
   * The own record as it came; of another holder's what is released now; empty when that is
   * nothing.
   */
  Optional<Patient> see(Who who, UUID id) {
    return persons
        .heldBy(who.organisation(), id)
        .map(person -> own(who, person))
        .or(() ->
            viewing
                .person(who, id)
                .map(passing -> PatientWriter.write(passing.held(), passing.releases())));
  }

  private Patient own(Who who, Person person) {
    viewing.logOwn(who, "read", List.of(person.client()), Optional.of(person.id()));
    return original(who, person);
  }

  /** As it came; what came by another door, in the words of this one. */
  private Patient original(Who who, Person person) {
    String original = persons.original(person.id(), person.holder()).orElseThrow();
    return messages
        .kept(Patient.class, original)
        .map(patient -> identified(patient, person))
        .orElseGet(() -> PatientWriter.write(person, List.of(viewing.own(who, person))));
  }

  private static Patient identified(Patient patient, Person person) {
    Write.identify(patient, "Patient", person.id(), person.version(), person.updated());
    return patient;
  }
}
