package nl.eenplan.operations;

import java.net.URI;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.operations.Registry.Wish;
import nl.eenplan.operations.Shown.AccountRecord;
import nl.eenplan.operations.Shown.OrganisationRecord;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.organisation.PartnerAccounts;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.problem.Problem;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who takes part, with which accounts, and how they are reached. All of it counts at once. */
@RestController
@RequestMapping("/admin/organisations/{code}")
class OrganisationDesk {

  private static final Pattern OIN = Pattern.compile("[0-9]{20}");
  private static final int LONGEST_NAME = 200;

  private final Organisations organisations;
  private final Registry registry;
  private final Vocabulary vocabulary;
  private final AdminAccess access;
  private final Transactions transactions;

  OrganisationDesk(
      Organisations organisations,
      Registry registry,
      Vocabulary vocabulary,
      AdminAccess access,
      Transactions transactions) {
    this.organisations = organisations;
    this.registry = registry;
    this.vocabulary = vocabulary;
    this.access = access;
    this.transactions = transactions;
  }

  /** An organisation as it is entered; the dates are of the partners' agreement. */
  record Entered(
      Optional<String> name,
      Optional<String> kind,
      Optional<String> municipality,
      Optional<String> oin,
      Optional<LocalDate> agreementFrom,
      Optional<LocalDate> agreementUntil) {}

  record Asked(Optional<String> role) {}

  @GetMapping
  OrganisationRecord read(@PathVariable("code") String code) {
    return OrganisationRecord.of(registry.read(code));
  }

  @PutMapping
  ResponseEntity<OrganisationRecord> enter(
      @PathVariable("code") String code, @RequestBody Entered entered) {
    Who who = access.operator();
    Organisation organisation = checked(code, entered);
    return transactions.run(() -> {
      boolean isNew = organisations.find(organisation.code()).isEmpty();
      organisations.add(organisation);
      access.log(
          who,
          organisation.code(),
          isNew ? "organisation-entered" : "organisation-replaced",
          organisation.kind().code());
      return isNew
          ? ResponseEntity.created(URI.create("/admin/organisations/" + code))
              .body(OrganisationRecord.of(registry.known(organisation)))
          : ResponseEntity.ok(OrganisationRecord.of(registry.known(organisation)));
    });
  }

  @PostMapping("/accounts")
  ResponseEntity<AccountRecord> open(@PathVariable("code") String code, @RequestBody Asked asked) {
    String role = asked.role().orElse("");
    String secret = registry.openAccount(code, role);
    return ResponseEntity.status(201)
        .header("Cache-Control", "no-store")
        .body(new AccountRecord(PartnerAccounts.name(code, role), role, secret));
  }

  @DeleteMapping("/accounts/{role}")
  ResponseEntity<Void> end(@PathVariable("code") String code, @PathVariable("role") String role) {
    registry.endAccount(code, role);
    return ResponseEntity.noContent().build();
  }

  @PutMapping("/channel")
  OrganisationRecord choose(@PathVariable("code") String code, @RequestBody Wish wish) {
    return OrganisationRecord.of(registry.choose(code, wish));
  }

  private Organisation checked(String code, Entered entered) {
    boolean taken =
        Stream.of(Who.HUB.organisation(), OrganisationCode.UNNAMED)
                .anyMatch(own -> own.value().equals(code))
            || PartnerAccounts.ENDS.values().stream()
                .anyMatch(end -> !end.isEmpty() && code.endsWith(end));
    if (!OrganisationCode.isValid(code) || taken) {
      throw Problem.of(Problem.Code.INVALID, "code (a-z, 0-9, -)");
    }
    LocalDate from =
        entered
            .agreementFrom()
            .orElseThrow(() -> Problem.of(Problem.Code.MISSING, "agreementFrom"));
    if (entered.agreementUntil().filter(until -> until.isBefore(from)).isPresent()) {
      throw Problem.of(Problem.Code.INVALID, "agreementUntil");
    }
    return new Organisation(
        new OrganisationCode(code),
        required("name", entered.name(), name -> !name.isBlank() && name.length() <= LONGEST_NAME),
        new OrganisationKind(
            required("kind", entered.kind(), kind -> vocabulary.kind(kind).isPresent())),
        entered.municipality().filter(name -> !name.isBlank()),
        required("oin", entered.oin(), oin -> OIN.matcher(oin).matches()),
        from,
        entered.agreementUntil());
  }

  private static String required(
      String field, Optional<String> value, java.util.function.Predicate<String> fits) {
    String given = value.orElseThrow(() -> Problem.of(Problem.Code.MISSING, field));
    if (!fits.test(given)) {
      throw Problem.of(Problem.Code.INVALID, field);
    }
    return given;
  }
}
