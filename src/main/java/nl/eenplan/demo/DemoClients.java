package nl.eenplan.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nl.eenplan.fhir.Loading;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Five invented people, as their municipality or care provider recorded them. A restart changes
 * nothing of them.
 */
@Component
@Profile("demo")
@Order(Ordered.HIGHEST_PRECEDENCE)
class DemoClients implements ApplicationRunner {

  private static final List<String> HOLDERS = List.of("lv", "wassenaar", "rivierduinen");

  private final Loading loading;

  DemoClients(Loading loading) {
    this.loading = loading;
  }

  @Override
  public void run(ApplicationArguments arguments) throws IOException {
    for (String holder : HOLDERS) {
      String bundle =
          new ClassPathResource("demo/" + holder + ".json")
              .getContentAsString(StandardCharsets.UTF_8);
      loading.load(new Who(new OrganisationCode(holder), "demo", "system"), bundle);
    }
  }
}
