package nl.eenplan.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import nl.eenplan.client.Clients;
import nl.eenplan.client.Persons;
import nl.eenplan.disclosure.Consent;
import nl.eenplan.door.Access;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.letters.Receipts;
import nl.eenplan.referral.ConsentEntry;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.springframework.stereotype.Component;

/**
 * The proof of a consent, for who recorded it, to give to the client: a letter (PDF) or a receipt
 * after ISO/IEC TS 27560 (JSON-LD).
 */
@Component
class ReceiptDoor {

  private static final String PDF = "application/pdf";
  private static final String JSON_LD = "application/ld+json";

  private final ConsentEntry entry;
  private final Persons persons;
  private final Clients clients;
  private final Receipts receipts;
  private final Messages messages;
  private final Transactions transactions;

  ReceiptDoor(
      ConsentEntry entry,
      Persons persons,
      Clients clients,
      Receipts receipts,
      Messages messages,
      Transactions transactions) {
    this.entry = entry;
    this.persons = persons;
    this.clients = clients;
    this.receipts = receipts;
    this.messages = messages;
    this.transactions = transactions;
  }

  /** As {@code _format} or else Accept asks; JSON-LD when they do not say. */
  @Operation(name = "$receipt", typeName = "Consent", idempotent = true, manualResponse = true)
  public void receipt(@IdParam IdType id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Who who = Access.partner();
    boolean letter = wantsPdf(request);
    byte[] receipt =
        transactions.run(() -> {
          Consent consent = entry.read(who, Versions.id(id), Optional.empty(), "receipt");
          return letter ? receipts.letter(consent, name(consent)) : record(who, consent);
        });
    response.setContentType(letter ? PDF : JSON_LD);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader(
        "Content-Disposition",
        "inline; filename=\"toestemming." + (letter ? "pdf" : "jsonld") + "\"");
    response.setContentLength(receipt.length);
    response.getOutputStream().write(receipt);
  }

  private static boolean wantsPdf(HttpServletRequest request) {
    String wanted =
        Optional.ofNullable(request.getParameter("_format"))
            .or(() -> Optional.ofNullable(request.getHeader("Accept")))
            .orElse(JSON_LD);
    return wanted.contains("pdf");
  }

  private byte[] record(Who who, Consent consent) {
    String pseudonym = clients.pseudonym(consent.client(), who.organisation());
    return receipts.record(consent, pseudonym).getBytes(StandardCharsets.UTF_8);
  }

  /** As its recorder's own record of the client has it. */
  private Optional<String> name(Consent consent) {
    return persons
        .original(consent.person(), consent.recordedBy())
        .flatMap(original -> messages.kept(Patient.class, original))
        .map(Patient::getNameFirstRep)
        .map(name -> name.hasText() ? name.getText() : name.getNameAsSingleString())
        .filter(name -> !name.isBlank());
  }
}
