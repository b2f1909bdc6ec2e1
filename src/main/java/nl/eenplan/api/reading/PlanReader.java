package nl.eenplan.api.reading;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.eenplan.api.json.DirectionOfferJson;
import nl.eenplan.api.json.DirectionReplyJson;
import nl.eenplan.api.json.PlanClosingJson;
import nl.eenplan.plan.Direction;
import nl.eenplan.plan.DirectionOffer;
import nl.eenplan.plan.DirectionOffer.State;
import nl.eenplan.plan.DirectionOffers.Reply;
import nl.eenplan.plan.DirectionOffers.Terms;
import nl.eenplan.plan.Plan;
import nl.eenplan.problem.Problem;

/** What is said of a plan and its direction. */
public final class PlanReader {

  /** Characters. */
  private static final int LONGEST_CONTACT = 100;

  private static final Map<String, State> ANSWERS =
      Map.of("accept", State.ACCEPTED, "decline", State.REJECTED, "withdraw", State.CANCELLED);

  private PlanReader() {}

  /**
   * @throws Problem INVALID, TOO_LONG
   */
  public static Optional<String> contact(Optional<String> said) {
    if (said.filter(words -> words.length() > LONGEST_CONTACT).isPresent()) {
      throw Problem.of(Problem.Code.TOO_LONG, "contact (" + LONGEST_CONTACT + ")");
    }
    return Said.text(said, "contact");
  }

  /**
   * @throws Problem MISSING, INVALID, UNKNOWN_RECIPIENT
   */
  public static Terms terms(DirectionOfferJson said) {
    return new Terms(
        ReferralReader.organisation(Said.needed(said.to(), "to"), "to"),
        Direction.Reason.ofOffer(Said.needed(said.reason(), "reason"))
            .orElseThrow(() -> notOneOf("reason", Direction.Reason.codesOfOffers())),
        said.backOn(),
        said.answerBy().map(OffsetDateTime::toInstant));
  }

  /**
   * @throws Problem MISSING, INVALID, TOO_LONG
   */
  public static Reply reply(DirectionReplyJson said) {
    State as =
        Optional.ofNullable(ANSWERS.get(Said.needed(said.answer(), "answer")))
            .orElseThrow(() -> notOneOf("answer", ANSWERS.keySet().stream().sorted().toList()));
    return new Reply(
        as,
        said.reason()
            .map(code ->
                DirectionOffer.Answer.declining(code)
                    .orElseThrow(() -> notOneOf("reason", DirectionOffer.Answer.codesToDecline()))),
        contact(said.contact()));
  }

  /**
   * @throws Problem MISSING, INVALID
   */
  public static Plan.Ending ending(PlanClosingJson said) {
    return Plan.Ending.of(Said.needed(said.reason(), "reason"))
        .orElseThrow(() -> notOneOf("reason", Plan.Ending.codes()));
  }

  private static Problem notOneOf(String place, List<String> words) {
    return Problem.of(Problem.Code.INVALID, place + " (" + String.join(", ", words) + ")");
  }
}
