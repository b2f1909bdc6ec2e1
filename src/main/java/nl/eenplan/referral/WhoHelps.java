package nl.eenplan.referral;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Category;
import nl.eenplan.client.ClientId;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Facts;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Gate;
import nl.eenplan.disclosure.Gate.Asked;
import nl.eenplan.disclosure.Parties;
import nl.eenplan.disclosure.Party;
import nl.eenplan.disclosure.Question;
import nl.eenplan.disclosure.Release;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Action;
import nl.eenplan.policy.Purpose;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which organisations help a client already, as far as each may let it be known (purpose {@code
 * involvement-check}): so that the client need not tell the same story again.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class WhoHelps {

  private static final Purpose CHECK = new Purpose("involvement-check");

  private final JdbcClient database;
  private final Parties parties;
  private final Questions questions;
  private final Gate gate;
  private final Viewing viewing;
  private final Clock clock;

  WhoHelps(
      JdbcClient database,
      Parties parties,
      Questions questions,
      Gate gate,
      Viewing viewing,
      Clock clock) {
    this.database = database;
    this.parties = parties;
    this.questions = questions;
    this.gate = gate;
    this.viewing = viewing;
    this.clock = clock;
  }

  /**
   * Other organisations that work for the client now. Of one that may not let it be known nothing
   * is told or written where the reader's own officer would see it: a refusal alone would tell that
   * it helps.
   *
   * @param person the record by which the reader knows the client
   */
  public List<OrganisationCode> of(Who who, ClientId client, UUID person) {
    List<OrganisationCode> others = atWork(client, who.organisation());
    Function<OrganisationCode, Party> party =
        parties.of(Stream.concat(Stream.of(who.organisation()), others.stream()).toList());
    List<OrganisationCode> known =
        others.stream()
            .map(one -> question(client, party.apply(one), party.apply(who.organisation())))
            .filter(question -> gate.secret(Optional.of(question)).isEmpty())
            .flatMap(question -> involved(who, person, question))
            .toList();
    viewing.logOwn(who, CHECK.code(), List.of(client), Optional.of(person));
    return known;
  }

  private Stream<OrganisationCode> involved(Who who, UUID person, Question question) {
    Facts held =
        new Facts(
            question.asked().stream()
                .map(one -> Fact.of(one, new Fact.Involved(question.sender().code())))
                .toList());
    return Stream.of(
            gate.decide(new Asked(who, person, question, Optional.empty(), Optional.of(question))))
        .filter(Permit.class::isInstance)
        .map(permit -> gate.release((Permit) permit, held))
        .flatMap((Release release) -> release.values(Fact.Involved.class))
        .map(Fact.Involved::organisation);
  }

  private Question question(ClientId client, Party sender, Party receiver) {
    Category involvement =
        questions.isSecret(sender.code()) ? Category.INVOLVEMENT_CARE : Category.INVOLVEMENT;
    return new Question(
        client, sender, receiver, CHECK, Action.READ, Categories.of(involvement), clock.instant());
  }

  /** Who took on a referral of this client, or asked for one, and is not done. */
  private List<OrganisationCode> atWork(ClientId client, OrganisationCode me) {
    return database
        .sql(
            """
            select distinct one.organisation from referral r
            cross join lateral (values (r.owner), (r.requester)) as one (organisation)
            where r.client = :client and r.state in ('accepted', 'in-progress', 'on-hold')
              and one.organisation is not null and one.organisation <> :me
            order by one.organisation
            """)
        .param("client", client.value())
        .param("me", me.value())
        .query((row, n) -> new OrganisationCode(row.getString(1)))
        .list();
  }
}
