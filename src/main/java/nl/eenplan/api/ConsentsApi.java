package nl.eenplan.api;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.api.json.ConsentAnswer;
import nl.eenplan.api.json.ConsentJson;
import nl.eenplan.api.json.RemarkJson;
import nl.eenplan.api.reading.ConsentReader;
import nl.eenplan.api.reading.ConsentReader.Place;
import nl.eenplan.api.reading.ReferralReader;
import nl.eenplan.api.writing.ConsentWriter;
import nl.eenplan.client.ClientId;
import nl.eenplan.client.Clients;
import nl.eenplan.disclosure.Consent;
import nl.eenplan.disclosure.Consents;
import nl.eenplan.disclosure.Consents.Recorded;
import nl.eenplan.disclosure.Explanations;
import nl.eenplan.disclosure.Remark;
import nl.eenplan.door.Access;
import nl.eenplan.door.Inbox;
import nl.eenplan.door.Words;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.referral.ConsentEntry;
import nl.eenplan.referral.Viewing;
import org.springframework.stereotype.Component;

/** What clients said, as an organisation recorded it; nobody else reads it here. */
@Component
class ConsentsApi implements Operations {

  private final ConsentEntry entry;
  private final Consents consents;
  private final Clients clients;
  private final ConsentReader reader;
  private final Viewing viewing;
  private final Explanations explanations;
  private final Inbox inbox;
  private final Transactions transactions;
  private final Clock clock;
  private final Json json;

  ConsentsApi(
      ConsentEntry entry,
      Consents consents,
      Clients clients,
      Vocabulary vocabulary,
      Viewing viewing,
      Explanations explanations,
      Inbox inbox,
      Transactions transactions,
      Clock clock,
      Json json) {
    this.entry = entry;
    this.consents = consents;
    this.clients = clients;
    this.reader = new ConsentReader(vocabulary, entry::existing);
    this.viewing = viewing;
    this.explanations = explanations;
    this.inbox = inbox;
    this.transactions = transactions;
    this.clock = clock;
    this.json = json;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.of("record-consent", this::record),
        Operation.list("list-consents", this::list, "clientId"),
        Operation.of("read-consent", this::read),
        Operation.of("withdraw-consent", this::withdraw));
  }

  private Answer record(Asked asked) {
    Who who = Access.partner();
    ConsentJson said = json.read(asked.body(), ConsentJson.class);
    return transactions.run(() -> answer(201, record(who, said)));
  }

  /** In the transaction that is there. */
  ConsentAnswer record(Who who, ConsentJson said) {
    UUID person = ReferralReader.client(said.clientId());
    UUID id = UUID.randomUUID();
    ClientId client = entry.client(who, id, person, "clientId");
    Consent read =
        reader.read(said, new Place(id, client, person, who.organisation(), clock.instant()));
    String text = json.text(said);
    return write(
        entry.record(
            who,
            read,
            text,
            said.businessId().map(number -> inbox.known(Words.keepable(number), text))));
  }

  private Answer list(Asked asked) {
    Who who = Access.partner();
    Page page = Page.of(asked);
    return transactions.run(() -> {
      Optional<ClientId> client =
          asked
              .one("clientId")
              .flatMap(Words::uuid)
              .flatMap(id -> clients.ofRecord(id, who.organisation()));
      if (asked.query().containsKey("clientId") && client.isEmpty()) {
        return json.answer(200, page.list(asked, List.of(), one -> one), Map.of());
      }
      List<Consent> found =
          consents.recordedBy(who.organisation(), client, page.offset(), page.fetch());
      viewing.logOwn(who, "search", found.stream().map(Consent::client).toList(), Optional.empty());
      return json.answer(200, page.list(asked, found, kept -> write(kept, List.of())), Map.of());
    });
  }

  private Answer read(Asked asked) {
    Who who = Access.partner();
    return transactions.run(() -> {
      Consent kept = entry.read(who, asked.id(), Optional.empty(), "read");
      return answer(200, write(kept, List.of()));
    });
  }

  /** Withdrawing takes one step, and no more words than giving. */
  private Answer withdraw(Asked asked) {
    Who who = Access.partner();
    return transactions.run(() -> {
      Consent kept = entry.find(who, asked.id());
      if (kept.status() == Consent.Status.WITHDRAWN) {
        return answer(200, write(kept, List.of()));
      }
      ConsentJson words =
          consents
              .original(kept)
              .flatMap(original -> json.kept(original.text(), ConsentJson.class))
              .orElseGet(() -> ConsentWriter.said(kept));
      return answer(
          200, write(consents.change(who, kept.withdrawn(), asked.expected(), json.text(words))));
    });
  }

  private ConsentAnswer write(Recorded recorded) {
    return write(recorded.consent(), recorded.remarks().stream().map(this::remark).toList());
  }

  private ConsentAnswer write(Consent kept, List<RemarkJson> remarks) {
    Consents.Original original = consents.original(kept).orElseThrow();
    return ConsentWriter.write(
        kept, original.recordedAt(), json.kept(original.text(), ConsentJson.class), remarks);
  }

  private RemarkJson remark(Remark remark) {
    Explanations.Explanation said = explanations.of(remark);
    return new RemarkJson(remark.code(), said.nl(), said.en());
  }

  private Answer answer(int status, ConsentAnswer consent) {
    return json.answer(status, consent, Heads.of("consents", consent.kept()));
  }
}
