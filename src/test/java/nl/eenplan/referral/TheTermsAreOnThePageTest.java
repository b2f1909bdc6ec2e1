package nl.eenplan.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code mvn -q test -Dtest=TheTermsAreOnThePageTest -Dterms=apply} writes the page anew. */
class TheTermsAreOnThePageTest {

  private static final Path PAGE = Path.of("src/docs/terms.md");

  private static final String HEAD =
      """
      # Terms

      Made of `referral/TermRule`; change that, and write this page with `mvn -q test -Dtest=TheTermsAreOnThePageTest -Dterms=apply`.

      The rules are those of the participation consultants of Leidschendam-Voorburg, Voorschoten and Wassenaar (work instructions: contact and terms; tracks; aftercare), and of the policy evaluation for reviews. Times that differ by service stand in the directory (`HealthcareService`, extension `service-times`); with `working-days` the days of the first contact and the answer are working days, without weekends and Dutch holidays.

      Who hears `requester` hears it in the director's place, as long as there is no director. A term that was told stays open, and stands in `$terms` as missed, until it is met.

      | term | starts with | ends with | lasts | stands still on hold | who hears when |
      |---|---|---|---|---|---|
      """;

  private static final String FOOT =
      """

      A client may want fewer contacts: the extension `contact-wish` on the Patient, such as `P6M`. The longest that any holder recorded counts for every partner's terms that ask for a contact (first contact, contacts, aftercare, a contact after no possibility), also of referrals that run already. Nobody is told who recorded it.
      """;

  @Test
  void asTheTableHasIt() throws IOException {
    String page =
        Arrays.stream(TermRule.values())
            .map(TermRule::line)
            .collect(Collectors.joining("\n", HEAD, "\n" + FOOT));
    if ("apply".equals(System.getProperty("terms"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("not the table; run: mvn -q test -Dtest=TheTermsAreOnThePageTest -Dterms=apply")
        .isEqualTo(page);
  }
}
