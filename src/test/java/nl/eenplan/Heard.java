package nl.eenplan;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;

/** What a partner heard by its queue. */
final class Heard {

  private static final Pattern TYPE =
      Pattern.compile("\"type\":\"nl\\.eenplan\\.referral\\.([a-z-]+)\"");
  private static final Pattern FULL_TYPE = Pattern.compile("\"type\":\"([a-z.-]+)\"");
  private static final Pattern SUBJECT = Pattern.compile("\"subject\":\"([0-9a-f-]{36})\"");

  private Heard() {}

  /** What happened to this referral, in the order in which it was told, each notice once. */
  static List<String> events(Partner partner, String task) {
    return events(partner.notices().stream().map(Partner.Notice::body).toList(), task);
  }

  /** The types of the notices about this, each notice once. */
  static List<String> types(Partner partner, String place) {
    return about(partner, place).stream().map(body -> first(FULL_TYPE, body)).toList();
  }

  /** The first notice about this. */
  static String body(Partner partner, String place) {
    return about(partner, place).getFirst();
  }

  private static List<String> about(Partner partner, String place) {
    return partner.notices().stream()
        .map(Partner.Notice::body)
        .filter(body -> first(SUBJECT, body).equals(Fhir.id(place)))
        .distinct()
        .toList();
  }

  /** The numbers of all referrals that it heard of. */
  static List<String> referrals(Partner partner) {
    return partner.notices().stream()
        .map(notice -> first(SUBJECT, notice.body()))
        .distinct()
        .toList();
  }

  /** The same as {@link #events}, of what lies in the queue of a partner that does not listen. */
  static List<String> waiting(Partner partner, String task) throws JMSException {
    List<String> bodies = new ArrayList<>();
    try (Session session = partner.connect().createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      Enumeration<?> messages =
          session.createBrowser(session.createQueue("out." + partner.account())).getEnumeration();
      while (messages.hasMoreElements()) {
        bodies.add(Partner.body((Message) messages.nextElement()));
      }
    }
    return events(bodies, task);
  }

  private static List<String> events(List<String> bodies, String task) {
    return bodies.stream()
        .filter(body -> first(SUBJECT, body).equals(Fhir.id(task)))
        .distinct()
        .map(body -> first(TYPE, body))
        .toList();
  }

  private static String first(Pattern pattern, String body) {
    return pattern.matcher(body).results().findFirst().map(found -> found.group(1)).orElse("");
  }
}
