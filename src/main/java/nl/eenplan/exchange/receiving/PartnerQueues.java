package nl.eenplan.exchange.receiving;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nl.eenplan.fhir.MessageDoor;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.PartnerAccounts;
import org.apache.camel.CamelContext;
import org.springframework.stereotype.Component;

/** What the routes ask of the hub: whose queues there are, and what to answer in them. */
@Component("partnerQueues")
public class PartnerQueues {

  private static final String TEMPLATE = "receive-messages";

  private final PartnerAccounts accounts;
  private final MessageDoor door;
  private final CamelContext camel;

  PartnerQueues(PartnerAccounts accounts, MessageDoor door, CamelContext camel) {
    this.accounts = accounts;
    this.door = door;
    this.camel = camel;
  }

  /** Begins with the queue of each partner that has an account since; a route for each. */
  public void open() throws Exception {
    List<String> partners = accounts.systems().stream().map(OrganisationCode::value).toList();
    Set<String> listening =
        camel.getRoutes().stream().map(route -> route.getRouteId()).collect(Collectors.toSet());
    for (String partner : partners) {
      String route = TEMPLATE + "-" + partner;
      if (!listening.contains(route)) {
        camel.addRouteFromTemplate(route, TEMPLATE, Map.of("partner", partner));
      }
    }
  }

  /**
   * The answer to a message.
   *
   * @throws RuntimeException when the database does not answer: it has to be asked again
   */
  public String answer(String partner, byte[] message) {
    return door.answer(new OrganisationCode(partner), message);
  }
}
