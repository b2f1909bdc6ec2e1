package nl.eenplan.fhir.writing;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;
import nl.eenplan.disclosure.Shown;
import nl.eenplan.fhir.Systems;
import nl.eenplan.referral.Order;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;

/** A ServiceRequest made of what was released, and of nothing else. */
public final class OrderWriter {

  private OrderWriter() {}

  /**
   * @param order says which order it is; its facts are not used
   * @param origin the order that it follows from, if the reader may know that one
   */
  public static ServiceRequest write(
      Order order, Optional<UUID> origin, List<? extends Shown> releases) {
    ServiceRequest request = new ServiceRequest();
    Write.identify(request, "ServiceRequest", order.id(), order.version(), order.updated());
    request.setStatus(ServiceRequest.ServiceRequestStatus.fromCode(order.status()));
    request.setIntent(ServiceRequest.ServiceRequestIntent.ORDER);
    request.addCategory(Write.concept(Systems.PURPOSE, order.purpose().code()));
    request.setSubject(new Reference("Patient/" + order.person()));
    origin.ifPresent(first -> request.addBasedOn().setReference("ServiceRequest/" + first));
    request.setRequester(Write.organisation(order.requester()));
    request.setAuthoredOn(Write.date(order.authored()));
    questions(releases, "code").findFirst().map(Write::concept).ifPresent(request::setCode);
    questions(releases, "reasonCode").map(Write::concept).forEach(request::addReasonCode);
    questions(releases, "priority").findFirst().ifPresent(urgent -> urgency(request, urgent));
    releases.stream()
        .flatMap(Shown::facts)
        .distinct()
        .forEach(fact -> {
          if (fact.value() instanceof Fact.Note note) {
            request.addNote(Write.note(fact, note));
          }
        });
    return request;
  }

  private static void urgency(ServiceRequest request, Fact.Coded urgent) {
    request.setPriority(
        ServiceRequest.ServiceRequestPriority.fromCode(urgent.codings().getFirst().code()));
    urgent
        .text()
        .ifPresent(why -> request.addExtension(Systems.URGENCY_EXTENSION, new StringType(why)));
  }

  private static Stream<Fact.Coded> questions(List<? extends Shown> releases, String element) {
    return releases.stream()
        .flatMap(release -> release.values(Category.REFERRAL_QUESTION, Fact.Coded.class))
        .filter(coded -> coded.element().equals(element))
        .distinct();
  }
}
