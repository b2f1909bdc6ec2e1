package nl.eenplan.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Refused;
import nl.eenplan.door.Access;
import nl.eenplan.fhir.reading.PlanReader;
import nl.eenplan.fhir.reading.StopRequestReader;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Previewing;
import nl.eenplan.referral.Referrals.Submitted;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/**
 * Several resources at once, all or nothing; and the same without effect, to see beforehand what
 * would pass.
 *
 * <p>They are taken in the order in which they need each other: clients, consents, orders,
 * referrals. What an entry calls {@code urn:uuid:...} gets its real id on the way.
 */
@Component
class TransactionDoor {

  static final int MOST_ENTRIES = 100;

  private static final List<Class<? extends Resource>> ORDER =
      List.of(Patient.class, Consent.class, ServiceRequest.class, Task.class);

  private final PatientDoor patients;
  private final ConsentDoor consents;
  private final ServiceRequestDoor orders;
  private final TaskDoor tasks;
  private final Transactions transactions;
  private final Previewing previewing;
  private final Previews previews;
  private final FhirContext fhir;

  TransactionDoor(
      PatientDoor patients,
      ConsentDoor consents,
      ServiceRequestDoor orders,
      TaskDoor tasks,
      Transactions transactions,
      Previewing previewing,
      Previews previews,
      FhirContext fhir) {
    this.patients = patients;
    this.consents = consents;
    this.orders = orders;
    this.tasks = tasks;
    this.transactions = transactions;
    this.previewing = previewing;
    this.previews = previews;
    this.fhir = fhir;
  }

  @Transaction
  public Bundle transaction(@TransactionParam Bundle bundle) {
    Who who = Access.partner();
    return transactions.run(() -> take(who, bundle));
  }

  Bundle take(Who who, Bundle bundle) {
    return new Run(who, bundle).all().answer();
  }

  /**
   * What would pass if this transaction were sent, per recipient; nothing is kept but the log's
   * entries that it was asked.
   */
  @Operation(name = "$disclosure-preview")
  public Parameters preview(@ResourceParam Bundle bundle) {
    Who who = Access.partner();
    return previews.write(previewing.rehearse(who, () -> decide(new Run(who, bundle))));
  }

  /** Up to the first Task that is refused: what comes after it would not be reached. */
  private static List<Decision> decide(Run run) {
    try {
      run.all();
    } catch (Refused refused) {
      run.decisions.addAll(refused.decisions());
    }
    if (run.decisions.isEmpty()) {
      throw Problem.of(Problem.Code.MISSING, "Bundle.entry (Task, requested)");
    }
    return run.decisions;
  }

  /** One bundle on its way. */
  private final class Run {

    private final Who who;
    private final List<BundleEntryComponent> entries;
    private final Map<String, String> ids = new HashMap<>();
    private final Map<BundleEntryComponent, BundleEntryComponent> answers = new HashMap<>();
    private final Map<BundleEntryComponent, OperationOutcome> told = new HashMap<>();
    private final List<Decision> decisions = new ArrayList<>();

    Run(Who who, Bundle bundle) {
      if (bundle.getType() != Bundle.BundleType.TRANSACTION) {
        throw Problem.of(Problem.Code.NOT_SUPPORTED, "Bundle.type (transaction)");
      }
      if (bundle.getEntry().size() > MOST_ENTRIES) {
        throw Problem.of(Problem.Code.TOO_MANY, "Bundle.entry (" + MOST_ENTRIES + ")");
      }
      this.who = who;
      this.entries = bundle.getEntry();
    }

    Run all() {
      for (BundleEntryComponent entry : entries) {
        if (!entry.hasResource() || !ORDER.contains(entry.getResource().getClass())) {
          throw Problem.of(Problem.Code.NOT_SUPPORTED, "Bundle.entry.resource");
        }
      }
      for (Class<? extends Resource> type : ORDER) {
        entries.stream().filter(entry -> type.isInstance(entry.getResource())).forEach(this::take);
      }
      return this;
    }

