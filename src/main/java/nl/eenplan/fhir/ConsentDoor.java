package nl.eenplan.fhir;

import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.History;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Offset;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.ClientId;
import nl.eenplan.client.Clients;
import nl.eenplan.disclosure.Consents;
import nl.eenplan.disclosure.Consents.Recorded;
import nl.eenplan.disclosure.Explanations;
import nl.eenplan.door.Access;
import nl.eenplan.fhir.reading.ConsentReader;
import nl.eenplan.fhir.writing.ConsentWriter;
import nl.eenplan.fhir.writing.Write;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.referral.ConsentEntry;
import nl.eenplan.referral.Viewing;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What clients said, as an organisation recorded it; nobody else reads it here. */
@Component
class ConsentDoor implements IResourceProvider {

  private final ConsentEntry entry;
  private final Consents consents;
  private final Clients clients;
  private final ConsentReader reader;
  private final Viewing viewing;
  private final Explanations explanations;
  private final Messages messages;
  private final Transactions transactions;
  private final Clock clock;

  ConsentDoor(
      ConsentEntry entry,
      Consents consents,
      Clients clients,
      Vocabulary vocabulary,
      Viewing viewing,
      Explanations explanations,
      Messages messages,
      Transactions transactions,
      Clock clock) {
    this.entry = entry;
    this.consents = consents;
    this.clients = clients;
    this.reader = new ConsentReader(vocabulary, entry::existing);
    this.viewing = viewing;
    this.explanations = explanations;
    this.messages = messages;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public Class<Consent> getResourceType() {
    return Consent.class;
  }

  @Create
  public MethodOutcome create(@ResourceParam Consent consent) {
    Who who = Access.partner();
    return transactions.run(() -> outcome(create(who, consent), true));
  }

  /**
   * @param outcome what the hub has to say to it
   */
  record Answer(Consent consent, OperationOutcome outcome) {}

  Answer create(Who who, Consent consent) {
    consent.setId((String) null);
    String original = messages.text(consent);
    nl.eenplan.disclosure.Consent said = read(who, UUID.randomUUID(), consent);
    Recorded recorded =
        entry.record(who, said, original, messages.repeat(consent.getIdentifier(), original));
    boolean first = recorded.consent().id().equals(said.id());
    return answer(first ? identified(consent, recorded) : original(recorded.consent()), recorded);
  }

  /** The newest version, or the one that is asked for. */
  @Read(version = true)
  public Consent read(@IdParam IdType id) {
    Who who = Access.partner();
    return transactions.run(
        () -> original(entry.read(who, Versions.id(id), Versions.expected(id), "read")));
  }

  /** All versions, the newest first. */
  @History
  public List<Consent> history(@IdParam IdType id) {
    Who who = Access.partner();
    return transactions.run(() ->
        entry.versions(who, Versions.id(id), "history").stream().map(this::original).toList());
  }

  @Update
  public MethodOutcome update(@IdParam IdType id, @ResourceParam Consent consent) {
    Who who = Access.partner();
    return transactions.run(() -> outcome(update(who, id, consent), false));
  }

  /** Withdrawing is this: the same consent with status inactive. */
  Answer update(Who who, IdType id, Consent consent) {
    Recorded recorded =
        consents.change(
            who,
            read(who, Versions.id(id), consent),
            Versions.expected(id),
            messages.text(consent));
    return answer(identified(consent, recorded), recorded);
  }

  /** What the caller recorded, the newest first. */
  @Search
  public Bundle search(
      @OptionalParam(name = "patient", targetTypes = Patient.class)
          @Nullable ReferenceParam patient,
      @Offset @Nullable Integer offset,
      @Count @Nullable Integer count,
      RequestDetails request) {
    Who who = Access.partner();
    Paging page = Paging.of(offset, count, request);
    return transactions.run(() -> {
      Optional<ClientId> client =
          SearchParams.id(patient).flatMap(id -> clients.ofRecord(id, who.organisation()));
      if (patient != null && client.isEmpty()) {
        return page.bundle(List.of(), request);
      }
      List<nl.eenplan.disclosure.Consent> found =
          consents.recordedBy(who.organisation(), client, page.offset(), page.fetch());
      viewing.logOwn(
          who,
          "search",
          found.stream().map(nl.eenplan.disclosure.Consent::client).toList(),
          Optional.empty());
      return page.bundle(found.stream().map(this::original).toList(), request);
    });
  }

  private nl.eenplan.disclosure.Consent read(Who who, UUID id, Consent consent) {
    UUID person = ConsentReader.person(consent);
    ClientId client = entry.client(who, id, person, "Consent.patient");
    return reader.read(consent, id, client, person, who.organisation(), clock.instant());
  }

  private Answer answer(Consent consent, Recorded recorded) {
    return new Answer(consent, Outcomes.remarks(recorded.remarks(), explanations));
  }

  private static MethodOutcome outcome(Answer answer, boolean created) {
    MethodOutcome outcome = Versions.outcome(answer.consent(), created);
    outcome.setOperationOutcome(answer.outcome());
    return outcome;
  }

  private Consent original(nl.eenplan.disclosure.Consent kept) {
    Consents.Original original = consents.original(kept).orElseThrow();
    return identified(
        messages.kept(Consent.class, original.text()).orElseGet(() -> ConsentWriter.write(kept)),
        kept,
        original.recordedAt());
  }

  private static Consent identified(Consent consent, Recorded recorded) {
    return identified(consent, recorded.consent(), recorded.at());
  }

  private static Consent identified(
      Consent consent, nl.eenplan.disclosure.Consent kept, Instant recordedAt) {
    Write.identify(consent, "Consent", kept.id(), kept.version(), recordedAt);
    return consent;
  }
}
