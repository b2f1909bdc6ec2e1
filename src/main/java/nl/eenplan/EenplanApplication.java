package nl.eenplan;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The hub. */
@SpringBootApplication
@EnableScheduling
public class EenplanApplication {

  static void main(String[] args) {
    SpringApplication.run(EenplanApplication.class, args);
  }

  /** The only source of "now"; tests put a movable one before it. */
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
