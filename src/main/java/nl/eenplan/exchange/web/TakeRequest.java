package nl.eenplan.exchange.web;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.eenplan.api.Asked;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Makes of a request what an operation may know of it. No header goes further: in Camel a header
 * can say which method is called or where a message goes.
 */
@Component("takeRequest")
class TakeRequest implements Processor {

  @Override
  public void process(Exchange exchange) throws IOException {
    HttpServletRequest request = ((PlatformHttpMessage) exchange.getMessage()).getRequest();
    Asked asked =
        new Asked(
            requireNonNull(exchange.getFromRouteId()),
            request.getRequestURI(),
            path(request),
            query(request),
            Optional.ofNullable(request.getHeader("If-Match")),
            new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setBody(asked);
  }

  private static Map<String, String> path(HttpServletRequest request) {
    Map<String, String> path = new LinkedHashMap<>();
    if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
        instanceof Map<?, ?> parts) {
      parts.forEach((name, value) -> path.put((String) name, (String) value));
    }
    return path;
  }

  private static Map<String, List<String>> query(HttpServletRequest request) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    request.getParameterMap().forEach((key, values) -> query.put(key, Arrays.asList(values)));
    return query;
  }
}
