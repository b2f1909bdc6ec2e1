package nl.eenplan;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The hub. */
@SpringBootApplication
public class EenplanApplication {

  static void main(String[] args) {
    SpringApplication.run(EenplanApplication.class, args);
  }
}
