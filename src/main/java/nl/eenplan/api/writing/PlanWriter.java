package nl.eenplan.api.writing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import nl.eenplan.api.json.DirectionOfferAnswer;
import nl.eenplan.api.json.Kept;
import nl.eenplan.api.json.PlanAnswer;
import nl.eenplan.plan.Direction;
import nl.eenplan.plan.DirectionOffer;
import nl.eenplan.plan.DirectionOffers;
import nl.eenplan.plan.Plan;
import nl.eenplan.plan.PlanViewing.Period;
import nl.eenplan.plan.PlanViewing.Seen;

/** A plan and its direction as one organisation sees them. */
public final class PlanWriter {

  private PlanWriter() {}

  public static PlanAnswer write(Seen seen) {
    return new PlanAnswer(
        new Kept(seen.id(), seen.version(), at(seen.updated())),
        seen.closed().isPresent() ? "closed" : "open",
        seen.person(),
        at(seen.opened()),
        seen.closed().map(Plan.Closed::at).map(PlanWriter::at),
        seen.closed().map(Plan.Closed::because).map(Plan.Ending::code),
        seen.director().map(director -> director.organisation().value()),
        seen.periods().stream().map(PlanWriter::write).toList());
  }

  private static PlanAnswer.Direction write(Period period) {
    return new PlanAnswer.Direction(
        period.organisation().value(),
        period.contact(),
        at(period.from()),
        period.until().map(PlanWriter::at),
        period.because().map(Direction.Reason::code),
        period.backOn());
  }

  public static DirectionOfferAnswer write(DirectionOffers.Seen seen) {
    DirectionOffer offer = seen.offer();
    return new DirectionOfferAnswer(
        new Kept(offer.id(), offer.version(), at(offer.updated())),
        offer.plan(),
        seen.person(),
        seen.offerer().value(),
        offer.offered().value(),
        offer.because().code(),
        offer.backOn(),
        at(offer.due()),
        offer.state().code(),
        offer.answer().map(DirectionOffer.Answer::code));
  }

  private static OffsetDateTime at(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
