package nl.eenplan.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.param.UriParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.eenplan.client.Category;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Remark;
import nl.eenplan.fhir.reading.GivenReader;
import nl.eenplan.fhir.reading.MessageReader;
import nl.eenplan.fhir.reading.PlanReader;
import nl.eenplan.ledger.Entry;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.organisation.Service;
import nl.eenplan.plan.Direction;
import nl.eenplan.plan.DirectionOffer;
import nl.eenplan.plan.Plan;
import nl.eenplan.policy.Label;
import nl.eenplan.policy.Purpose;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.BusinessStatus;
import nl.eenplan.referral.Catalogue;
import nl.eenplan.referral.Contact;
import nl.eenplan.referral.Presence;
import nl.eenplan.referral.Recall;
import nl.eenplan.referral.ReferralOutcome;
import nl.eenplan.referral.StatusReason;
import nl.eenplan.referral.StopRequest;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The words that messages may use, to read where an error points to. */
@Component
class CodeSystemDoor implements IResourceProvider {

  private final Map<String, CodeSystem> systems = new LinkedHashMap<>();

  CodeSystemDoor(Vocabulary vocabulary) {
    CodeSystem purposes = add(Systems.PURPOSE);
    for (Purpose purpose : vocabulary.purposes()) {
      concept(purposes, purpose.code(), Optional.of(vocabulary.label(purpose)));
    }
    CodeSystem categories = add(Systems.DATA_CATEGORY);
    vocabulary.groups().forEach(group -> concept(categories, group, vocabulary.group(group)));
    for (Category category : Category.values()) {
      concept(categories, category.code(), Optional.of(vocabulary.label(category)));
    }
    CodeSystem kinds = add(Systems.ORGANISATION_KIND);
    for (OrganisationKind kind : vocabulary.kinds()) {
      concept(kinds, kind.code(), Optional.of(vocabulary.label(kind)));
    }
    codes(
        Systems.REASON,
        Stream.of(
                Arrays.stream(StatusReason.values()).map(StatusReason::code),
                Arrays.stream(StopRequest.Answer.values()).map(StopRequest.Answer::code),
                Arrays.stream(Direction.Reason.values()).map(Direction.Reason::code),
                Arrays.stream(DirectionOffer.Answer.values()).map(DirectionOffer.Answer::code),
                Arrays.stream(Plan.Ending.values()).map(Plan.Ending::code),
                Arrays.stream(Decision.Reason.values()).map(Decision.Reason::code),
                Arrays.stream(Problem.Code.values()).map(Problem.Code::code),
                Remark.CODES.stream(),
                Arrays.stream(Catalogue.Remark.Kind.values()).map(Catalogue.Remark.Kind::code),
                Stream.of("recorded"))
            .flatMap(codes -> codes));
    codes(Systems.GIVER, GivenReader.GIVERS.keySet().stream().sorted());
    codes(Systems.CONTACT_KIND, Arrays.stream(Contact.Kind.values()).map(Contact.Kind::code));
    codes(Systems.SERVICE_MODE, Arrays.stream(Service.Mode.values()).map(Service.Mode::code));
    codes(Systems.ATTENDANCE, Arrays.stream(Presence.values()).map(Presence::code));
    codes(Systems.OUTCOME, Arrays.stream(ReferralOutcome.values()).map(ReferralOutcome::code));
    codes(
        Systems.BUSINESS_STATUS, Arrays.stream(BusinessStatus.values()).map(BusinessStatus::code));
    codes(
        Systems.MESSAGE_EVENT,
        Arrays.stream(MessageReader.Event.values()).map(MessageReader.Event::code));
    codes(Systems.TASK_CODE_DIRECT, Stream.of(PlanReader.DIRECT));
    codes(Systems.TEAM_ROLE, Stream.of("director"));
    codes(Systems.DELETION, Arrays.stream(Recall.Status.values()).map(Recall.Status::code));
    codes(Systems.LEDGER_KIND, Arrays.stream(Entry.Kind.values()).map(Entry.Kind::code));
  }

  @Override
  public Class<CodeSystem> getResourceType() {
    return CodeSystem.class;
  }

  @Read
  public CodeSystem read(@IdParam IdType id) {
    return Optional.ofNullable(systems.get(id.getIdPart()))
        .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
  }

  @Search
  public List<CodeSystem> search(@OptionalParam(name = "url") @Nullable UriParam url) {
    return systems.values().stream()
        .filter(system -> url == null || system.getUrl().equals(url.getValue()))
        .toList();
  }

  private CodeSystem add(String url) {
    CodeSystem system = new CodeSystem();
    String id = url.substring(url.lastIndexOf('/') + 1);
    system.setId(new IdType("CodeSystem", id));
    system.setUrl(url);
    system.setName(id);
    system.setStatus(PublicationStatus.ACTIVE);
    system.setContent(CodeSystem.CodeSystemContentMode.COMPLETE);
    systems.put(id, system);
    return system;
  }

  private void codes(String url, Stream<String> codes) {
    CodeSystem system = add(url);
    codes.distinct().forEach(code -> concept(system, code, Optional.empty()));
  }

  private static void concept(CodeSystem system, String code, Optional<Label> label) {
    CodeSystem.ConceptDefinitionComponent concept = system.addConcept().setCode(code);
    label.ifPresent(words -> {
      concept.setDisplay(words.nl());
      concept.addDesignation().setLanguage("en").setValue(words.en());
    });
  }
}
