package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nl.eenplan.api.NlApi;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What the NL API says that it can, is what it can, and nothing else. */
@HubTest
class TheContractIsKeptTest {

  private final Hub hub;
  private final NlApi api;

  TheContractIsKeptTest(Hub hub, NlApi api) {
    this.hub = hub;
    this.api = api;
  }

  @Test
  void eachRouteIsInTheContractAndTheOtherWayRound() throws IOException {
    assertThat(routes()).isEqualTo(new Contract(hub).operations());
  }

  @Test
  void eachRouteLeadsToAnOperationAndTheOtherWayRound() throws IOException {
    assertThat(
            routes().stream()
                .map(route -> route.substring(route.lastIndexOf(' ') + 1))
                .collect(Collectors.toSet()))
        .isEqualTo(api.operations());
  }

  @SuppressWarnings("unchecked") // of a file that is known
  private static Set<String> routes() throws IOException {
    Set<String> routes = new TreeSet<>();
    List<Map<String, Object>> file =
        new Yaml().load(Files.readString(Path.of("routes/api.camel.yaml")));
    Map<String, Object> rest =
        (Map<String, Object>)
            file.stream()
                .filter(one -> one.containsKey("rest"))
                .findFirst()
                .orElseThrow()
                .get("rest");
    for (String method : List.of("get", "post", "put")) {
      for (Map<String, String> verb : (List<Map<String, String>>) rest.get(method)) {
        routes.add("%s %s %s".formatted(method, verb.get("path"), verb.get("id")));
      }
    }
    return routes;
  }
}
