package nl.eenplan.client;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a fact about a client is about. Every stored fact carries exactly one; a fact without one
 * never leaves its holder. The codes are those of {@code consent-policies/vocabulary.yaml} (checked
 * at start) and of the code system {@code /CodeSystem/data-category}.
 */
public enum Category {
  IDENTITY_NAME("identity.name"),
  IDENTITY_BIRTH_YEAR("identity.birth-year"),
  IDENTITY_BIRTH_DATE("identity.birth-date"),
  IDENTITY_GENDER("identity.gender"),
  IDENTITY_ADDRESS("identity.address"),
  IDENTITY_MUNICIPALITY("identity.municipality"),
  CONTACT("contact"),
  LANGUAGE("language"),
  BSN("bsn"),
  PROTECTED_ADDRESS("protected-address"),
  REFERRAL_QUESTION("referral-question"),
  WISHES("wishes"),
  TALENTS("talents"),
  PRACTICAL_LIMITS("practical-limits"),
  SUPPORT_NEED("support-need"),
  WORK_CAPACITY("work-capacity"),
  CV("cv"),
  BENEFIT("benefit"),
  DISTANCE("category"),
  LIFE_DOMAIN_HOUSING("life-domain.housing"),
  LIFE_DOMAIN_DAYTIME_ACTIVITY("life-domain.daytime-activity"),
  LIFE_DOMAIN_SOCIAL_NETWORK("life-domain.social-network"),
  LIFE_DOMAIN_FINANCES("life-domain.finances"),
  LIFE_DOMAIN_PHYSICAL_HEALTH("life-domain.physical-health"),
  LIFE_DOMAIN_MENTAL_HEALTH("life-domain.mental-health"),
  LIFE_DOMAIN_FREE_TIME("life-domain.free-time"),
  LIFE_DOMAIN_SAFETY("life-domain.safety"),
  LIFE_DOMAIN_SOCIAL_CONTACTS("life-domain.social-contacts"),
  GOALS("goals"),
  ACTIONS("actions"),
  CONTACT_LOG("contact-log"),
  ATTENDANCE("attendance"),
  PROGRESS("progress"),
  OUTCOME("outcome"),
  HEALTH("health"),
  ADDICTION("addiction"),
  DEBTS("debts"),
  JUDICIAL("judicial"),
  FAMILY("family"),
  INVOLVEMENT("involvement"),
  INVOLVEMENT_CARE("involvement.care"),
  CONCERN("concern");

  private static final Map<String, Category> BY_CODE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Category::code, Function.identity()));

  private final String code;

  Category(String code) {
    this.code = code;
  }

  /** The code as the policies and the FHIR code system write it. */
  public String code() {
    return code;
  }

  /** Its place in {@link Categories}; never stored. */
  @SuppressWarnings("EnumOrdinal")
  long bit() {
    return 1L << ordinal();
  }

  /** The category of a code; empty for a word that is not in the vocabulary. */
  public static Optional<Category> of(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }
}
