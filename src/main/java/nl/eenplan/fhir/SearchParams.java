package nl.eenplan.fhir;

import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.eenplan.fhir.reading.Read;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Search parameters as HAPI hands them over; a value that nothing can have finds nothing. */
final class SearchParams {

  /** No organisation has it, so that it finds nothing. */
  private static final OrganisationCode NOBODY = new OrganisationCode("no-such-organisation");

  private static final UUID NOTHING = new UUID(0, 0);

  private SearchParams() {}

  static Set<UUID> ids(@Nullable TokenOrListParam tokens) {
    return tokens == null
        ? Set.of()
        : tokens.getValuesAsQueryTokens().stream()
            .flatMap(token -> Read.uuid(unmodified(token)).stream())
            .collect(Collectors.toSet());
  }

  static boolean findsNothing(@Nullable TokenOrListParam tokens, Set<?> read) {
    return tokens != null && !tokens.getValuesAsQueryTokens().isEmpty() && read.isEmpty();
  }

  /** An id in a number of the hub's own; what is none finds nothing. */
  static UUID idInToken(TokenParam token) {
    return Read.uuid(unmodified(token)).orElse(NOTHING);
  }

  static Optional<UUID> id(@Nullable ReferenceParam reference) {
    return Optional.ofNullable(unchained(reference))
        .map(present -> Read.uuid(present.getIdPart()).orElse(NOTHING));
  }

  static Optional<OrganisationCode> organisation(@Nullable ReferenceParam reference) {
    return Optional.ofNullable(unchained(reference))
        .map(present ->
            Optional.ofNullable(present.getIdPart())
                .filter(OrganisationCode::isValid)
                .map(OrganisationCode::new)
                .orElse(NOBODY));
  }

  /**
   * @throws Problem INVALID for a code that is not in the list
   */
  static <T> Set<T> codes(
      @Nullable TokenOrListParam tokens, Function<String, Optional<T>> of, String name) {
    return tokens == null
        ? Set.of()
        : tokens.getValuesAsQueryTokens().stream()
            .map(SearchParams::unmodified)
            .map(code -> of.apply(code).orElseThrow(() -> Problem.of(Problem.Code.INVALID, name)))
            .collect(Collectors.toSet());
  }

  /** A modifier turns a question around. */
  static String unmodified(TokenParam token) {
    if (token.getModifier() != null || token.getMissing() != null || token.getValue() == null) {
      throw Problem.of(Problem.Code.NOT_SUPPORTED, "?parameter:modifier");
    }
    return token.getValue();
  }

  /** A chain would look into another resource, and put what it looks for in an address. */
  private static @Nullable ReferenceParam unchained(@Nullable ReferenceParam reference) {
    if (reference != null && reference.getChain() != null) {
      throw Problem.of(Problem.Code.NOT_SUPPORTED, "?reference.parameter");
    }
    return reference;
  }
}
