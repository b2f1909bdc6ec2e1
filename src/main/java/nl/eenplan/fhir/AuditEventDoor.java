package nl.eenplan.fhir;

import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Offset;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.ClientId;
import nl.eenplan.client.Clients;
import nl.eenplan.door.Access;
import nl.eenplan.fhir.writing.AuditEventWriter;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.LedgerDesk;
import nl.eenplan.ledger.LedgerSearch;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.problem.Problem;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The log, for the privacy officer of an organisation that is in it, and for nobody else. */
@Component
class AuditEventDoor implements IResourceProvider {

  private final LedgerDesk desk;
  private final Clients clients;
  private final Transactions transactions;
  private final Clock clock;

  AuditEventDoor(LedgerDesk desk, Clients clients, Transactions transactions, Clock clock) {
    this.desk = desk;
    this.clients = clients;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public Class<AuditEvent> getResourceType() {
    return AuditEvent.class;
  }

  @Read
  public AuditEvent read(@IdParam IdType id) {
    Who who = Access.privacyOfficer();
    LedgerSearch one = LedgerSearch.of(who.organisation()).entry(Versions.id(id));
    return transactions.run(() ->
        desk.search(who, one, 0, 1, clock.instant()).stream()
            .findFirst()
            .map(entry -> write(who, entry))
            .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND)));
  }

  /**
   * @param patient one of the own organisation's records of a client
   * @param agent the other party
   * @param subtype what happened: decision, disclosure, access, status, consent, break-glass or
   *     search
   * @param outcome 0 permitted, 8 refused
   * @param purpose a purpose, or BTG for all where a vital interest was claimed
   * @param entity the number of the referral or consent
   * @param after where the page before this one ended, as its link says
   * @param reason a code that says why, such as statutory-row-fits
   */
  @Search
  public Bundle search(
      @OptionalParam(name = "patient", targetTypes = Patient.class)
          @Nullable ReferenceParam patient,
      @OptionalParam(name = "agent", targetTypes = Organization.class)
          @Nullable ReferenceParam agent,
      @OptionalParam(name = "subtype") @Nullable TokenParam subtype,
      @OptionalParam(name = "outcome") @Nullable TokenParam outcome,
      @OptionalParam(name = "purpose") @Nullable TokenParam purpose,
      @OptionalParam(name = "entity") @Nullable TokenParam entity,
      @OptionalParam(name = "reason") @Nullable TokenParam reason,
      @OptionalParam(name = "date") @Nullable DateRangeParam date,
      @OptionalParam(name = Paging.AFTER) @Nullable TokenParam after,
      @Offset @Nullable Integer offset,
      @Count @Nullable Integer count,
      RequestDetails request) {
    Who who = Access.privacyOfficer();
    Paging page = Paging.of(offset, count, request);
    return transactions.run(() -> {
      Optional<ClientId> client =
          SearchParams.id(patient).flatMap(id -> clients.ofRecord(id, who.organisation()));
      if (patient != null && client.isEmpty()) {
        return page.bundle(List.of(), request);
      }
      LedgerSearch search = LedgerSearch.of(who.organisation());
      client.ifPresent(search::client);
      SearchParams.organisation(agent).ifPresent(search::with);
      Optional.ofNullable(subtype).map(AuditEventDoor::kind).ifPresent(search::kind);
      Optional.ofNullable(outcome).map(AuditEventDoor::outcome).ifPresent(search::outcome);
      code(purpose)
          .filter(code -> !code.equals(Systems.BREAK_THE_GLASS))
          .ifPresent(search::purpose);
      Optional.ofNullable(entity).map(AuditEventDoor::subject).ifPresent(search::subject);
      code(reason).ifPresent(search::reason);
      if (purpose != null && Systems.BREAK_THE_GLASS.equals(purpose.getValue())) {
        search.inEmergency();
      }
      Optional.ofNullable(date)
          .flatMap(d -> moment(d.getLowerBoundAsInstant()))
          .ifPresent(search::from);
      Optional.ofNullable(date)
          .flatMap(d -> moment(d.getUpperBoundAsInstant()))
          .ifPresent(search::until);
      return page.offset() > 0
          ? page.bundle(
              write(who, desk.search(who, search, page.offset(), page.fetch(), clock.instant())),
              request)
          : from(who, search, Optional.ofNullable(after).map(AuditEventDoor::place), page, request);
    });
  }

  /** A whole page, however much had to be looked through for it. */
  private Bundle from(
      Who who, LedgerSearch search, Optional<UUID> after, Paging page, RequestDetails request) {
    LedgerDesk.Page found =
        desk.search(who, search, new LedgerDesk.From(after, false), page.size(), clock.instant());
    List<Entry> entries = new ArrayList<>(found.entries());
    while (entries.size() < page.size() && found.next().isPresent()) {
      found =
          desk.goOn(search, new LedgerDesk.From(found.next(), false), page.size() - entries.size());
      entries.addAll(found.entries());
    }
    return Paging.bundle(write(who, entries), after, found.next(), request);
  }

  private static UUID place(TokenParam after) {
    return nl.eenplan.fhir.reading.Read.uuid(SearchParams.unmodified(after))
        .orElseThrow(() -> Problem.of(Problem.Code.INVALID, "AuditEvent?" + Paging.AFTER));
  }

  private List<AuditEvent> write(Who who, List<Entry> entries) {
    return entries.stream().map(entry -> write(who, entry)).toList();
  }

  private AuditEvent write(Who who, Entry entry) {
    return AuditEventWriter.write(entry, client -> clients.pseudonym(client, who.organisation()));
  }

  private static Optional<String> code(@Nullable TokenParam token) {
    return Optional.ofNullable(token)
        .map(SearchParams::unmodified)
        .map(nl.eenplan.fhir.reading.Read::keepable);
  }

  private static Entry.Kind kind(TokenParam token) {
    return Entry.Kind.of(SearchParams.unmodified(token))
        .orElseThrow(() -> Problem.of(Problem.Code.INVALID, "AuditEvent?subtype"));
  }

  private static Entry.Outcome outcome(TokenParam token) {
    return switch (SearchParams.unmodified(token)) {
      case "0" -> Entry.Outcome.PERMITTED;
      case "8" -> Entry.Outcome.REFUSED;
      default -> throw Problem.of(Problem.Code.INVALID, "AuditEvent?outcome (0, 8)");
    };
  }

  private static UUID subject(TokenParam token) {
    return nl.eenplan.fhir.reading.Read.uuid(SearchParams.unmodified(token))
        .orElseThrow(() -> Problem.of(Problem.Code.INVALID, "AuditEvent?entity"));
  }

  @SuppressWarnings("JavaUtilDate") // HAPI speaks java.util.Date
  private static Optional<Instant> moment(@Nullable Date date) {
    return Optional.ofNullable(date).map(Date::toInstant);
  }
}
