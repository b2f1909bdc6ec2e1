package nl.eenplan.operations;

import java.net.URI;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.eenplan.exchange.Channel;
import nl.eenplan.exchange.ChannelRules;
import nl.eenplan.exchange.Channels;
import nl.eenplan.exchange.Circuits;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
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
  private final PartnerAccounts accounts;
  private final Channels channels;
  private final ChannelRules rules;
  private final Circuits circuits;
  private final Vocabulary vocabulary;
  private final AdminAccess access;
  private final Transactions transactions;

  OrganisationDesk(
      Organisations organisations,
      PartnerAccounts accounts,
      Channels channels,
      ChannelRules rules,
      Circuits circuits,
      Vocabulary vocabulary,
      AdminAccess access,
      Transactions transactions) {
    this.organisations = organisations;
    this.accounts = accounts;
    this.channels = channels;
    this.rules = rules;
    this.circuits = circuits;
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

  /**
   * @param digestAt in Dutch time, such as {@code 08:00}; only of mail
   */
  record Chosen(
      Optional<String> kind,
      Optional<String> address,
      Optional<LocalTime> digestAt,
      Optional<Boolean> fullText) {}

  record Asked(Optional<String> role) {}

  @GetMapping
  OrganisationRecord read(@PathVariable("code") String code) {
    return transactions.run(() -> {
      Organisation organisation = access.organisation(code);
      access.administratorOf(organisation.code());
      return show(organisation);
    });
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
              .body(show(organisation))
          : ResponseEntity.ok(show(organisation));
    });
  }

  @PostMapping("/accounts")
  ResponseEntity<AccountRecord> open(@PathVariable("code") String code, @RequestBody Asked asked) {
    Who who = access.operator();
    String role =
        asked
            .role()
            .filter(PartnerAccounts.ENDS::containsKey)
            .orElseThrow(() ->
                Problem.of(
                    Problem.Code.INVALID,
                    "role (" + String.join(", ", PartnerAccounts.ENDS.keySet()) + ")"));
    return transactions.run(() -> {
      OrganisationCode organisation = access.organisation(code).code();
      String secret = accounts.openWithNewSecret(organisation, role);
      access.log(who, organisation, "account-opened", role);
      return ResponseEntity.status(201)
          .header("Cache-Control", "no-store")
          .body(new AccountRecord(code + PartnerAccounts.ENDS.get(role), role, secret));
    });
  }

  @PutMapping("/channel")
  OrganisationRecord choose(@PathVariable("code") String code, @RequestBody Chosen chosen) {
    return transactions.run(() -> {
      Organisation organisation = access.organisation(code);
      Who who = access.administratorOf(organisation.code());
      Channel channel = checked(organisation.code(), chosen);
      channels.choose(channel);
      access.log(who, organisation.code(), "channel-chosen", channel.kind());
      return show(organisation);
    });
  }

  private OrganisationRecord show(Organisation organisation) {
    return OrganisationRecord.of(
        organisation,
        channels.of(organisation.code()),
        accounts.roles(organisation.code()),
        circuits.of(organisation.code()).orElseThrow());
  }

  /** What stays with its Subscription cannot be chosen here; that it may be full, only agreed. */
  private Channel checked(OrganisationCode organisation, Chosen chosen) {
    String kind = chosen.kind().orElseThrow(() -> Problem.of(Problem.Code.MISSING, "kind"));
    Channel before = channels.of(organisation);
    boolean keeps = kind.equals(Channel.SUBSCRIPTION) && before.kind().equals(kind);
    if (kind.equals(Channel.SUBSCRIPTION) && !keeps) {
      throw Problem.of(Problem.Code.INVALID, "kind (POST /fhir/Subscription)");
    }
    boolean fullText = chosen.fullText().orElse(before.fullText());
    if (fullText && !before.fullText() && !access.isOperator()) {
      throw Problem.of(Problem.Code.NOT_PERMITTED);
    }
    Channel channel =
        new Channel(
            organisation,
            kind,
            keeps ? before.address() : chosen.address().filter(given -> !given.isEmpty()),
            kind.equals(Channel.MAIL),
            chosen.digestAt(),
            fullText);
    rules
        .objection(channel)
        .ifPresent(place -> {
          throw Problem.of(Problem.Code.INVALID, place);
        });
    return channel;
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
