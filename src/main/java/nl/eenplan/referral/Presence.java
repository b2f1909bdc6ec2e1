package nl.eenplan.referral;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;

/** Whether a client came; the codes of the code system {@code /CodeSystem/attendance}. */
public enum Presence {
  PRESENT,
  ABSENT;

  private static final String SYSTEM = "https://eenplan.example/fhir/CodeSystem/attendance";

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Presence> of(String code) {
    return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
  }

  /** As a report. */
  public Fact fact() {
    Fact.Coding coding = new Fact.Coding(Optional.of(SYSTEM), code(), Optional.empty());
    return Fact.of(
        Category.ATTENDANCE, new Fact.Coded("output", List.of(coding), Optional.empty()));
  }
}
