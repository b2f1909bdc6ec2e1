package nl.eenplan.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.exchange.Channel;
import nl.eenplan.exchange.Circuit;
import nl.eenplan.exchange.Message;
import nl.eenplan.organisation.Organisation;

/** What this door answers, as JSON; what is empty is left out. */
final class Shown {

  private Shown() {}

  @JsonInclude(Include.NON_ABSENT)
  record OrganisationRecord(
      String code,
      String name,
      String kind,
      Optional<String> municipality,
      String oin,
      LocalDate agreementFrom,
      Optional<LocalDate> agreementUntil,
      ChannelRecord channel,
      List<String> accounts,
      CircuitRecord circuit) {

    static OrganisationRecord of(Registry.Known known) {
      Organisation organisation = known.organisation();
      return new OrganisationRecord(
          organisation.code().value(),
          organisation.name(),
          organisation.kind().code(),
          organisation.municipality(),
          organisation.oin(),
          organisation.agreementFrom(),
          organisation.agreementUntil(),
          ChannelRecord.of(known.channel()),
          known.accounts(),
          CircuitRecord.of(known.circuit()));
    }
  }

  @JsonInclude(Include.NON_ABSENT)
  record ChannelRecord(
      String kind, Optional<String> address, Optional<LocalTime> digestAt, boolean fullText) {

    static ChannelRecord of(Channel channel) {
      return new ChannelRecord(
          channel.kind(), channel.address(), channel.digestAt(), channel.fullText());
    }
  }

  @JsonInclude(Include.NON_ABSENT)
  record CircuitRecord(
      String partner,
      String channel,
      String state,
      int failures,
      Optional<Instant> since,
      Optional<String> failure,
      Optional<Instant> nextTry,
      int waiting,
      Optional<Instant> oldest,
      int deadLetters,
      Optional<Instant> delivered) {

    static CircuitRecord of(Circuit circuit) {
      return new CircuitRecord(
          circuit.partner().value(),
          circuit.channel(),
          circuit.state().code(),
          circuit.failures(),
          circuit.since(),
          circuit.failure(),
          circuit.nextTry(),
          circuit.waiting(),
          circuit.oldest(),
          circuit.dead(),
          circuit.delivered());
    }
  }

  /** Only of its making is the secret ever shown. */
  record AccountRecord(String account, String role, String secret) {}

  @JsonInclude(Include.NON_ABSENT)
  record MessageRecord(
      UUID id,
      long cursor,
      String partner,
      String event,
      Optional<UUID> referral,
      String state,
      int attempts,
      Optional<String> reason,
      Instant queued,
      Optional<Instant> nextTry,
      Optional<Instant> ended) {

    static MessageRecord of(Message message) {
      return new MessageRecord(
          message.id(),
          message.cursor(),
          message.partner().value(),
          message.event(),
          message.referral(),
          message.state().code(),
          message.attempts(),
          message.reason(),
          message.queued(),
          message.nextTry(),
          message.ended());
    }
  }

  /**
   * @param before to ask for the next page with; empty on the last
   */
  @JsonInclude(Include.NON_ABSENT)
  record MessagePage(List<MessageRecord> messages, Optional<Long> before) {}

  record CircuitList(List<CircuitRecord> circuits) {}

  record Replayed(int messages) {}

  @JsonInclude(Include.NON_ABSENT)
  record Timeline(
      UUID referral,
      Optional<String> state,
      Optional<String> businessStatus,
      List<Timelines.Step> steps) {}
}
