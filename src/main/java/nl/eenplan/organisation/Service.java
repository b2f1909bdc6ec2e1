package nl.eenplan.organisation;

import java.time.Period;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an organisation offers for one purpose.
 *
 * @param id its FHIR id: the organisation and the purpose, such as {@code st-woej-participation}
 * @param purpose a word from {@code consent-policies/vocabulary.yaml}
 * @param active whether it is open to new referrals
 * @param municipalities the CBS names of those that it serves; empty when it serves all
 * @param places what is bought of it; empty when not counted
 * @param mode empty when it does both
 * @param prerequisite what a client needs first
 * @param channel how it is reached, as it says itself, such as {@code queue} or {@code portal}
 */
public record Service(
    String id,
    OrganisationCode organisation,
    String purpose,
    boolean active,
    String nameNl,
    String nameEn,
    List<String> municipalities,
    Times times,
    Optional<Places> places,
    Optional<Mode> mode,
    Optional<Prerequisite> prerequisite,
    Optional<String> channel) {

  public Service {
    municipalities = List.copyOf(municipalities);
  }

  /** The one id that a service can have. */
  public static String id(OrganisationCode organisation, String purpose) {
    return organisation.value() + "-" + purpose;
  }

  public boolean serves(String municipality) {
    return municipalities.isEmpty() || municipalities.contains(municipality);
  }

  /** What it says, by the names of {@link Offer#check}; an empty text where it says nothing. */
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("active", String.valueOf(active));
    fields.put("name", nameNl);
    fields.put("name (en)", nameEn);
    fields.put("municipality", String.join(", ", municipalities));
    fields.put("first-contact", times.firstContact().toString());
    fields.put("working-days", String.valueOf(times.workingDays()));
    fields.put("answer", text(times.answer()));
    fields.put("track", text(times.track()));
    fields.put("report-every", text(times.reportEvery()));
    fields.put("waiting-time", text(times.waiting()));
    fields.put("capacity", text(places.map(Places::capacity)));
    fields.put("full-refuses", String.valueOf(places.filter(Places::fullRefuses).isPresent()));
    fields.put("mode", text(mode.map(Mode::code)));
    fields.put(
        "eligibility", text(prerequisite.map(needed -> needed.purpose() + "/" + needed.outcome())));
    fields.put(
        "not-when-referred-by",
        prerequisite.stream()
            .flatMap(needed -> needed.notFrom().stream())
            .map(OrganisationCode::value)
            .collect(Collectors.joining(", ")));
    fields.put("channel", channel.orElse(""));
    return fields;
  }

  private static String text(Optional<?> value) {
    return value.map(Object::toString).orElse("");
  }

  /** What is needed first when this organisation refers. */
  public Optional<Prerequisite> prerequisiteOf(OrganisationCode requester) {
    return prerequisite.filter(needed -> !needed.notFrom().contains(requester));
  }

  /**
   * How long things take.
   *
   * @param firstContact how soon the client is to be contacted after a referral
   * @param workingDays whether the days of {@code firstContact} and {@code answer} are working days
   * @param answer how soon it is accepted or declined; empty when the first contact says that
   * @param track how long it lasts as a rule; empty when no term is set
   * @param reportEvery how often the target reports; empty when it reports when there is something
   * @param waiting from acceptance to start, as the organisation states it
   */
  public record Times(
      Period firstContact,
      boolean workingDays,
      Optional<Period> answer,
      Optional<Period> track,
      Optional<Period> reportEvery,
      Optional<Period> waiting) {

    public static Times within(Period firstContact) {
      return new Times(
          firstContact,
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
  }

  /**
   * Places that can be in use.
   *
   * @param fullRefuses whether a referral is refused when none is free; else it is only said
   */
  public record Places(int capacity, boolean fullRefuses) {}

  /**
   * What a client needs first: another referral, ended well.
   *
   * @param purpose of that referral, such as {@code wmo-indication}
   * @param outcome of it, such as {@code indication-granted}
   * @param notFrom who may refer without it, by contract
   */
  public record Prerequisite(String purpose, String outcome, List<OrganisationCode> notFrom) {
    public Prerequisite {
      notFrom = List.copyOf(notFrom);
    }
  }

  /** Whether clients come alone or together. */
  public enum Mode {
    ONE_TO_ONE,
    GROUP;

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Mode> of(String code) {
      return Arrays.stream(values()).filter(mode -> mode.code().equals(code)).findFirst();
    }
  }
}
