package nl.eenplan;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is kept of a client says who contributed it: the database takes nothing else. */
@HubTest
class EveryFactHasAHolderTest {

  /** Where what is said of clients is kept, sealed, and which column says who said it. */
  private static final Map<String, String> HOLDERS =
      Map.ofEntries(
          entry("person.facts", "holder"),
          entry("person.original", "holder"),
          entry("care_order.facts", "requester"),
          entry("care_order.original", "requester"),
          entry("care_order.emergency_reason", "requester"),
          entry("care_order.emergency_acute", "requester"),
          entry("consent.original", "recorded_by"),
          entry("referral.requester_original", "requester"),
          entry("referral.target_original", "owner"),
          entry("referral.reports", "owner"),
          entry("break_glass.reason", "organisation"),
          entry("break_glass.acute", "organisation"),
          entry("break_glass.note", "organisation"),
          entry("break_glass.told_words", "organisation"),
          entry("contact.original", "holder"),
          entry("referral_draft.typed", "organisation"),
          entry("direction.contact", "organisation"),
          entry("signed_form.form", "recorded_by"));

  /** Bytes that are no words of a client. */
  private static final List<String> KEYS =
      List.of(
          "client.bsn_index",
          "client.wrapped_key",
          "key_check.sealed",
          "signing_key.public",
          "signing_key.sealed",
          "browser_session_attributes.attribute_bytes");

  private final JdbcClient database;

  EveryFactHasAHolderTest(JdbcClient database) {
    this.database = database;
  }

  @Test
  void andTheHolderIsAnOrganisationThatTakesPart() {
    List<String> sealed =
        database
            .sql(
                """
                select table_name || '.' || column_name from information_schema.columns
                where table_schema = 'public' and data_type = 'bytea'
                """)
            .query(String.class)
            .list();
    assertThat(sealed)
        .filteredOn(column -> !KEYS.contains(column))
        .as("a new one needs a holder")
        .containsExactlyInAnyOrderElementsOf(HOLDERS.keySet());
    HOLDERS.forEach((column, holder) ->
        assertThat(isOrganisation(column.substring(0, column.indexOf('.')), holder))
            .as("%s is of %s", column, holder)
            .isTrue());
  }

  private boolean isOrganisation(String table, String column) {
    return database
        .sql(
            """
            select exists (
              select from pg_constraint c join pg_attribute a
                on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
              where c.contype = 'f' and c.conrelid = ?::regclass
                and c.confrelid = 'organisation'::regclass and a.attname = ?
                and (a.attnotnull or exists (
                  select from pg_constraint k where k.contype = 'c' and k.conrelid = c.conrelid
                    and pg_get_constraintdef(k.oid) like '%' || a.attname || ' IS NOT NULL%')))
            """)
        .params(table, column)
        .query(Boolean.class)
        .single();
  }
}
