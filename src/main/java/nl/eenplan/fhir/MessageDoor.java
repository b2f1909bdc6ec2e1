package nl.eenplan.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.door.Access;
import nl.eenplan.door.Failure;
import nl.eenplan.door.Inbox;
import nl.eenplan.door.Message;
import nl.eenplan.fhir.reading.MessageReader;
import nl.eenplan.fhir.reading.MessageReader.Event;
import nl.eenplan.fhir.writing.AnswerWriter;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.problem.Problem;
import nl.eenplan.problem.Repeat;
import nl.eenplan.referral.Recalls;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.stereotype.Component;

/**
 * Messages as they come by a partner's queue: each has one effect and one answer, however often it
 * comes. What is wrong with a message is its answer; only an outage is thrown, so that it is asked
 * again.
 */
@Component
public class MessageDoor {

  private final TransactionDoor transactionDoor;
  private final Recalls recalls;
  private final Organisations organisations;
  private final Inbox inbox;
  private final Transactions transactions;
  private final FhirContext fhir;

  MessageDoor(
      TransactionDoor transactionDoor,
      Recalls recalls,
      Organisations organisations,
      Inbox inbox,
      Transactions transactions,
      FhirContext fhir) {
    this.transactionDoor = transactionDoor;
    this.recalls = recalls;
    this.organisations = organisations;
    this.inbox = inbox;
    this.transactions = transactions;
    this.fhir = fhir;
  }

  /**
   * @param sender whose queue it came by
   * @param body a FHIR message Bundle in JSON, or whatever was sent
   * @return a message Bundle in JSON
   * @throws NotNow when the database does not answer
   */
  public String answer(OrganisationCode sender, byte[] body) {
    Optional<UUID> number = Optional.empty();
    try {
      Bundle message = read(body);
      number = Optional.of(MessageReader.number(message));
      return answer(sender, message, number.get());
    } catch (RuntimeException e) {
      return text(refusal(sender, number, "unknown", failure(e)));
    }
  }

  private Bundle read(byte[] body) {
    String text = Message.text(body);
    try {
      return fhir.newJsonParser().parseResource(Bundle.class, text);
    } catch (DataFormatException | ClassCastException | IllegalArgumentException e) {
      throw Problem.of(Problem.Code.UNREADABLE, "FHIR R4 JSON");
    }
  }

  private String answer(OrganisationCode sender, Bundle message, UUID number) {
    Repeat known =
        inbox.known(number.toString(), fhir.newJsonParser().encodeResourceToString(message));
    try {
      return transactions.run(() ->
          inbox
              .first(sender, Inbox.Door.QUEUE, known)
              .orElseGet(() -> remember(sender, known, take(sender, message, number))));
    } catch (RuntimeException e) {
      Failure failure = failure(e);
      Bundle refusal = refusal(sender, Optional.of(number), event(message), failure);
      return isLasting(failure)
          ? transactions.run(() -> keep(sender, known, refusal))
          : text(refusal);
    }
  }

  private String keep(OrganisationCode sender, Repeat known, Bundle refusal) {
    return inbox
        .first(sender, Inbox.Door.QUEUE, known)
        .orElseGet(() -> remember(sender, known, refusal));
  }

  private String remember(OrganisationCode sender, Repeat known, Bundle answer) {
    String text = text(answer);
    inbox.answered(sender, Inbox.Door.QUEUE, known, text);
    return text;
  }

  private Bundle take(OrganisationCode sender, Bundle message, UUID number) {
    if (organisations.findInForce(sender).isEmpty()) {
      throw Problem.of(Problem.Code.NOT_PERMITTED);
    }
    MessageReader.refuseOtherSource(message, sender);
    Event event = MessageReader.event(message);
    Who who = Access.system(sender);
    List<IdType> places =
        event == Event.DELETION_CONFIRMATION
            ? MessageReader.tasks(message).stream().map(task -> confirm(who, task)).toList()
            : transactionDoor
                .take(who, MessageReader.transaction(message, event))
                .getEntry()
                .stream()
                .map(entry -> new IdType(entry.getResponse().getLocation()))
                .toList();
    return AnswerWriter.write(
        sender, Optional.of(number), event.code(), places, Outcomes.recorded());
  }

  private IdType confirm(Who who, UUID task) {
    recalls.confirm(who, task);
    return new IdType("Task", task.toString());
  }

  private static String event(Bundle message) {
    try {
      return MessageReader.event(message).code();
    } catch (Problem unknown) {
      return "unknown";
    }
  }

  /** Other words under a number that was used leave the first answer; a fault may pass. */
  private static boolean isLasting(Failure failure) {
    return switch (failure) {
      case Failure.Wrong wrong -> wrong.problem().code() != Problem.Code.SAME_ID_OTHER_CONTENT;
      case Failure.NotPermitted refused -> true;
      case Failure.Outage outage -> false;
      case Failure.Fault fault -> false;
    };
  }

  /** The database does not answer: the message was not taken. */
  public static final class NotNow extends RuntimeException {
    NotNow() {
      super("not-available");
    }
  }

  private static Failure failure(RuntimeException e) {
    if (e instanceof NotNow again) {
      throw again;
    }
    Failure failure = Failure.of(e);
    if (failure instanceof Failure.Outage) {
      throw new NotNow();
    }
    return failure;
  }

  private static Bundle refusal(
      OrganisationCode sender, Optional<UUID> number, String event, Failure failure) {
    return AnswerWriter.write(sender, number, event, List.of(), outcome(failure));
  }

  /** Why the gate refuses may say something of a client, so it is not told in a queue. */
  private static OperationOutcome outcome(Failure failure) {
    return switch (failure) {
      case Failure.Wrong wrong ->
          Outcomes.outcome(
              IssueType.PROCESSING,
              failure.code(),
              wrong.problem().dutch(),
              wrong.problem().english());
      case Failure.NotPermitted refused ->
          Outcomes.outcome(
              IssueType.FORBIDDEN,
              failure.code(),
              "Dit mag niet door. Vraag waarom met $disclosure-preview (FHIR) of /previews (NL"
                  + " API).",
              "This may not pass. Ask why with $disclosure-preview (FHIR) or /previews (NL API).");
      case Failure.Fault fault ->
          Outcomes.outcome(IssueType.EXCEPTION, failure.code(), fault.dutch(), fault.english());
      case Failure.Outage outage -> throw new NotNow();
    };
  }

  private String text(Bundle bundle) {
    return fhir.newJsonParser().encodeResourceToString(bundle);
  }
}
