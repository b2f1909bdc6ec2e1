package nl.eenplan.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The contract (OpenAPI 3): kept as YAML to be read, given as JSON; anybody may have it. */
@Component
class ContractApi implements Operations {

  private final String contract;

  ContractApi(Json json) throws IOException {
    try (InputStream yaml = new ClassPathResource("openapi/eenplan-v1.yaml").getInputStream()) {
      contract = json.text(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml));
    }
  }

  @Override
  public List<Operation> operations() {
    return List.of(Operation.of("read-contract", asked -> answer()));
  }

  private Answer answer() {
    return new Answer(200, Answer.JSON, Map.of("Access-Control-Allow-Origin", "*"), contract);
  }
}
