package nl.eenplan.disclosure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.eenplan.ledger.Who;
import nl.eenplan.policy.InvalidPolicies;
import nl.eenplan.policy.PolicyFolder;
import nl.eenplan.policy.PolicyReader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * A long look at what other policies would have decided, step by step, so that whoever asks sees
 * how far it is, and any of the hubs can take the next step. Each user has one; it is gone within
 * the hour.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class WhatIfRuns {

  /** How many parts make a step: a second's work, about. */
  private static final int PARTS = 4;

  private static final Duration LIFE = Duration.ofHours(1);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PastDecisions past;
  private final PolicyFolder inForce;
  private final JdbcClient database;
  private final Clock clock;

  WhatIfRuns(PastDecisions past, PolicyFolder inForce, JdbcClient database, Clock clock) {
    this.past = past;
    this.inForce = inForce;
    this.database = database;
    this.clock = clock;
  }

  /**
   * Begins one, in the place of what this officer asked before.
   *
   * @param candidate texts by file name; a blank one leaves the file out
   * @throws InvalidPolicies when these are no policies
   */
  public void begin(
      Who officer, Map<String, String> candidate, Optional<Instant> from, Optional<Instant> until) {
    PolicyReader.read(inForce, candidate);
    Instant now = clock.instant();
    forget(officer);
    database
        .sql("insert into what_if (organisation, account, begun, run) values (?, ?, ?, ?::jsonb)")
        .param(officer.organisation().value())
        .param(officer.user())
        .param(now.atOffset(ZoneOffset.UTC))
        .param(
            JSON.writeValueAsString(
                WhatIfRun.of(candidate, from, until.filter(now::isAfter).orElse(now))))
        .update();
  }

  public Optional<WhatIfRun> find(Who officer) {
    return find(officer, "");
  }

  private Optional<WhatIfRun> find(Who officer, String lock) {
    return database
        .sql("select run from what_if where organisation = ? and account = ? " + lock)
        .param(officer.organisation().value())
        .param(officer.user())
        .query(String.class)
        .optional()
        .map(run -> JSON.readValue(run, WhatIfRun.class));
  }

  /** What these policies would let pass that those in force do not, and the other way round. */
  public WhatIf.Report tuples(WhatIfRun run) {
    return WhatIf.compare(
        List.of(), inForce.table(), PolicyReader.read(inForce, run.candidate()).table());
  }

  /** Goes a step further; nothing when there is nothing left to do. */
  public void goOn(Who officer) {
    Optional<WhatIfRun> held = find(officer, "for update").filter(run -> !run.done());
    if (held.isEmpty()) {
      return;
    }
    WhatIfRun run = held.get();
    PolicyFolder other = PolicyReader.read(inForce, run.candidate());
    for (int i = 0; i < PARTS && !run.done(); i++) {
      PastDecisions.Part part =
          past.part(officer, run.from(), Optional.of(run.until()), run.after());
      run = run.with(part, WhatIf.compare(part.decisions(), inForce.table(), other.table()));
    }
    database
        .sql("update what_if set run = ?::jsonb where organisation = ? and account = ?")
        .param(JSON.writeValueAsString(run))
        .param(officer.organisation().value())
        .param(officer.user())
        .update();
  }

  /** Nothing is left of it. */
  public void forget(Who officer) {
    database
        .sql("delete from what_if where organisation = ? and account = ?")
        .param(officer.organisation().value())
        .param(officer.user())
        .update();
  }

  @Scheduled(fixedDelayString = "PT5M")
  @Transactional
  void forgetOld() {
    database
        .sql("delete from what_if where begun < ?")
        .param(clock.instant().minus(LIFE).atOffset(ZoneOffset.UTC))
        .update();
  }
}
