package nl.eenplan.fhir;

import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.RequiredParam;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.List;
import java.util.UUID;
import nl.eenplan.door.Access;
import nl.eenplan.fhir.reading.ContactReader;
import nl.eenplan.fhir.writing.Write;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Contact;
import nl.eenplan.referral.Contacts;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/** The caller's own log of contacts with a client: invitations, which are counted, and contacts. */
@Component
class CommunicationDoor implements IResourceProvider {

  private final Contacts contacts;
  private final Messages messages;
  private final Transactions transactions;

  CommunicationDoor(Contacts contacts, Messages messages, Transactions transactions) {
    this.contacts = contacts;
    this.messages = messages;
    this.transactions = transactions;
  }

  @Override
  public Class<Communication> getResourceType() {
    return Communication.class;
  }

  @Create
  public MethodOutcome create(@ResourceParam Communication said) {
    Who who = Access.partner();
    said.setId((String) null);
    String original = messages.text(said);
    return transactions.run(() ->
        Versions.outcome(
            write(
                contacts.record(
                    who,
                    ContactReader.contact(said, original),
                    messages.repeat(said.getIdentifier(), original))),
            true));
  }

  @Read
  public Communication read(@IdParam IdType id) {
    Who who = Access.partner();
    return transactions.run(() ->
        contacts
            .find(who, Versions.id(id))
            .map(this::write)
            .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND)));
  }

  /** The caller's own about one referral, in their order. */
  @Search
  public List<Communication> search(
      @RequiredParam(name = "based-on", targetTypes = Task.class) ReferenceParam referral) {
    Who who = Access.partner();
    UUID id = SearchParams.id(referral).orElseThrow();
    return transactions.run(() -> contacts.about(who, id).stream().map(this::write).toList());
  }

  private Communication write(Contact contact) {
    Communication written =
        messages.kept(Communication.class, contact.original()).orElseGet(() -> made(contact));
    Write.identify(written, "Communication", contact.id(), 1, contact.recorded());
    written.getExtension().removeIf(said -> Systems.INVITATION.equals(said.getUrl()));
    if (contact.kind() == Contact.Kind.INVITATION) {
      Extension counted = written.addExtension().setUrl(Systems.INVITATION);
      counted.addExtension("number", new IntegerType(contact.number()));
      counted.addExtension("of", new IntegerType(contact.most()));
      counted.addExtension("next", new CodeType(contact.next().code()));
      if (contact.isShortNotice()) {
        counted.addExtension("short-notice", new BooleanType(true));
      }
    }
    return written;
  }

  /** Of one that was written down in the portal. */
  private static Communication made(Contact contact) {
    Communication made = new Communication();
    made.setStatus(Communication.CommunicationStatus.COMPLETED);
    made.addBasedOn(new Reference("Task/" + contact.referral()));
    made.addCategory(Write.concept(Systems.CONTACT_KIND, contact.kind().code()));
    made.setSent(java.util.Date.from(contact.at()));
    contact
        .talk()
        .ifPresent(
            day -> made.addExtension(Systems.TALK, new DateTimeType(java.util.Date.from(day))));
    if (!contact.original().isEmpty()) {
      made.addPayload().setContent(new StringType(contact.original()));
    }
    return made;
  }
}
