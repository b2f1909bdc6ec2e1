package nl.eenplan.fhir;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nl.eenplan.disclosure.PastDecisions;
import nl.eenplan.disclosure.WhatIf;
import nl.eenplan.door.Access;
import nl.eenplan.fhir.writing.WhatIfWriter;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.policy.InvalidPolicies;
import nl.eenplan.policy.PolicyFolder;
import nl.eenplan.policy.PolicyReader;
import nl.eenplan.problem.Problem;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.springframework.stereotype.Component;

/** What other policies would have decided, for the privacy officer of who held the data. */
@Component
class WhatIfDoor {

  private final PolicyFolder inForce;
  private final PastDecisions past;
  private final Transactions transactions;

  WhatIfDoor(PolicyFolder inForce, PastDecisions past, Transactions transactions) {
    this.inForce = inForce;
    this.past = past;
    this.transactions = transactions;
  }

  /**
   * Asks the decisions of a period again of candidate policies; nothing changes.
   *
   * <p>In: {@code from} and {@code until} (instants), {@code offset} (where the page before ended),
   * and {@code candidate} with the parts {@code name} and {@code text} of a file, as often as there
   * are files that differ; an empty text leaves the file out. Out: see {@link WhatIfWriter}.
   */
  @Operation(name = "$what-if")
  public Parameters ask(@ResourceParam Parameters in) {
    Who officer = Access.privacyOfficer();
    Map<String, String> candidate = candidate(in);
    int offset = number(in);
    PolicyFolder other;
    try {
      other = PolicyReader.read(inForce, candidate);
    } catch (InvalidPolicies invalid) {
      return WhatIfWriter.unreadable(invalid);
    }
    return transactions.run(() -> {
      PastDecisions.Page page = past.of(officer, moment(in, "from"), moment(in, "until"), offset);
      return WhatIfWriter.report(
          WhatIf.compare(page.decisions(), inForce.table(), other.table()),
          other.table().digest(),
          page.more() ? Optional.of(offset + PastDecisions.PAGE) : Optional.empty());
    });
  }

  private static Map<String, String> candidate(Parameters in) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (ParametersParameterComponent file : in.getParameter()) {
      if (file.getName().equals("candidate")) {
        texts.put(part(file, "name"), part(file, "text"));
      }
    }
    if (texts.isEmpty()) {
      throw Problem.of(Problem.Code.MISSING, "candidate");
    }
    return texts;
  }

  private static String part(ParametersParameterComponent file, String name) {
    return file.getPart().stream()
        .filter(part -> part.getName().equals(name))
        .findFirst()
        .map(part -> part.getValue() instanceof StringType text ? text.getValueNotNull() : "")
        .orElseThrow(() -> Problem.of(Problem.Code.MISSING, "candidate." + name));
  }

  @SuppressWarnings("JavaUtilDate") // HAPI speaks java.util.Date
  private static Optional<java.time.Instant> moment(Parameters in, String name) {
    if (!in.hasParameter(name)) {
      return Optional.empty();
    }
    if (in.getParameter(name).getValue() instanceof BaseDateTimeType moment
        && moment.getValue() != null) {
      return Optional.of(moment.getValue().toInstant());
    }
    throw Problem.of(Problem.Code.INVALID, name);
  }

  private static int number(Parameters in) {
    if (!in.hasParameter("offset")) {
      return 0;
    }
    if (in.getParameter("offset").getValue() instanceof IntegerType number
        && number.getValue() != null
        && number.getValue() >= 0
        && number.getValue() < Integer.MAX_VALUE - PastDecisions.PAGE) {
      return number.getValue();
    }
    throw Problem.of(Problem.Code.INVALID, "offset");
  }
}
