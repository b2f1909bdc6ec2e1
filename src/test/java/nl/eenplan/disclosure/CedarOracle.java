package nl.eenplan.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.cedarpolicy.AuthorizationEngine;
import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The policies of a folder in Cedar, and what they answer. */
final class CedarOracle {

  private static final EntityTypeName KIND = EntityTypeName.parse("Kind").orElseThrow();
  private static final EntityTypeName ACTION = EntityTypeName.parse("Action").orElseThrow();

  private final AuthorizationEngine cedar = new BasicAuthorizationEngine();
  private final Map<CedarFlow.Key, CedarFlow> flows = new HashMap<>();
  private final CedarFlow unknown = CedarFlow.of(Set.of());

  CedarOracle(Path folder) throws Exception {
    Map<CedarFlow.Key, Set<WrittenRow>> rows = new HashMap<>();
    for (WrittenRow row : WrittenRow.in(folder)) {
      CedarFlow.Key key = new CedarFlow.Key(row.purpose(), row.from(), row.to());
      rows.computeIfAbsent(key, k -> new HashSet<>()).add(row);
    }
    for (Map.Entry<CedarFlow.Key, Set<WrittenRow>> flow : rows.entrySet()) {
      flows.put(flow.getKey(), CedarFlow.of(flow.getValue()));
    }
  }

  /**
   * What Cedar says.
   *
   * @param verdict permit, review, refuse, or the reason of a refusal that does not need a row
   */
  record Answer(String verdict, Set<String> released) {}

  Answer ask(Question question, Circumstances known) {
    String from = question.sender().kind().code();
    String to = question.receiver().kind().code();
    CedarFlow flow =
        flows.getOrDefault(new CedarFlow.Key(question.purpose().code(), from, to), unknown);
    Map<String, Value> context = flow.accounts(question, known);
    context.put(
        "agreement",
        new PrimBool(
            question.sender().agreementInForce() && question.receiver().agreementInForce()));
    context.put("emergency", new PrimBool(question.emergency()));
    context.put("claimed", new PrimString(question.claimed().orElse("")));
    context.put("asked", strings(question.asked().codes()));
    context.put("secretAddress", new PrimBool(known.protectedAddress()));
    AuthorizationRequest request =
        new AuthorizationRequest(
            KIND.of(to), ACTION.of(question.action().code()), KIND.of(from), context);
    AuthorizationSuccessResponse answer = answer(request, flow.policies());
    assertThat(answer.getErrors()).isEmpty();
    return answer.isAllowed() ? permit(answer.getReason()) : refuse(answer.getReason());
  }

  private AuthorizationSuccessResponse answer(AuthorizationRequest request, PolicySet policies) {
    try {
      return cedar.isAuthorized(request, policies, Set.of()).success.orElseThrow();
    } catch (AuthException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The permits that hold are called "0 category row". */
  private static Answer permit(Set<String> permits) {
    Set<String> released = new TreeSet<>();
    for (String permit : permits) {
      String[] words = permit.split(" ");
      if (words.length == 3) {
        released.add(words[1]);
      }
    }
    return new Answer("permit", released);
  }

  private static Answer refuse(Set<String> forbids) {
    String first = forbids.isEmpty() ? "2 no-ground" : new TreeSet<>(forbids).first();
    return new Answer(first.split(" ")[1], Set.of());
  }

  static CedarList strings(Collection<String> words) {
    return new CedarList(words.stream().<Value>map(PrimString::new).toList());
  }
}
