package nl.eenplan.portal.consents;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Clients;
import nl.eenplan.disclosure.Consent;
import nl.eenplan.disclosure.Consent.Status;
import nl.eenplan.disclosure.Consents;
import nl.eenplan.disclosure.Given;
import nl.eenplan.disclosure.Given.Evidence;
import nl.eenplan.disclosure.SignedForm;
import nl.eenplan.disclosure.SignedForms;
import nl.eenplan.door.Access;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.letters.Receipts;
import nl.eenplan.portal.Once;
import nl.eenplan.portal.Typed;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.ConsentEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What shows that a client said it: the letter and the receipt to hand over, the form to keep. */
@Controller
@RequestMapping("/consents/{id}")
class ProofPage {

  private final ConsentEntry entry;
  private final Consents consents;
  private final Clients clients;
  private final SignedForms forms;
  private final Receipts receipts;
  private final SubjectNames names;
  private final ConsentPage consentPage;
  private final Once once;
  private final Transactions transactions;

  ProofPage(
      ConsentEntry entry,
      Consents consents,
      Clients clients,
      SignedForms forms,
      Receipts receipts,
      SubjectNames names,
      ConsentPage consentPage,
      Once once,
      Transactions transactions) {
    this.entry = entry;
    this.consents = consents;
    this.clients = clients;
    this.forms = forms;
    this.receipts = receipts;
    this.names = names;
    this.consentPage = consentPage;
    this.once = once;
    this.transactions = transactions;
  }

  @GetMapping("/letter")
  ResponseEntity<byte[]> letter(@PathVariable UUID id) {
    Who who = Access.partner();
    byte[] letter =
        transactions.run(() -> {
          Consent consent = entry.read(who, id, Optional.empty(), "receipt");
          return receipts.letter(
              consent, Optional.of(names.of(who, consent)).filter(name -> !name.isBlank()));
        });
    return file(letter, MediaType.APPLICATION_PDF_VALUE, "toestemming.pdf");
  }

  /** For machines, after ISO/IEC TS 27560. */
  @GetMapping("/receipt")
  ResponseEntity<byte[]> receipt(@PathVariable UUID id) {
    Who who = Access.partner();
    String receipt =
        transactions.run(() -> {
          Consent consent = entry.read(who, id, Optional.empty(), "receipt");
          return receipts.record(consent, clients.pseudonym(consent.client(), who.organisation()));
        });
    return file(
        receipt.getBytes(StandardCharsets.UTF_8), "application/ld+json", "toestemming.jsonld");
  }

  @GetMapping("/evidence")
  ResponseEntity<byte[]> evidence(@PathVariable UUID id) {
    Who who = Access.partner();
    SignedForm form =
        transactions.run(() ->
            forms
                .find(entry.read(who, id, Optional.empty(), "evidence"))
                .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND)));
    return file(form.bytes(), form.kind().mediaType(), "formulier." + form.kind().code());
  }

  /** Where the form was wrong one can choose another language, or load it again. */
  @GetMapping("/signed")
  String back(@PathVariable UUID id) {
    return "redirect:/consents/" + id;
  }

  /** A form that was signed later: a new version, by which a signature is asked for no more. */
  @PostMapping("/signed")
  ModelAndView keep(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> sent,
      @RequestParam(name = "form", required = false) @Nullable MultipartFile file,
      Locale locale,
      RedirectAttributes flash) {
    Who who = Access.partner();
    Typed typed = Typed.of(sent);
    Optional<SignedForm> form = Uploads.read(typed, "form", Optional.ofNullable(file));
    if (form.isEmpty() && typed.isRight()) {
      typed.wrong("form", "consents.wrong.form-missing");
    }
    if (form.isPresent()) {
      try {
        String next = once.run(who, typed, () -> keep(who, id, form.get()));
        flash.addFlashAttribute("done", "consents.done.form");
        return new ModelAndView("redirect:" + next);
      } catch (Problem problem) {
        typed.wrong(problem);
      }
    }
    return transactions.run(() -> {
      ModelAndView page = consentPage.page(who, id, typed, locale);
      page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
      return page;
    });
  }

  private String keep(Who who, UUID id, SignedForm form) {
    Consent kept = entry.find(who, id);
    if (kept.status() == Status.WITHDRAWN) {
      throw Problem.of(Problem.Code.STALE_VERSION);
    }
    Spoken spoken = Spoken.in(consents.original(kept).orElseThrow().text()).signed();
    Given given = kept.given();
    Consent signed =
        kept.given(
            new Given(
                given.by(),
                Evidence.SIGNED_FORM,
                given.at(),
                given.language(),
                Optional.of(FormPage.TEXT_VERSION)));
    Consent next =
        consents.change(who, signed, Optional.of(kept.version()), spoken.json()).consent();
    forms.keep(next, form);
    return "/consents/" + id;
  }

  private static ResponseEntity<byte[]> file(byte[] bytes, String type, String name) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(type))
        .cacheControl(CacheControl.noStore())
        .header(
            "Content-Disposition",
            ContentDisposition.attachment().filename(name).build().toString())
        .body(bytes);
  }
}
