package nl.eenplan.bench;

import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The referrals of a load: each a transaction of Patient, Consent, ServiceRequest and Task, from
 * {@code lv} to a partner, mostly {@code st-woej}, and each resource with the referral's number as
 * its identifier.
 */
final class ReferralMessages {

  /** The system of the number that all four resources of one referral carry. */
  static final String SYSTEM = "https://load.example/number";

  private static final Pattern TASK = Pattern.compile("Task/([0-9a-f-]{36})");
  private static final List<String> NUMBERS = bsns();

  private static final String TRANSACTION =
      """
      {"resourceType":"Bundle","type":"transaction","entry":[
       {"fullUrl":"urn:uuid:{p}","request":{"method":"POST","url":"Patient"},
        "resource":{"resourceType":"Patient",
         "identifier":[{bsn}{number}],
         "name":[{"family":"Jansen","given":["Mieke","{n}"]}],
         "telecom":[{"system":"phone","value":"06-12345678"}],
         "birthDate":"1978-03-14","gender":"female",
         "address":[{"line":["Dorpsstraat 1"],"postalCode":"2264 AA","city":"Leidschendam"}]}},
       {"fullUrl":"urn:uuid:{c}","request":{"method":"POST","url":"Consent"},
        "resource":{"resourceType":"Consent","identifier":[{number}],"status":"active",
         "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope",
          "code":"patient-privacy"}]},
         "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],
         "patient":{"reference":"urn:uuid:{p}"},"dateTime":"2026-11-20",
         "provision":{"type":"permit",
          "purpose":[{"system":"{base}/CodeSystem/purpose","code":"participation"}],
          "actor":[{"role":{"coding":[
            {"system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType","code":"IRCP"}]},
           "reference":{"reference":"Organization/{target}"}}],
          "class":[{"system":"{base}/CodeSystem/data-category","code":"identity"},
           {"system":"{base}/CodeSystem/data-category","code":"contact"},
           {"system":"{base}/CodeSystem/data-category","code":"referral-question"},
           {"system":"{base}/CodeSystem/data-category","code":"wishes"}]}}},
       {"fullUrl":"urn:uuid:{o}","request":{"method":"POST","url":"ServiceRequest"},
        "resource":{"resourceType":"ServiceRequest","identifier":[{number}],
         "status":"active","intent":"order",
         "category":[{"coding":[{"system":"{base}/CodeSystem/purpose","code":"participation"}]}],
         "code":{"text":"Meedoen in de buurt"},"subject":{"reference":"urn:uuid:{p}"},
         "note":[{"text":"Intern: dossier {n}"},
          {"extension":[{"url":"{base}/StructureDefinition/data-category","valueCode":"wishes"}],
           "text":"Mieke wil graag schilderen"}]}},
       {"fullUrl":"urn:uuid:{t}","request":{"method":"POST","url":"Task"},
        "resource":{"resourceType":"Task","identifier":[{number}],
         "status":"requested","intent":"order",
         "code":{"coding":[{"system":"http://hl7.org/fhir/CodeSystem/task-code",
          "code":"fulfill"}]},
         "focus":{"reference":"urn:uuid:{o}"},"for":{"reference":"urn:uuid:{p}"},
         "requester":{"reference":"Organization/lv"},
         "owner":{"reference":"Organization/{target}"}}}
      ]}
      """;

  private ReferralMessages() {}

  /**
   * The same text for the same number, so that a message can be sent again. There are some 9,000
   * BSNs for tests; a number beyond them is a client of whom no BSN is known.
   */
  static String transaction(int number) {
    return transaction(number, "st-woej");
  }

  /** The same to another partner. */
  static String transaction(int number, String target) {
    String bsn =
        hasBsn(number)
            ? identifier("http://fhir.nl/fhir/NamingSystem/bsn", NUMBERS.get(number)) + ","
            : "";
    return TRANSACTION
        .replace("{bsn}", bsn)
        .replace("{target}", target)
        .replace("{number}", identifier(SYSTEM, Integer.toString(number)))
        .replace("{base}", "https://eenplan.example/fhir")
        .replace("{p}", new UUID(number, 1).toString())
        .replace("{c}", new UUID(number, 2).toString())
        .replace("{o}", new UUID(number, 3).toString())
        .replace("{t}", new UUID(number, 4).toString())
        .replace("{n}", Integer.toString(number));
  }

  /** Whether the client has a BSN, so that the hub knows who it is when the message comes again. */
  static boolean hasBsn(int number) {
    return number < NUMBERS.size();
  }

  /** The Task's id in the answer on a transaction. */
  static String task(String answer) {
    Matcher matcher = TASK.matcher(answer);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no Task in " + answer);
    }
    return matcher.group(1);
  }

  private static String identifier(String system, String value) {
    return "{\"system\":\"" + system + "\",\"value\":\"" + value + "\"}";
  }

  /** All that begin with 9999, which nobody has, and pass the eleven-check. */
  private static List<String> bsns() {
    return IntStream.range(999_900_000, 1_000_000_000)
        .mapToObj(Integer::toString)
        .filter(ReferralMessages::passesElevenCheck)
        .toList();
  }

  private static boolean passesElevenCheck(String bsn) {
    int sum = -Character.digit(bsn.charAt(8), 10);
    for (int i = 0; i < 8; i++) {
      sum += (9 - i) * Character.digit(bsn.charAt(i), 10);
    }
    return sum % 11 == 0;
  }
}
