package nl.eenplan.disclosure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import nl.eenplan.client.Categories;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Decision.Refuse;
import nl.eenplan.disclosure.Decision.Review;
import nl.eenplan.ledger.Entry.Outcome;
import nl.eenplan.policy.PolicyTable;
import nl.eenplan.policy.Released;

/** What other policies would have decided. It reads and writes nothing. */
public final class WhatIf {

  private WhatIf() {}

  /**
   * A decision from the log, with what the gate knew then.
   *
   * @param entry its number in the log
   */
  public record Past(UUID entry, Question question, Circumstances known, Answer answered) {}

  /**
   * What of a decision can be held against another.
   *
   * @param reason the code of a refusal; empty otherwise
   */
  public record Answer(Outcome outcome, Optional<String> reason, Categories released) {
    static Answer of(Decision decision) {
      return switch (decision) {
        case Permit permit -> new Answer(Outcome.PERMITTED, Optional.empty(), permit.released());
        case Refuse refuse ->
            new Answer(Outcome.REFUSED, Optional.of(refuse.reason().code()), Categories.NONE);
        case Review review -> new Answer(Outcome.REVIEW, Optional.empty(), Categories.NONE);
      };
    }
  }

  /**
   * A decision that would have turned out differently.
   *
   * @param reproducible whether the policies in force give what the log says; if not, something
   *     else than the candidate may be the cause
   */
  public record Otherwise(Past past, Answer candidate, boolean reproducible) {}

  /**
   * @param judged how many decisions were asked again
   * @param notReproducible the entries of which the policies in force give another answer
   */
  public record Report(
      int judged,
      List<UUID> notReproducible,
      List<Otherwise> otherwise,
      SortedSet<Released> newlyReleased,
      SortedSet<Released> noLongerReleased) {}

  /** Asks all of these again, of the policies in force and of the candidate. */
  public static Report compare(
      Collection<Past> decisions, PolicyTable inForce, PolicyTable candidate) {
    List<Otherwise> otherwise = new ArrayList<>();
    List<UUID> notReproducible = new ArrayList<>();
    for (Past past : decisions) {
      boolean reproducible = ask(past, inForce).equals(past.answered());
      if (!reproducible) {
        notReproducible.add(past.entry());
      }
      Answer then = ask(past, candidate);
      if (!then.equals(past.answered())) {
        otherwise.add(new Otherwise(past, then, reproducible));
      }
    }
    SortedSet<Released> before = Released.by(inForce.rows());
    SortedSet<Released> after = Released.by(candidate.rows());
    return new Report(
        decisions.size(), notReproducible, otherwise, less(after, before), less(before, after));
  }

  private static Answer ask(Past past, PolicyTable policies) {
    return Answer.of(Judgement.decide(past.question(), policies, past.known()));
  }

  private static SortedSet<Released> less(SortedSet<Released> all, SortedSet<Released> without) {
    SortedSet<Released> rest = new TreeSet<>(all);
    rest.removeAll(without);
    return rest;
  }
}
