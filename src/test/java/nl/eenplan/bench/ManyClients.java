package nl.eenplan.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nl.eenplan.client.Category;
import nl.eenplan.client.Clients;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Facts;
import nl.eenplan.client.Person;
import nl.eenplan.client.Persons;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.organisation.OrganisationCode;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A municipality with many clients, each referred to somebody with a consent, a tenth of them to
 * St. WOEJ. One in twenty was referred this month; with the others it was done a year ago.
 */
final class ManyClients {

  private static final int CLIENTS = Integer.getInteger("clients", 100_000);
  private static final int ENTRIES = Integer.getInteger("entries", 500_000);
  private static final int AT_ONCE = 1_000;
  private static final int LATELY = 20;
  private static final OrganisationCode LV = new OrganisationCode("lv");

  private final JdbcClient database;
  private final JdbcTemplate batches;
  private final Persons persons;
  private final Clients clients;
  private final Transactions transactions;

  ManyClients(ApplicationContext hub) {
    database = hub.getBean(JdbcClient.class);
    batches = hub.getBean(JdbcTemplate.class);
    persons = hub.getBean(Persons.class);
    clients = hub.getBean(Clients.class);
    transactions = hub.getBean(Transactions.class);
  }

  long count(String table) {
    return database.sql("select count(*) from " + table).query(Long.class).single();
  }

  /** How many rows were read by looking through a table in full, per table. */
  Map<String, Long> readInFull() {
    Map<String, Long> rows = new TreeMap<>();
    database
        .sql("select relname, seq_tup_read from pg_stat_user_tables")
        .query(row -> {
          rows.put(row.getString(1), row.getLong(2));
        });
    return rows;
  }

  void fill() {
    for (int i = 0; i < CLIENTS; i += AT_ONCE) {
      int first = i;
      transactions.run(() -> people(first));
    }
    batches.execute("analyze");
    referrals();
    consents();
  }

  private int people(int first) {
    List<Object[]> orders = new ArrayList<>();
    for (int i = first; i < first + AT_ONCE; i++) {
      Person person = persons.record(LV, Optional.empty(), who(i), "{}");
      byte[] asked = clients.keyForChange(person.client()).seal(asked(i));
      int month = i % LATELY == 0 ? 0 : 12;
      orders.add(new Object[] {asked, month, person.id()});
    }
    batches.batchUpdate(
        """
        insert into care_order
        select (r).* from (select jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(),
          'business_id', gen_random_uuid(), 'client', p.client, 'person', p.id, 'facts', ?::bytea,
          'original', p.original,
          'authored', o.authored - random() * interval '30 d' - ? * interval '1 month')) as r
        from care_order o, person p
        where o.id = (select id from care_order limit 1) and p.id = ? offset 0) made
        """,
        orders);
    return orders.size();
  }

  private static Facts who(int number) {
    return new Facts(
        List.of(
            Fact.of(
                Category.IDENTITY_NAME,
                new Fact.PersonName(
                    Optional.of("Verzonnen-" + number), List.of("Mieke"), Optional.empty())),
            Fact.of(Category.IDENTITY_BIRTH_DATE, new Fact.BirthDate("1978-03-14"))));
  }

  private static Facts asked(int number) {
    return new Facts(
        List.of(Fact.of(Category.REFERRAL_QUESTION, new Fact.Note("Meedoen " + number))));
  }

  /** What was asked lately is not done yet, and most of that is late. */
  private void referrals() {
    database
        .sql(
            """
            insert into referral
            select (r).* from (select jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(),
              'business_id', gen_random_uuid(), 'care_order', o.id, 'client', o.client,
              'person', o.person, 'authored', o.authored, 'updated', o.authored,
              'requester_original', o.original,
              'due', o.authored + interval '7 d', 'owner', case when random() < 0.1 then 'st-woej'
                else (select code from organisation where code not in ('lv', 'st-woej')
                  and o.id is not null order by random() limit 1) end,
              'state', case when o.authored < now() - interval '11 months' then 'completed' else
                (array['requested', 'accepted', 'in-progress'])[1 + floor(random() * 3)::int] end
              )) as r
            from care_order o
              join referral r on r.id = (select id from referral where owner = 'st-woej' limit 1)
            where o.business_id like '%-%' offset 0) made
            """)
        .update();
    database
        .sql(
            """
            insert into term (referral, kind, at, due, responsible)
            select r.id, t.kind, r.due, r.due, r.owner from referral r
              cross join (select kind from term limit 1) t
            where r.state in ('requested', 'accepted', 'in-progress') and r.due > now()
            """)
        .update();
    database
        .sql(
            """
            insert into outbox (id, partner, by, event, referral, at, since, attempts, done, result)
            select gen_random_uuid(), owner, requester, 'submit', id, authored, authored, 1,
              authored, case when random() < 0.005 then 'dead-lettered' else 'sent' end
            from referral
            """)
        .update();
  }

  private void consents() {
    database
        .sql(
            """
            insert into consent
            select (r).* from (select jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(),
              'business_id', gen_random_uuid(), 'client', p.client, 'person', p.id,
              'original', p.original, 'recorded_at', p.updated, 'given_at', p.updated,
              'valid_until', case when random() < 0.3 then now() + random() * interval '400 d' end
              )) as r
            from person p join consent c on c.id = (select id from consent limit 1)
            where p.id not in (select person from consent) offset 0) made
            """)
        .update();
  }

  /** Nothing when there are enough. */
  void entries() {
    long missing = ENTRIES - count("ledger_entry");
    database
        .sql(
            """
            insert into ledger_entry
            overriding user value
            select (r).* from (select jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(),
              'at', now() - random() * interval '400 d', 'clients', array[c.id])) as r
            from (select id, row_number() over () % 5000 as place from client limit 5000) c
              join generate_series(1, :each) n on n % 5000 = c.place
              join ledger_entry e on e.id in (select id from ledger_entry
                where cardinality(clients) = 1 order by seq desc limit 50) offset 0) made
            """)
        .param("each", missing / 50)
        .update();
    batches.execute("analyze");
  }
}
