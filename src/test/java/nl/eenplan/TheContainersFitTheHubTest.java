package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code docker/} says of the hub is so, as far as can be seen without containers. */
class TheContainersFitTheHubTest {

  private static final Path DOCKER = Path.of("docker");
  private static final Pattern SETTING = Pattern.compile("eenplan\\.[a-z]+(?:[.-][a-z]+)*");
  private static final Pattern PREFIX =
      Pattern.compile("@ConfigurationProperties\\(\"(eenplan\\.[a-z.-]+)\"\\)");
  private static final Pattern COMPONENT = Pattern.compile("\\b([a-z][A-Za-z]*)[,)]");
  private static final Pattern LEFT_OPEN = Pattern.compile("\\$\\{([A-Z_]+)}");

  private final Map<String, Map<String, Object>> services = section("services");

  @Test
  void everySettingExists() throws IOException {
    Set<String> known = settings().stream().map(this::asEnvironment).collect(toSorted());
    assertThat(known).contains("EENPLAN_ISSUER", "EENPLAN_CLIENT_SECRET");
    for (String hub : List.of("hub-1", "hub-2")) {
      assertThat(environment(hub).keySet().stream().filter(name -> name.startsWith("EENPLAN_")))
          .isNotEmpty()
          .isSubsetOf(known);
      assertThat(secretsOf(hub).stream().filter(name -> name.startsWith("eenplan.")))
          .hasSize(2)
          .allMatch(name -> known.contains(asEnvironment(name)));
    }
  }

  @Test
  void everySettingInTheReadmeExists() throws IOException {
    Set<String> known = settings();
    Set<String> told =
        Files.readAllLines(Path.of("README.md")).stream()
            .filter(line -> line.startsWith("| `eenplan."))
            .map(line -> line.substring(0, line.indexOf('|', 1)))
            .flatMap(cell -> SETTING.matcher(cell).results().map(found -> found.group()))
            .collect(toSorted());
    assertThat(told).hasSizeGreaterThan(8).isSubsetOf(known);
  }

  @Test
  void whatTheRealmLeavesOpenIsFilledIn() throws IOException {
    String realm = Files.readString(DOCKER.resolve("keycloak/eenplan-realm.json"));
    Set<String> open =
        LEFT_OPEN.matcher(realm).results().map(found -> found.group(1)).collect(toSorted());
    Set<String> given = new TreeSet<>(environment("keycloak").keySet());
    Pattern.compile("export ([A-Z_]+)=")
        .matcher(services.get("keycloak").get("command").toString())
        .results()
        .forEach(found -> given.add(found.group(1)));
    assertThat(open).hasSizeGreaterThan(5).isSubsetOf(given);
  }

  /** Nobody who can read the repository can enter a realm that is made of it. */
  @Test
  void theRealmHoldsNoSecret() throws IOException {
    JsonNode realm =
        JsonMapper.builder()
            .build()
            .readTree(Files.readString(DOCKER.resolve("keycloak/eenplan-realm.json")));
    for (JsonNode client : realm.path("clients")) {
      assertThat(client.path("secret").asString("${none}")).startsWith("${");
      assertThat(client.path("publicClient").asBoolean(true)).isFalse();
      assertThat(client.path("directAccessGrantsEnabled").asBoolean(true)).isFalse();
      assertThat(client.path("implicitFlowEnabled").asBoolean(true)).isFalse();
    }
    for (JsonNode user : realm.path("users")) {
      user.path("credentials")
          .forEach(given -> assertThat(given.path("value").asString()).startsWith("${"));
      assertThat(user.path("groups").size()).as(user.path("username").asString()).isEqualTo(1);
    }
    assertThat(realm.path("bruteForceProtected").asBoolean()).isTrue();
    assertThat(realm.path("registrationAllowed").asBoolean()).isFalse();
  }