    private void take(BundleEntryComponent entry) {
      resolve(entry.getResource());
      boolean creates = entry.getRequest().getMethod() == Bundle.HTTPVerb.POST;
      Optional<? extends Resource> existing = creates ? ifNoneExist(entry) : Optional.empty();
      Resource done =
          existing.isPresent()
              ? existing.get()
              : switch (entry.getRequest().getMethod()) {
                case POST -> create(entry);
                case PUT -> update(entry);
                case null, default ->
                    throw Problem.of(Problem.Code.NOT_SUPPORTED, "Bundle.entry.request.method");
              };
      IdType id = done.getIdElement();
      if (entry.hasFullUrl()) {
        ids.put(entry.getFullUrl(), id.toUnqualifiedVersionless().getValue());
      }
      BundleEntryComponent answer = new BundleEntryComponent();
      answer
          .getResponse()
          .setStatus(creates && existing.isEmpty() ? "201 Created" : "200 OK")
          .setLocation(id.toUnqualified().getValue())
          .setEtag("W/\"" + id.getVersionIdPart() + "\"")
          .setLastModified(done.getMeta().getLastUpdated())
          .setOutcome(told.get(entry));
      answers.put(entry, answer);
    }

    private Optional<? extends Resource> ifNoneExist(BundleEntryComponent entry) {
      String condition = entry.getRequest().getIfNoneExist();
      if (condition != null && !(entry.getResource() instanceof Patient)) {
        throw Problem.of(Problem.Code.NOT_SUPPORTED, "Bundle.entry.request.ifNoneExist");
      }
      return patients.ifNoneExist(who, condition);
    }

    private Resource create(BundleEntryComponent entry) {
      return switch (entry.getResource()) {
        case Patient patient -> patients.create(who, patient);
        case Consent consent -> tell(entry, consents.create(who, consent));
        case ServiceRequest order -> orders.create(who, order);
        case Task task when StopRequestReader.isStopRequest(task) -> tasks.askToStop(who, task);
        case Task task when PlanReader.isOffer(task) -> tasks.offerDirection(who, task);
        case Task task -> {
          Submitted submitted = tasks.submit(who, task);
          decisions.addAll(submitted.decisions());
          tasks.remarks(submitted).ifPresent(said -> told.put(entry, said));
          yield tasks.written(task, submitted);
        }
        default -> throw Problem.of(Problem.Code.NOT_SUPPORTED, "Bundle.entry.resource");
      };
    }

    private Resource update(BundleEntryComponent entry) {
      IdType named = new IdType(entry.getRequest().getUrl());
      if (!named.hasIdPart() || !entry.getResource().fhirType().equals(named.getResourceType())) {
        throw Problem.of(Problem.Code.INVALID, "Bundle.entry.request.url");
      }
      IdType id = expecting(named, entry.getRequest().getIfMatch());
      return switch (entry.getResource()) {
        case Patient patient -> patients.update(who, id, patient);
        case Consent consent -> tell(entry, consents.update(who, id, consent));
        case ServiceRequest order -> orders.update(who, id, order);
        case Task task -> tasks.update(who, id, task);
        default -> throw Problem.of(Problem.Code.NOT_SUPPORTED, "Bundle.entry.resource");
      };
    }

    private Resource tell(BundleEntryComponent entry, ConsentDoor.Answer answer) {
      told.put(entry, answer.outcome());
      return answer.consent();
    }

    private IdType expecting(IdType id, String ifMatch) {
      return ifMatch == null
          ? id.toVersionless()
          : id.withVersion(ifMatch.replaceAll("^W/|\"", ""));
    }

    private void resolve(Resource resource) {
      if (ids.isEmpty()) {
        return;
      }
      for (Reference reference :
          fhir.newTerser().getAllPopulatedChildElementsOfType(resource, Reference.class)) {
        String real = ids.get(reference.getReference());
        if (real != null) {
          reference.setReference(real);
        }
      }
    }

    Bundle answer() {
      Bundle bundle = new Bundle();
      bundle.setType(Bundle.BundleType.TRANSACTIONRESPONSE);
      entries.stream().map(answers::get).forEach(bundle::addEntry);
      return bundle;
    }
  }
}
