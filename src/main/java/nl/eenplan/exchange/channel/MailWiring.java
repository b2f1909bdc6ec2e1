package nl.eenplan.exchange.channel;

import java.util.Properties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The mail server as the routes see it. */
@Configuration(proxyBeanMethods = false)
class MailWiring {

  private static final String TEN_SECONDS = "10000";

  /** A server that hangs keeps nobody waiting; where it can, the way to it is sealed. */
  @Bean
  Properties mailTimeouts() {
    Properties properties = new Properties();
    for (String scheme : new String[] {"smtp", "smtps"}) {
      properties.setProperty("mail." + scheme + ".timeout", TEN_SECONDS);
      properties.setProperty("mail." + scheme + ".writetimeout", TEN_SECONDS);
      properties.setProperty("mail." + scheme + ".starttls.enable", "true");
    }
    return properties;
  }
}
