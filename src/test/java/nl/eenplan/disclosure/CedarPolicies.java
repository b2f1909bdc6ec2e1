package nl.eenplan.disclosure;

import static java.util.stream.Collectors.joining;

import com.cedarpolicy.model.policy.Policy;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import nl.eenplan.disclosure.WrittenRow.Objection;

/**
 * A row of the policy table written out in Cedar: a permit for each category that it releases, and
 * a forbid for each thing that stops everything. It shares no line with {@link Judgement}.
 *
 * <p>The context of a question holds what the consents say about the receiver by the sender's
 * account ({@code told}), the same but by signed forms only ({@code signed}), and by the receiver's
 * own account about the sender ({@code referral}) and about the receiver ({@code report}).
 *
 * <p>A policy is called after its turn and what it says: the first forbid that holds is the answer.
 */
final class CedarPolicies {

  private static final Set<String> WHEREABOUTS =
      Set.of("identity.address", "identity.municipality", "protected-address");

  private final WrittenRow row;
  private final String lifting;
  private final Set<Policy> policies = new HashSet<>();

  private CedarPolicies(WrittenRow row) {
    this.row = row;
    this.lifting = row.condition().equals("written-consent") ? "context.signed" : "context.told";
  }

  /** What holds without any row. */
  static Policy agreement() {
    String everything = "forbid(principal, action, resource) unless { context.agreement };";
    return new Policy(everything, "1 no-agreement");
  }

  static Set<Policy> of(WrittenRow row) {
    CedarPolicies cedar = new CedarPolicies(row);
    cedar.permits();
    cedar.forbids();
    return cedar.policies;
  }

  private void permits() {
    add("permit", "0", "true");
    for (String category : row.releasable()) {
      add(
          "permit",
          "0 " + category,
          "context.asked.contains(\"%s\") && %s",
          category,
          passes(category));
    }
  }

  private void forbids() {
    add("forbid", "2 wrong-basis", "![\"\", \"%s\"].contains(context.claimed)", row.basis());
    if (row.isStatutory()) {
      if (!row.emergency()) {
        add("forbid", "3 refuse lost", "context.told.lost && !context.told.some");
      }
      if (row.objection() != Objection.OVERRIDE) {
        add(
            "forbid",
            row.objection() == Objection.REVIEW ? "4 review" : "4 refuse objection",
            "context.told.no.containsAny(context.asked) || context.told.no.containsAny(%s)",
            list(row.require()));
      }
    }
    String something = row.releasable().stream().map(this::passes).collect(joining(" || "));
    String needed = row.require().stream().map(this::passes).collect(joining(" && "));
    add("forbid", "5 refuse nothing", "!(%s)", something);
    if (!row.require().isEmpty()) {
      add("forbid", "5 refuse part", "!(%s)", needed);
      add(
          "forbid",
          "5 refuse unasked",
          "action == Action::\"refer\" && !context.asked.containsAll(%s)",
          list(row.require()));
    }
  }

  private void add(String effect, String id, String when, Object... words) {
    String text =
        """
        %s(principal == Kind::"%s", action, resource == Kind::"%s")
        when { %s.contains(action) && context.emergency == %s && (%s) };
        """
            .formatted(
                effect,
                row.to(),
                row.from(),
                row.actions().stream().map("Action::\"%s\""::formatted).toList(),
                row.emergency(),
                when.formatted(words));
    policies.add(new Policy(text, id + " " + row.id()));
  }

  private String passes(String category) {
    return "(%s && %s && %s)".formatted(permitted(category), secrecy(category), place(category));
  }

  private String permitted(String category) {
    if (row.objection() == Objection.OVERRIDE) {
      return "true";
    }
    return switch (row.condition()) {
      case "none" -> "!context.told.no.contains(\"%s\")".formatted(category);
      case "explicit-consent" -> "context.told.yes.contains(\"%s\")".formatted(category);
      case "written-consent" -> "context.signed.yes.contains(\"%s\")".formatted(category);
      case "consent-of-referral" ->
          "context.referral.something && !context.referral.no.contains(\"%1$s\") && !context.report.no.contains(\"%1$s\")"
              .formatted(category);
      default -> throw new IllegalStateException(row.condition());
    };
  }

  private String secrecy(String category) {
    return row.isMedical() && !row.emergency()
        ? "%s.named.contains(\"%s\")".formatted(lifting, category)
        : "true";
  }

  /** A secret address is for those whom the client named, and for who comes to help now. */
  private String place(String category) {
    if (!WHEREABOUTS.contains(category)) {
      return "true";
    }
    if (!row.releasable().contains("protected-address")) {
      return "!context.secretAddress";
    }
    if (row.emergency()) {
      return "true";
    }
    String account = row.condition().equals("consent-of-referral") ? "context.report" : lifting;
    String known =
        WHEREABOUTS.stream()
            .map(c -> "%s && %s".formatted(permitted(c), secrecy(c)))
            .collect(joining(" && "));
    return "(!context.secretAddress || (%s.named.containsAll(%s) && %s))"
        .formatted(account, list(WHEREABOUTS), known);
  }

  private static String list(Collection<String> words) {
    return words.stream().map("\"%s\""::formatted).collect(joining(", ", "[", "]"));
  }
}
