package nl.eenplan.directory;

/** The addresses of what a service says of itself, in FHIR and as taxonomies of Open Referral. */
public final class Terms {

  private static final String BASE = "https://eenplan.example/fhir";

  public static final String PURPOSE = BASE + "/CodeSystem/purpose";
  public static final String SERVICE_TIMES = BASE + "/StructureDefinition/service-times";
  public static final String NOT_WHEN_FROM = BASE + "/StructureDefinition/not-when-referred-by";
  public static final String SERVICE_MODE = BASE + "/CodeSystem/service-mode";
  public static final String SERVICE_NEEDS = BASE + "/StructureDefinition/service-needs";
  public static final String CHANNEL = BASE + "/CodeSystem/channel";

  private Terms() {}
}
