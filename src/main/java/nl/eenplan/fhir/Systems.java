package nl.eenplan.fhir;

import nl.eenplan.directory.Terms;

/** The addresses of our code systems and of those that we share with others. */
public final class Systems {

  public static final String BASE = "https://eenplan.example/fhir";
  public static final String PURPOSE = Terms.PURPOSE;
  public static final String DATA_CATEGORY = BASE + "/CodeSystem/data-category";
  public static final String REASON = BASE + "/CodeSystem/reason";
  public static final String BUSINESS_STATUS = BASE + "/CodeSystem/business-status";
  public static final String ATTENDANCE = BASE + "/CodeSystem/attendance";
  public static final String OUTCOME = BASE + "/CodeSystem/outcome";
  public static final String ORGANISATION_KIND = BASE + "/CodeSystem/organisation-kind";
  public static final String MESSAGE_EVENT = BASE + "/CodeSystem/message-event";
  public static final String DELETION = BASE + "/CodeSystem/deletion";
  public static final String LEDGER_KIND = BASE + "/CodeSystem/ledger-kind";

  /** What a Subscription asks for: all that a queue or a webhook would tell. */
  public static final String NOTICES_TOPIC = BASE + "/SubscriptionTopic/notices";

  /** The R5 Subscriptions backport. */
  public static final String BACKPORT = "http://hl7.org/fhir/uv/subscriptions-backport";

  /** What a Task asks: fulfill a referral, or abort it. */
  public static final String TASK_CODE = "http://hl7.org/fhir/CodeSystem/task-code";

  /** What a Task asks: direct, to direct a plan. */
  public static final String TASK_CODE_DIRECT = BASE + "/CodeSystem/task-code";

  /** As what somebody is in the team around a client: director. */
  public static final String TEAM_ROLE = BASE + "/CodeSystem/team-role";

  /** On a CareTeam's participant: {@code reason} (valueCode) and {@code back-on} (valueDate). */
  public static final String DIRECTION = BASE + "/StructureDefinition/direction";

  /** On a CarePlan: why it is over; valueCode. */
  public static final String PLAN_ENDING = BASE + "/StructureDefinition/plan-ending";

  /** Who gave a consent: parent, legal-representative, guide. */
  public static final String GIVER = BASE + "/CodeSystem/giver";

  /** The older consent that a consent takes the place of; valueReference. */
  public static final String CONSENT_REPLACES = BASE + "/StructureDefinition/consent-replaces";

  /** Which version of the text the client saw or heard; valueString. */
  public static final String CONSENT_TEXT_VERSION =
      BASE + "/StructureDefinition/consent-text-version";

  /** What was said in the talk, labelled; valueAnnotation, for who recorded it only. */
  public static final String CONSENT_TALK = BASE + "/StructureDefinition/consent-talk";

  /** Marks a note with the category of what it says. */
  public static final String CATEGORY_EXTENSION = BASE + "/StructureDefinition/data-category";

  /** States a vital interest in a ServiceRequest: {@code reason} and {@code acute}. */
  public static final String EMERGENCY_EXTENSION = BASE + "/StructureDefinition/emergency";

  /** The ground of AVG art. 6 that the sender says it has. */
  public static final String BASIS_EXTENSION = BASE + "/StructureDefinition/basis";

  /** Why a request is urgent. */
  public static final String URGENCY_EXTENSION = BASE + "/StructureDefinition/urgency-reason";

  /** What a Communication is: invitation, contact. */
  public static final String CONTACT_KIND = BASE + "/CodeSystem/contact-kind";

  /** On a Communication: when the client is invited for; valueDateTime. */
  public static final String TALK = BASE + "/StructureDefinition/talk";

  /**
   * On a Communication, by the hub: {@code number}, {@code of}, {@code next} and {@code
   * short-notice}.
   */
  public static final String INVITATION = BASE + "/StructureDefinition/invitation";

  /** On a Patient: at most one contact in this time; valueString, an ISO 8601 period. */
  public static final String CONTACT_WISH = BASE + "/StructureDefinition/contact-wish";

  /** On a Patient: somebody has to translate; valueBoolean (HL7 FHIR R4 patient extensions). */
  public static final String INTERPRETER =
      "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired";

  /** On a Patient: A1 to D, what a client can and wants; valueCode. */
  public static final String CLIENT_GROUP = BASE + "/StructureDefinition/client-group";

  /**
   * On a HealthcareService: {@code first-contact}, {@code answer}, {@code track}, {@code
   * report-every}, {@code waiting-time} (valueString, ISO 8601 periods), {@code working-days}
   * (valueBoolean).
   */
  public static final String SERVICE_TIMES = Terms.SERVICE_TIMES;

  /**
   * On a HealthcareService: {@code capacity}, {@code in-use}, {@code free} (valueInteger), {@code
   * full-refuses} (valueBoolean). What is in use, the hub counts.
   */
  public static final String SERVICE_PLACES = BASE + "/StructureDefinition/service-places";

  /** Within HealthcareService.eligibility: who may refer without it, by contract. */
  public static final String NOT_WHEN_FROM = Terms.NOT_WHEN_FROM;

  /** Whether clients come alone or together: one-to-one, group. */
  public static final String SERVICE_MODE = Terms.SERVICE_MODE;

  /** In an Open Referral attribute: what is needed first, with the outcome as its value. */
  public static final String SERVICE_NEEDS = Terms.SERVICE_NEEDS;

  public static final String CHANNEL = Terms.CHANNEL;

  public static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
  public static final String BREAK_THE_GLASS = "BTG";

  /** On a Task: this organisation was asked to delete what it had of it, and when it did. */
  public static final String DELETION_EXTENSION = BASE + "/StructureDefinition/deletion-request";

  /** The number of a group of clients who were referred together. */
  public static final String GROUP = BASE + "/NamingSystem/group";

  /** The pseudonym by which the log knows a client. */
  public static final String CLIENT = BASE + "/NamingSystem/client";

  /** Marks a Patient of whom the address is secret. */
  public static final String CONFIDENTIALITY =
      "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";

  public static final String BSN = "http://fhir.nl/fhir/NamingSystem/bsn";
  public static final String OIN = "http://fhir.nl/fhir/NamingSystem/oin";

  private Systems() {}
}
