package nl.eenplan.demo;

import java.util.Optional;
import nl.eenplan.embedded.BrokerAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says where to go next, once the hub is ready. */
@Component
@Profile("demo")
class DemoGuide {

  private static final Logger LOG = LoggerFactory.getLogger(DemoGuide.class);

  private final DemoIssuer issuer;
  private final ObjectProvider<BrokerAddress> broker;

  DemoGuide(DemoIssuer issuer, ObjectProvider<BrokerAddress> broker) {
    this.issuer = issuer;
    this.broker = broker;
  }

  @EventListener(ApplicationReadyEvent.class)
  void show() {
    String address =
        Optional.ofNullable(broker.getIfAvailable())
            .map(BrokerAddress::toString)
            .orElse("eenplan.broker-url");
    LOG.info(
        """


        Eenplan (demo) staat klaar: verzonnen mensen, echte regels. Ready: invented people, real rules.

        Pagina's   {0}/  (lv-medewerker, demo-lv-medewerker)
        FHIR       {0}/fhir  (open: {0}/fhir/metadata)
        Token      curl -u lv:demo-lv -d grant_type=client_credentials {0}/oauth2/token
                   elke organisatie / each organisation: code, demo-code; privacy officer: code-privacy
        Berichten  {1}, queue out.CODE, account CODE, demo-CODE
        Verder     README.md
        """
            .replace("{0}", issuer.url())
            .replace("{1}", address));
  }
}
