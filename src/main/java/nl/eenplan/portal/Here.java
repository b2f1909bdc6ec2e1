package nl.eenplan.portal;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/** The address of the page that was asked for, to lead to the same page with something else. */
public final class Here {

  private Here() {}

  /**
   * Encoded as it came, so to be built as such. Relative: nothing of the outside world's view of
   * our address matters.
   */
  public static UriComponentsBuilder address() {
    UriComponentsBuilder here = ServletUriComponentsBuilder.fromCurrentRequest();
    here.scheme(null).host(null).port(null);
    return Optional.ofNullable(here.build().getQuery())
        .map(query -> here.replaceQuery(buildable(query)))
        .orElse(here);
  }

  /** In an address a value may hold a bare {@code =}; what builds one refuses it. */
  private static String buildable(String query) {
    return Stream.of(query.split("&"))
        .map(pair -> {
          int value = pair.indexOf('=') + 1;
          return pair.substring(0, value) + pair.substring(value).replace("=", "%3D");
        })
        .collect(Collectors.joining("&"));
  }
}
