package nl.eenplan;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Somebody who does not exist. Each has a BSN of their own, so that no story meets another one's
 * client.
 *
 * @param birthDate ISO 8601
 */
public record Client(
    String bsn,
    String given,
    String family,
    String birthDate,
    String street,
    String postalCode,
    String city,
    String phone) {

  private static final AtomicInteger NEXT = new AtomicInteger(5000);

  public static Client named(String given, String family, String birthDate) {
    return new Client(
        nextBsn(),
        given,
        family,
        birthDate,
        "Verzonnenlaan 17",
        "2263 ZZ",
        "Leidschendam",
        "06-" + (90_000_000 + NEXT.get()));
  }

  static Client mieke() {
    return named("Mieke", "Verzonnen", "1978-03-14");
  }

  public String birthYear() {
    return birthDate.substring(0, 4);
  }

  Client withBsn(String other) {
    return new Client(other, given, family, birthDate, street, postalCode, city, phone);
  }

  /** 9999, a number, and the digit that makes it pass the eleven-check. */
  private static String nextBsn() {
    while (true) {
      String first = "9999%04d".formatted(NEXT.incrementAndGet());
      int sum = 0;
      for (int i = 0; i < first.length(); i++) {
        sum += (9 - i) * (first.charAt(i) - '0');
      }
      if (sum % 11 < 10) {
        return first + sum % 11;
      }
    }
  }
}