  @Test
  void everyFileThatIsMountedIsThere() {
    for (String service : services.keySet()) {
      volumes(service).stream()
          .filter(volume -> volume.startsWith("./"))
          .map(volume -> DOCKER.resolve(volume.substring(2, volume.indexOf(':'))))
          .forEach(file -> assertThat(file).as(service).exists());
    }
  }

  /** The README makes each of them; none is in the repository. */
  @Test
  void everySecretIsAFileThatTheReadmeTellsToMake() throws IOException {
    String readme = Files.readString(DOCKER.resolve("README.md"));
    Map<String, Map<String, Object>> secrets = section("secrets");
    assertThat(secrets).hasSizeGreaterThan(8);
    secrets.forEach((name, secret) -> {
      assertThat(secret).containsEntry("file", "./secrets/" + name);
      assertThat(readme).contains(name);
    });
    for (String service : services.keySet()) {
      assertThat(secrets.keySet()).containsAll(sourcesOfSecrets(service));
    }
  }

  @Test
  void everyImageIsPinnedAndEveryServiceIsWatched() {
    services.forEach((name, service) -> {
      assertThat(service.get("image").toString()).as(name).matches(".+:v?[0-9]+\\.[0-9].*");
      assertThat(service).as(name).containsKeys("healthcheck", "restart");
    });
  }

  @Test
  void theHubDoesNotRunAsRoot() throws IOException {
    List<String> lines = Files.readAllLines(DOCKER.resolve("Dockerfile"));
    assertThat(lines).contains("USER eenplan");
    assertThat(lines)
        .filteredOn(line -> line.startsWith("FROM"))
        .noneMatch(line -> line.contains(":latest") || !line.contains(":"));
  }

  /** Those that the program and the routes read. */
  private static Set<String> settings() throws IOException {
    Set<String> settings = new TreeSet<>();
    for (Path folder : List.of(Path.of("src/main"), Path.of("routes"))) {
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(file -> file.toString().matches(".*\\.(java|yaml)"))
            .map(TheContainersFitTheHubTest::read)
            .flatMap(text -> Stream.concat(named(text), bound(text)))
            .forEach(settings::add);
      }
    }
    return settings;
  }

  private static Stream<String> named(String source) {
    return SETTING.matcher(source).results().map(found -> found.group());
  }

  /** The components of a record that is filled with settings. */
  private static Stream<String> bound(String source) {
    return PREFIX
        .matcher(source)
        .results()
        .flatMap(prefix ->
            COMPONENT
                .matcher(source.substring(prefix.end()))
                .results()
                .map(component -> prefix.group(1) + "." + kebab(component.group(1))));
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private String asEnvironment(String setting) {
    return setting.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }

  private static Collector<String, ?, Set<String>> toSorted() {
    return Collectors.toCollection(TreeSet::new);
  }

  @SuppressWarnings("unchecked") // the shape of a compose file
  private static Map<String, Map<String, Object>> section(String name) {
    Map<String, Object> file = new Yaml().load(read(DOCKER.resolve("compose.yaml")));
    return (Map<String, Map<String, Object>>) file.get(name);
  }

  @SuppressWarnings("unchecked") // the shape of a compose file
  private Map<String, Object> environment(String service) {
    return (Map<String, Object>) services.get(service).getOrDefault("environment", Map.of());
  }

  @SuppressWarnings("unchecked") // the shape of a compose file
  private List<String> volumes(String service) {
    return (List<String>) services.get(service).getOrDefault("volumes", List.of());
  }

  @SuppressWarnings("unchecked") // the shape of a compose file
  private List<Object> secrets(String service) {
    return (List<Object>) services.get(service).getOrDefault("secrets", List.of());
  }

  private List<String> secretsOf(String service) {
    return secrets(service).stream().map(secret -> part(secret, "target")).toList();
  }

  private List<String> sourcesOfSecrets(String service) {
    return secrets(service).stream().map(secret -> part(secret, "source")).toList();
  }

  private static String part(Object secret, String name) {
    return secret instanceof Map<?, ?> parts ? parts.get(name).toString() : secret.toString();
  }
}
