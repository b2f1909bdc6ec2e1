package nl.eenplan.referral;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Clients;
import nl.eenplan.client.Person;
import nl.eenplan.client.Persons;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
import nl.eenplan.problem.Repeat;
import nl.eenplan.referral.Contact.Kind;
import nl.eenplan.referral.TermRows.Open;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The contacts that holders write down. Nobody else reads them; the hub counts invitations, and
 * plans the next contact.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class Contacts {

  /** Who can but does not want is invited three times, the others twice. */
  private static final int MOST_FOR_C = 3;

  private static final int MOST = 2;

  private static final Period LATEST_TALK = Period.ofYears(2);

  private static final String SELECT =
      """
      select k.*, c.wrapped_key from contact k join client c on c.id = k.client
      """;

  private final JdbcClient database;
  private final ReferralRows referrals;
  private final TermRows terms;
  private final Persons persons;
  private final Clients clients;
  private final Viewing viewing;
  private final Clock clock;

  Contacts(
      JdbcClient database,
      ReferralRows referrals,
      TermRows terms,
      Persons persons,
      Clients clients,
      Viewing viewing,
      Clock clock) {
    this.database = database;
    this.referrals = referrals;
    this.terms = terms;
    this.persons = persons;
    this.clients = clients;
    this.viewing = viewing;
    this.clock = clock;
  }

  /**
   * What somebody wrote down.
   *
   * @param at when it was; empty for now
   * @param talk when the client is invited for
   */
  public record Said(
      UUID referral, Kind kind, Optional<Instant> at, Optional<Instant> talk, String original) {}

  /**
   * Keeps it, for its holder only.
   *
   * @return what was kept; the same message again gets the first answer
   * @throws Problem UNKNOWN_REFERENCE, INVALID (in the future; a talk in over two years),
   *     SAME_ID_OTHER_CONTENT
   */
  public Contact record(Who who, Said said, Optional<Repeat> repeat) {
    OrganisationCode me = who.organisation();
    Optional<Contact> first = repeat.flatMap(again -> first(me, again));
    if (first.isPresent()) {
      return first.get();
    }
    // Held, so that two at the same moment have two numbers.
    referrals.hold(said.referral(), me);
    ReferralRows.Row row =
        referrals
            .find(said.referral())
            .filter(found -> found.referral().concerns(me))
            .orElseThrow(() -> Problem.of(Problem.Code.UNKNOWN_REFERENCE, "Communication.about"));
    Referral referral = row.referral();
    Instant now = clock.instant();
    Instant at = said.at().orElse(now);
    if (at.isAfter(now)) {
      throw Problem.of(Problem.Code.INVALID, "Communication.sent");
    }
    if (said.talk().filter(Terms.later(now, LATEST_TALK)::isBefore).isPresent()) {
      throw Problem.of(Problem.Code.INVALID, "Communication.extension (talk)");
    }
    Contact contact =
        new Contact(
            UUID.randomUUID(),
            referral.id(),
            said.kind(),
            1 + earlier(referral, me, said.kind()),
            most(referral, me),
            at,
            said.talk(),
            now,
            said.original());
    // Its key as it was read: who asks for the client now would wait for a withdrawal, which waits
    // for the referral.
    if (!keep(contact, referral, me, row.key().seal(contact.original()), repeat)) {
      return repeat.flatMap(twin -> first(me, twin)).orElseThrow();
    }
    plan(contact, referral, me, now);
    viewing.logOwn(
        who,
        "contact-" + said.kind().code(),
        List.of(referral.client()),
        Optional.of(contact.id()));
    return contact;
  }

  /**
   * @return whether it is new: the same message may come twice at the same moment
   */
  private boolean keep(
      Contact contact,
      Referral referral,
      OrganisationCode holder,
      byte[] original,
      Optional<Repeat> repeat) {
    return database
            .sql(
                """
                insert into contact (id, holder, client, referral, kind, number, most, at, talk,
                  original, business_id, digest, recorded)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (holder, business_id) do nothing
                """)
            .params(
                Arrays.asList(
                    contact.id(),
                    holder.value(),
                    referral.client().value(),
                    referral.id(),
                    contact.kind().code(),
                    contact.number(),
                    contact.most(),
                    contact.at().atOffset(ZoneOffset.UTC),
                    contact.talk().map(day -> day.atOffset(ZoneOffset.UTC)).orElse(null),
                    original,
                    repeat.map(Repeat::businessId).orElse(null),
                    repeat.map(Repeat::digest).orElse(null),
                    contact.recorded().atOffset(ZoneOffset.UTC)))
            .update()
        == 1;
  }

  /** A talk is reminded of the day before; after a contact the next one counts anew. */
  private void plan(Contact contact, Referral referral, OrganisationCode holder, Instant now) {
    switch (contact.kind()) {
      case INVITATION -> {
        terms.endOf(referral.id(), holder, TermRule.TALK, now);
        contact
            .talk()
            .filter(now::isBefore)
            .map(day ->
                new Open(TermRule.TALK, referral.id(), Optional.of(holder), day, Optional.empty()))
            .ifPresent(term -> terms.add(List.of(term), now));
      }
      case CONTACT -> {
        terms.contacted(referral.client(), contact.at());
        if (referral.isRequestedBy(holder)) {
          terms.contactAgain(referral, now);
        }
      }
    }
  }

  /** One of the holder's own; another one's does not exist. */
  public Optional<Contact> find(Who who, UUID id) {
    return database
        .sql(SELECT + "where k.id = ? and k.holder = ?")
        .param(id)
        .param(who.organisation().value())
        .query(this::contact)
        .optional();
  }

  /** The holder's own about one referral, in their order. */
  public List<Contact> about(Who who, UUID referral) {
    return database
        .sql(SELECT + "where k.referral = ? and k.holder = ? order by k.recorded, k.id")
        .param(referral)
        .param(who.organisation().value())
        .query(this::contact)
        .list();
  }

  /** The holder's own about one client, the newest first. */
  public List<Contact> ofClient(Who who, Person person, int most) {
    return database
        .sql(
            SELECT
                + """
                where k.client = ? and k.holder = ? order by k.at desc, k.id limit ?
                """)
        .param(person.client().value())
        .param(who.organisation().value())
        .param(most)
        .query(this::contact)
        .list();
  }

  private int earlier(Referral referral, OrganisationCode holder, Kind kind) {
    return database
        .sql("select count(*) from contact where referral = ? and holder = ? and kind = ?")
        .param(referral.id())
        .param(holder.value())
        .param(kind.code())
        .query(Integer.class)
        .single();
  }

  /** In which group the client is, the requester wrote down for itself: others do not know. */
  private int most(Referral referral, OrganisationCode holder) {
    return Optional.of(referral.person())
        .filter(person -> referral.isRequestedBy(holder))
        .flatMap(persons::group)
        .filter(group -> group.startsWith("C"))
        .map(group -> MOST_FOR_C)
        .orElse(MOST);
  }

  private Optional<Contact> first(OrganisationCode holder, Repeat repeat) {
    return database
        .sql(SELECT + "where k.holder = ? and k.business_id = ?")
        .param(holder.value())
        .param(repeat.businessId())
        .query((row, n) -> {
          repeat.refuseOtherContent(row.getString("digest"));
          return contact(row, n);
        })
        .optional();
  }

  private Contact contact(ResultSet row, int n) throws SQLException {
    return new Contact(
        row.getObject("id", UUID.class),
        row.getObject("referral", UUID.class),
        Kind.of(row.getString("kind")).orElseThrow(),
        row.getInt("number"),
        row.getInt("most"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getObject("talk", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant),
        row.getObject("recorded", OffsetDateTime.class).toInstant(),
        clients.keyIn(row).openText(row.getBytes("original")));
  }
}
