package nl.eenplan.fhir.reading;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Purpose;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Group;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;

/**
 * What is asked for a group: {@code target}, {@code purpose}, {@code question}, {@code start},
 * {@code end}, {@code place}, {@code identifier}, and {@code client} for each.
 */
public final class GroupReader {

  private GroupReader() {}

  /**
   * @throws Problem MISSING, UNKNOWN_RECIPIENT
   */
  public static OrganisationCode target(Parameters parameters) {
    return values(parameters, "target", Reference.class).stream()
        .findFirst()
        .flatMap(target -> Read.organisation(target, "target"))
        .orElseThrow(() -> Problem.of(Problem.Code.MISSING, "target"));
  }

  /**
   * @throws Problem MISSING, UNKNOWN_PURPOSE
   */
  public static Purpose purpose(Parameters parameters, Vocabulary vocabulary) {
    String code =
        values(parameters, "purpose", CodeType.class).stream()
            .findFirst()
            .flatMap(purpose -> Read.text(purpose.getCode()))
            .orElseThrow(() -> Problem.of(Problem.Code.MISSING, "purpose"));
    return vocabulary
        .purpose(code)
        .orElseThrow(() -> Problem.of(Problem.Code.UNKNOWN_PURPOSE, "purpose"));
  }

  /**
   * @throws Problem MISSING, TOO_LONG, INVALID
   */
  public static String words(Parameters parameters, String name) {
    return parameter(parameters, name)
        .flatMap(said -> Read.text(said.getValue(), name))
        .orElseThrow(() -> Problem.of(Problem.Code.MISSING, name));
  }

  /**
   * @throws Problem MISSING, INVALID (an end before the start, a day without an hour)
   */
  public static Group.Meeting meeting(Parameters parameters) {
    Instant starts =
        moment(parameters, "start").orElseThrow(() -> Problem.of(Problem.Code.MISSING, "start"));
    Optional<Instant> ends = moment(parameters, "end");
    if (ends.filter(end -> !end.isAfter(starts)).isPresent()) {
      throw Problem.of(Problem.Code.INVALID, "end");
    }
    return new Group.Meeting(starts, ends, words(parameters, "place"));
  }

  /**
   * The requester's own records of the clients.
   *
   * @throws Problem MISSING, UNKNOWN_REFERENCE
   */
  public static List<UUID> clients(Parameters parameters) {
    return values(parameters, "client", Reference.class).stream()
        .map(client -> Read.id(client, "Patient", "client"))
        .toList();
  }

  public static List<Identifier> identifiers(Parameters parameters) {
    return values(parameters, "identifier", Identifier.class);
  }

  private static Optional<Instant> moment(Parameters parameters, String name) {
    return values(parameters, name, DateTimeType.class).stream()
        .findFirst()
        .filter(DateTimeType::hasValue)
        .map(moment -> {
          if (moment.getPrecision().compareTo(TemporalPrecisionEnum.MINUTE) < 0) {
            throw Problem.of(Problem.Code.INVALID, name);
          }
          return moment.getValue().toInstant();
        });
  }

  private static Optional<ParametersParameterComponent> parameter(
      Parameters parameters, String name) {
    return parameters.getParameter().stream().filter(one -> name.equals(one.getName())).findFirst();
  }

  private static <T extends Type> List<T> values(
      Parameters parameters, String name, Class<T> type) {
    return parameters.getParameter().stream()
        .filter(one -> name.equals(one.getName()))
        .map(one -> {
          if (!type.isInstance(one.getValue())) {
            throw Problem.of(Problem.Code.INVALID, name);
          }
          return type.cast(one.getValue());
        })
        .toList();
  }
}
