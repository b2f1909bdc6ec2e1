package nl.eenplan.fhir.writing;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Decision.Refuse;
import nl.eenplan.disclosure.Explanations;
import nl.eenplan.disclosure.Explanations.Explanation;
import nl.eenplan.organisation.Service;
import nl.eenplan.referral.Group;
import nl.eenplan.referral.Grouping.Member;
import nl.eenplan.referral.Grouping.Referred;
import nl.eenplan.referral.Referral;
import nl.eenplan.referral.ReferralState;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/**
 * A group as Parameters: {@code group}, {@code target}, {@code purpose}, {@code start}, {@code
 * end}, {@code place}; and for its requester, for each client, {@code sent} or {@code held}, the
 * latter with {@code reason}, {@code missing} and {@code explanation}.
 */
public final class GroupWriter {

  private GroupWriter() {}

  public static Parameters write(Group group) {
    Parameters out = new Parameters();
    out.addParameter().setName("group").setValue(Write.group(group.id()));
    out.addParameter().setName("target").setValue(Write.organisation(group.target()));
    out.addParameter().setName("purpose").setValue(new CodeType(group.purpose().code()));
    out.addParameter("start", new DateTimeType(Write.date(group.meeting().starts())));
    group
        .meeting()
        .ends()
        .ifPresent(end -> out.addParameter("end", new DateTimeType(Write.date(end))));
    out.addParameter("place", new StringType(group.meeting().place()));
    return out;
  }

  public static Parameters write(Referred referred, Explanations explanations) {
    Parameters out = write(referred.group());
    referred
        .members()
        .forEach(member -> {
          Referral referral = member.referral();
          boolean held = referral.state() == ReferralState.DRAFT;
          ParametersParameterComponent one = out.addParameter().setName(held ? "held" : "sent");
          one.addPart().setName("client").setValue(new Reference("Patient/" + referral.person()));
          one.addPart().setName("task").setValue(new Reference("Task/" + referral.id()));
          if (held) {
            if (!member.oneToOne().isEmpty()) {
              oneToOne(one, member.oneToOne());
            }
            refused(one, member, explanations);
          }
        });
    return out;
  }

  private static void refused(
      ParametersParameterComponent one, Member member, Explanations explanations) {
    List<Decision> decisions = member.decisions();
    for (Decision decision : decisions) {
      if (decision instanceof Refuse refuse) {
        one.addPart().setName("reason").setValue(new CodeType(refuse.reason().code()));
        refuse
            .missing()
            .codes()
            .forEach(code -> one.addPart().setName("missing").setValue(new CodeType(code)));
      } else {
        one.addPart().setName("reason").setValue(new CodeType("review"));
      }
      Explanation words = explanations.of(decision);
      explain(one, words.nl(), words.en());
    }
  }

  private static void oneToOne(ParametersParameterComponent one, List<Service> services) {
    one.addPart().setName("reason").setValue(new CodeType("one-to-one"));
    services.forEach(service ->
        one.addPart().setName("way-out").setValue(Write.organisation(service.organisation())));
    explain(
        one,
        "In de gemeente van deze cliënt gaat dit een op een, niet in groepen. Verwijs deze cliënt"
            + " apart, naar: %s.".formatted(names(services, Service::nameNl)),
        "In the municipality of this client this goes one to one, not in groups. Refer this client"
            + " apart, to: %s.".formatted(names(services, Service::nameEn)));
  }

  private static String names(List<Service> services, Function<Service, String> name) {
    return services.stream()
        .map(service -> service.organisation().value() + " (" + name.apply(service) + ")")
        .collect(Collectors.joining(", "));
  }

  private static void explain(ParametersParameterComponent one, String nl, String en) {
    ParametersParameterComponent words = one.addPart().setName("explanation");
    words.addPart().setName("nl").setValue(new StringType(nl));
    words.addPart().setName("en").setValue(new StringType(en));
  }
}
