package nl.eenplan.policy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import nl.eenplan.organisation.DutchTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the policies once, at start: a hub without sound policies does not start. */
@Configuration(proxyBeanMethods = false)
class PolicyConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyConfiguration.class);

  @Bean
  PolicyFolder policyFolder(
      @Value("${eenplan.policies-dir:consent-policies}") Path folder, ObjectProvider<Clock> clock) {
    PolicyFolder read = PolicyReader.read(folder);
    LocalDate today = LocalDate.now(clock.getIfAvailable(() -> Clock.system(DutchTime.ZONE)));
    for (PolicyRow row : read.table().reviewOverdue(today)) {
      LOG.warn("Policy row {} should have been reviewed by {}", row.id(), row.review());
    }
    LOG.info(
        "{} policy rows from {}, digest {}",
        read.table().rows().size(),
        folder,
        read.table().digest());
    return read;
  }

  @Bean
  Vocabulary vocabulary(PolicyFolder folder) {
    return folder.vocabulary();
  }

  @Bean
  PolicyTable policyTable(PolicyFolder folder) {
    return folder.table();
  }
}
