package nl.eenplan.portal.operations;

import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.eenplan.exchange.Message;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Organisations;

/**
 * A message in a list: how far it came, never what it is about.
 *
 * @param partner the name of who it goes to
 */
public record Line(Message message, String partner) {

  static List<Line> of(Collection<Message> messages, Organisations organisations) {
    Map<OrganisationCode, String> names =
        organisations.findAll(messages.stream().map(Message::partner).toList()).stream()
            .collect(Collectors.toMap(Organisation::code, Organisation::name));
    return messages.stream()
        .map(message ->
            new Line(message, names.getOrDefault(message.partner(), message.partner().value())))
        .toList();
  }

  public String state() {
    return message.state().code();
  }

  public String badge() {
    return badge(message.state());
  }

  static String badge(Message.State state) {
    return switch (state) {
      case QUEUED -> "active";
      case SENT, ACKNOWLEDGED -> "safe";
      case WITHHELD, TAKEN_BACK -> "neutral";
      case DEAD_LETTERED -> "danger";
    };
  }

  public Optional<Reason> reason() {
    return message.reason().map(Reason::new);
  }

  public ZonedDateTime queued() {
    return message.queued().atZone(DutchTime.ZONE);
  }

  public Optional<ZonedDateTime> ended() {
    return message.ended().map(at -> at.atZone(DutchTime.ZONE));
  }

  public Optional<ZonedDateTime> nextTry() {
    return message.nextTry().map(at -> at.atZone(DutchTime.ZONE));
  }

  /** Whether it can be sent again by itself. */
  public boolean isDead() {
    return message.state() == Message.State.DEAD_LETTERED;
  }
}
