package nl.eenplan.organisation;

import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** How secrets are hashed: bcrypt, named in the hash, so that another can follow it. */
@Configuration(proxyBeanMethods = false)
class PasswordHashing {

  @Bean
  PasswordEncoder passwordEncoder(@Value("${eenplan.secret-cost:10}") int cost) {
    return new DelegatingPasswordEncoder(
        "bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(cost)));
  }

  /** The encoder answers null only for a null secret. */
  static String encode(PasswordEncoder encoder, String secret) {
    return Objects.requireNonNull(encoder.encode(secret));
  }
}
