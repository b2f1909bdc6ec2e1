package nl.eenplan.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nl.eenplan.client.Persons;
import nl.eenplan.fhir.Loading;
import nl.eenplan.ledger.Transactions;
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
 * Five invented people, as their municipality or care provider recorded them. They are there at the
 * first start; after that they are as somebody left them.
 */
@Component
@Profile("demo")
@Order(Ordered.HIGHEST_PRECEDENCE)
class DemoClients implements ApplicationRunner {

  private static final List<String> HOLDERS = List.of("lv", "wassenaar", "rivierduinen");

  private final Loading loading;
  private final Persons persons;
  private final Transactions transactions;

  DemoClients(Loading loading, Persons persons, Transactions transactions) {
    this.loading = loading;
    this.persons = persons;
    this.transactions = transactions;
  }

  @Override
  public void run(ApplicationArguments arguments) throws IOException {
    for (String code : HOLDERS) {
      OrganisationCode holder = new OrganisationCode(code);
      if (transactions.run(() -> persons.heldBy(holder, 0, 1)).isEmpty()) {
        String bundle =
            new ClassPathResource("demo/" + code + ".json")
                .getContentAsString(StandardCharsets.UTF_8);
        loading.load(new Who(holder, "demo", "system"), bundle);
      }
    }
  }
}
