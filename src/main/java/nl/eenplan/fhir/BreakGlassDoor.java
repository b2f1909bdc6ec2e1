package nl.eenplan.fhir;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.door.Access;
import nl.eenplan.emergency.BreakGlass;
import nl.eenplan.emergency.BreakGlass.Verdict;
import nl.eenplan.emergency.Reviews;
import nl.eenplan.fhir.reading.Read;
import nl.eenplan.fhir.writing.BreakGlassWriter;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.problem.Problem;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Break-glass: what went out on a vital interest, for the privacy officer of the organisation that
 * claimed it.
 */
@Component
class BreakGlassDoor {

  private static final int PAGE = 100;

  private final Reviews reviews;
  private final Transactions transactions;
  private final Clock clock;

  BreakGlassDoor(Reviews reviews, Transactions transactions, Clock clock) {
    this.reviews = reviews;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * What is to be judged, or the client to be told of; what is due first before the rest, a hundred
   * at a time.
   *
   * @param all also what is done with
   * @param offset how many to pass over
   */
  @Operation(name = "$break-glass-reviews", idempotent = true)
  public Parameters reviews(
      @OperationParam(name = "all") @Nullable StringType all,
      @OperationParam(name = "offset") @Nullable StringType offset) {
    Who who = Access.privacyOfficer();
    // As words: HAPI takes a number that is none for a fault of ours.
    boolean everything = Boolean.parseBoolean(said(all, "all", "true|false", "false"));
    int from = Integer.parseInt(said(offset, "offset", "[0-9]{1,9}", "0"));
    return transactions.run(() -> {
      List<BreakGlass> found = reviews.list(who, everything, from, PAGE);
      return BreakGlassWriter.list(found, PAGE, clock.instant());
    });
  }

  /**
   * @param verdict justified or not-justified
   * @param note why
   */
  @Operation(name = "$judge-break-glass")
  public Parameters judge(
      @OperationParam(name = "referral") @Nullable Reference referral,
      @OperationParam(name = "verdict") @Nullable CodeType verdict,
      @OperationParam(name = "note") @Nullable StringType note) {
    Who who = Access.privacyOfficer();
    UUID id = Read.task(referral, "referral");
    Verdict found =
        Optional.ofNullable(verdict)
            .flatMap(code -> Verdict.of(code.getValueNotNull()))
            .orElseThrow(
                () -> Problem.of(Problem.Code.INVALID, "verdict (justified, not-justified)"));
    String why = words(note, "note");
    return transactions.run(() -> write(reviews.judge(who, id, found, why)));
  }

  /**
   * The client was told, or something stands in the way. It needs either {@code on} and {@code how}
   * or {@code reason}.
   *
   * @param on the day on which the client was told
   * @param how such as: in a talk, by letter
   * @param reason why the client is not told
   */
  @Operation(name = "$record-client-told")
  public Parameters told(
      @OperationParam(name = "referral") @Nullable Reference referral,
      @OperationParam(name = "on") @Nullable DateType on,
      @OperationParam(name = "how") @Nullable StringType how,
      @OperationParam(name = "reason") @Nullable StringType reason) {
    Who who = Access.ownOrganisation();
    UUID id = Read.task(referral, "referral");
    if (reason != null) {
      if (on != null || how != null) {
        throw Problem.of(Problem.Code.INVALID, "on, how, reason");
      }
      String why = words(reason, "reason");
      return transactions.run(() -> write(reviews.notTold(who, id, why)));
    }
    LocalDate day = Read.day(on, "on");
    String way = words(how, "how");
    return transactions.run(() -> write(reviews.told(who, id, day, way)));
  }

  private Parameters write(BreakGlass one) {
    return BreakGlassWriter.list(List.of(one), 1, clock.instant());
  }

  private static String said(@Nullable StringType value, String name, String form, String left) {
    String said = value == null || !value.hasValue() ? left : value.getValue();
    if (!said.matches(form)) {
      throw Problem.of(Problem.Code.INVALID, name);
    }
    return said;
  }

  private static String words(@Nullable StringType said, String path) {
    return Read.text(said, path).orElseThrow(() -> Problem.of(Problem.Code.MISSING, path));
  }
}
