package nl.eenplan.disclosure;

import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.CedarMap;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.Value;
import java.time.Period;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nl.eenplan.client.Category;

/**
 * The rows between two kinds for one purpose: the fewer policies, the faster Cedar answers. For the
 * same reason it is told only about what some policy of the flow mentions.
 *
 * @param text of all policies
 */
record CedarFlow(PolicySet policies, String text, Set<String> mentioned, Optional<Period> lasts) {

  record Key(String purpose, String from, String to) {}

  static CedarFlow of(Collection<WrittenRow> rows) throws CacheException {
    Set<Policy> policies = new HashSet<>(Set.of(CedarPolicies.agreement()));
    rows.forEach(row -> policies.addAll(CedarPolicies.of(row)));
    String text = policies.stream().map(policy -> policy.policySrc).collect(Collectors.joining());
    Set<String> mentioned = new HashSet<>();
    for (Category category : Category.values()) {
      if (text.contains("\"" + category.code() + "\"")) {
        mentioned.add(category.code());
      }
    }
    PolicySet set = new PolicySet(policies);
    set.cache();
    Optional<Period> lasts = rows.stream().flatMap(row -> row.consentLasts().stream()).findFirst();
    return new CedarFlow(set, text, mentioned, lasts);
  }

  /** What the consents say by each account that a policy asks for. */
  Map<String, Value> accounts(Question question, Circumstances known) {
    Map<String, Value> accounts = new HashMap<>();
    Party sender = question.sender();
    Party receiver = question.receiver();
    add(accounts, "told", receiver, sender, question, known);
    add(accounts, "signed", receiver, sender, question, known);
    add(accounts, "referral", sender, receiver, question, known);
    add(accounts, "report", receiver, receiver, question, known);
    return accounts;
  }

  private void add(
      Map<String, Value> accounts,
      String name,
      Party about,
      Party asked,
      Question question,
      Circumstances known) {
    if (!text.contains("context." + name)) {
      return;
    }
    boolean signed = name.equals("signed");
    Sayings sayings = Sayings.about(about, asked.code(), signed, lasts, question, known.consents());
    accounts.put(
        name,
        new CedarMap(
            Map.of(
                "yes",
                CedarOracle.strings(only(sayings.yes(), mentioned)),
                "named",
                CedarOracle.strings(only(sayings.named(), mentioned)),
                "no",
                CedarOracle.strings(sayings.no()),
                "something",
                new PrimBool(!sayings.yes().isEmpty()),
                "some",
                new PrimBool(sayings.some()),
                "lost",
                new PrimBool(sayings.lost()))));
  }

  private static Set<String> only(Set<String> categories, Set<String> these) {
    return categories.stream().filter(these::contains).collect(Collectors.toSet());
  }
}
