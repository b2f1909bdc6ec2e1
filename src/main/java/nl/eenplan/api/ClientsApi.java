package nl.eenplan.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.api.json.BsnSearch;
import nl.eenplan.api.json.ClientAnswer;
import nl.eenplan.api.json.ClientJson;
import nl.eenplan.api.json.ListJson;
import nl.eenplan.api.reading.ClientReader;
import nl.eenplan.api.writing.ClientWriter;
import nl.eenplan.client.Bsn;
import nl.eenplan.client.Person;
import nl.eenplan.client.Persons;
import nl.eenplan.door.Access;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Viewing;
import org.springframework.stereotype.Component;

/** A holder's records of its clients; another organisation reads of them what the gate releases. */
@Component
class ClientsApi implements Operations {

  private final Persons persons;
  private final Viewing viewing;
  private final Transactions transactions;
  private final Json json;

  ClientsApi(Persons persons, Viewing viewing, Transactions transactions, Json json) {
    this.persons = persons;
    this.viewing = viewing;
    this.transactions = transactions;
    this.json = json;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.of("register-client", this::register),
        Operation.list("list-clients", this::list),
        Operation.of("search-client", this::search),
        Operation.of("read-client", this::read),
        Operation.of("change-client", this::change));
  }

  /** A holder has one record of a client: the same BSN again is a new version of it. */
  private Answer register(Asked asked) {
    Who who = Access.partner();
    ClientJson client = json.read(asked.body(), ClientJson.class);
    return transactions.run(() -> {
      Person person =
          persons.record(
              who.organisation(),
              ClientReader.bsn(client),
              ClientReader.facts(client),
              json.text(client));
      return answer(person.version() == 1 ? 201 : 200, own(who, person));
    });
  }

  private Answer list(Asked asked) {
    Who who = Access.partner();
    Page page = Page.of(asked);
    return transactions.run(() -> {
      List<Person> own = persons.heldBy(who.organisation(), page.offset(), page.fetch());
      viewing.logOwn(who, "search", own.stream().map(Person::client).toList(), Optional.empty());
      return json.answer(200, page.list(asked, own, person -> own(who, person)), Map.of());
    });
  }

  private Answer search(Asked asked) {
    Who who = Access.partner();
    Bsn bsn =
        new Bsn(
            json.read(asked.body(), BsnSearch.class)
                .bsn()
                .orElseThrow(() -> Problem.of(Problem.Code.MISSING, "bsn")));
    return transactions.run(() -> {
      List<Person> found = persons.find(who.organisation(), bsn).stream().toList();
      viewing.logOwn(who, "search", found.stream().map(Person::client).toList(), Optional.empty());
      return json.answer(
          200,
          new ListJson<>(
              found.stream().map(person -> own(who, person)).toList(),
              Optional.of(found.size()),
              new ListJson.Links(asked.url(), Optional.empty())),
          Map.of());
    });
  }

  private Answer read(Asked asked) {
    Who who = Access.partner();
    return transactions.run(() ->
        see(who, asked.id())
            .map(client -> answer(200, client))
            .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND)));
  }

  private Optional<ClientAnswer> see(Who who, UUID id) {
    return persons
        .heldBy(who.organisation(), id)
        .map(person -> {
          viewing.logOwn(who, "read", List.of(person.client()), Optional.of(person.id()));
          return own(who, person);
        })
        .or(() ->
            viewing
                .person(who, id)
                .map(passing -> ClientWriter.write(passing.held(), passing.releases())));
  }

  private Answer change(Asked asked) {
    Who who = Access.partner();
    ClientJson client = json.read(asked.body(), ClientJson.class);
    return transactions.run(() ->
        answer(
            200,
            own(
                who,
                persons.change(
                    asked.id(),
                    who.organisation(),
                    asked.expected(),
                    ClientReader.bsn(client),
                    ClientReader.facts(client),
                    json.text(client)))));
  }

  private ClientAnswer own(Who who, Person person) {
    return ClientWriter.write(person, List.of(viewing.own(who, person)));
  }

  private Answer answer(int status, ClientAnswer client) {
    return json.answer(status, client, Heads.of("clients", client.kept()));
  }
}
