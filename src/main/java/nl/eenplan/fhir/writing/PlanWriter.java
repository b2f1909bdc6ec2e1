package nl.eenplan.fhir.writing;

import java.util.UUID;
import nl.eenplan.fhir.Systems;
import nl.eenplan.fhir.reading.PlanReader;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.plan.DirectionOffer;
import nl.eenplan.plan.DirectionOffers;
import nl.eenplan.plan.PlanViewing.Period;
import nl.eenplan.plan.PlanViewing.Seen;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;

/**
 * A plan as a CarePlan: its author is who directs it now, the contained CareTeam who did, from when
 * until when. An offer of the direction as a Task.
 */
public final class PlanWriter {

  private static final String TEAM = "directors";

  private PlanWriter() {}

  public static CarePlan write(Seen seen) {
    CarePlan plan = new CarePlan();
    Write.identify(plan, "CarePlan", seen.id(), seen.version(), seen.updated());
    plan.setStatus(
        seen.closed().isPresent()
            ? CarePlan.CarePlanStatus.COMPLETED
            : CarePlan.CarePlanStatus.ACTIVE);
    plan.setIntent(CarePlan.CarePlanIntent.PLAN);
    seen.person().ifPresent(person -> plan.setSubject(patient(person)));
    plan.getPeriod().setStart(Write.date(seen.opened()));
    seen.closed()
        .ifPresent(closed -> {
          plan.getPeriod().setEnd(Write.date(closed.at()));
          plan.addExtension(Systems.PLAN_ENDING, new CodeType(closed.because().code()));
        });
    seen.director().ifPresent(director -> plan.setAuthor(named(director)));
    plan.addContained(team(seen));
    plan.addCareTeam(new Reference("#" + TEAM));
    return plan;
  }

  private static CareTeam team(Seen seen) {
    CareTeam team = new CareTeam();
    team.setId(TEAM);
    for (Period period : seen.periods()) {
      CareTeam.CareTeamParticipantComponent director = team.addParticipant();
      CodeableConcept role = Write.concept(Systems.TEAM_ROLE, "director");
      period.contact().ifPresent(role::setText);
      director.addRole(role);
      director.setMember(Write.organisation(period.organisation()));
      director.getPeriod().setStart(Write.date(period.from()));
      period.until().ifPresent(until -> director.getPeriod().setEnd(Write.date(until)));
      Extension how = new Extension(Systems.DIRECTION);
      period.because().ifPresent(reason -> how.addExtension("reason", new CodeType(reason.code())));
      period.backOn().ifPresent(day -> how.addExtension("back-on", new DateType(day.toString())));
      if (how.hasExtension()) {
        director.addExtension(how);
      }
    }
    return team;
  }

  private static Reference named(Period director) {
    Reference author = Write.organisation(director.organisation());
    if (!director.organisation().equals(OrganisationCode.UNNAMED)) {
      director.contact().ifPresent(author::setDisplay);
    }
    return author;
  }

  public static Task write(DirectionOffers.Seen seen) {
    DirectionOffer offer = seen.offer();
    Task task = new Task();
    Write.identify(task, "Task", offer.id(), offer.version(), offer.updated());
    task.setStatus(Task.TaskStatus.fromCode(offer.state().code()));
    task.setIntent(Task.TaskIntent.PROPOSAL);
    task.setCode(Write.concept(Systems.TASK_CODE_DIRECT, PlanReader.DIRECT));
    task.setFocus(new Reference("CarePlan/" + offer.plan()));
    seen.person().ifPresent(person -> task.setFor(patient(person)));
    task.setRequester(Write.organisation(seen.offerer()));
    task.setOwner(Write.organisation(offer.offered()));
    task.setReasonCode(Write.concept(Systems.REASON, offer.because().code()));
    offer
        .answer()
        .ifPresent(why -> task.setStatusReason(Write.concept(Systems.REASON, why.code())));
    offer
        .backOn()
        .ifPresent(day ->
            task.addInput()
                .setType(new CodeableConcept().setText(PlanReader.BACK_ON))
                .setValue(new DateType(day.toString())));
    task.getRestriction().getPeriod().setEnd(Write.date(offer.due()));
    task.setAuthoredOn(Write.date(offer.made()));
    task.setLastModified(Write.date(offer.updated()));
    return task;
  }

  private static Reference patient(UUID person) {
    return new Reference("Patient/" + person);
  }
}
