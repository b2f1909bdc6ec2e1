package nl.eenplan.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.eenplan.door.Failure;
import nl.eenplan.problem.Problem;
import org.springframework.stereotype.Component;

/** Answers whatever is asked; what goes wrong is an answer too. */
@Component("nlApi")
public class NlApi {

  private final Map<String, Operation> operations;
  private final Problems problems;

  NlApi(List<Operations> all, Problems problems) {
    this.operations =
        all.stream()
            .flatMap(some -> some.operations().stream())
            .collect(Collectors.toUnmodifiableMap(Operation::id, Function.identity()));
    this.problems = problems;
  }

  /** The ids of all that can be asked. */
  public Set<String> operations() {
    return operations.keySet();
  }

  public Answer answer(Asked asked) {
    try {
      Operation operation =
          Optional.ofNullable(operations.get(asked.operation()))
              .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
      asked.refuseOtherKeys(operation.keys());
      return operation.answer().apply(asked);
    } catch (RuntimeException e) {
      return problems.answer(Failure.of(e));
    }
  }
}
