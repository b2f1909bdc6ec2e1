package nl.eenplan.fhir;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.problem.Problem;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a search. Each page is a search of its own, and so a decision of its own; a total is
 * given only when all is on this page, so that it counts nothing that was not shown.
 *
 * @param size resources on a page: 20 unless asked otherwise, 100 at most
 */
record Paging(int offset, int size) {

  private static final int DEFAULT = 20;
  private static final int MOST = 100;

  /** An identifier may be a BSN, and a link is an address. */
  private static final Set<String> NOT_IN_LINKS = Set.of("_offset", "identifier");

  private static final int FARTHEST = 1_000_000;

  /** What changes a search and is not known here would give another answer than was asked. */
  private static final Set<String> KNOWN =
      Set.of("_id", "_count", "_offset", "_format", "_pretty", "_summary", "_elements", "_total");

  /**
   * @throws Problem NOT_SUPPORTED for a general parameter that this hub does not know
   */
  static Paging of(@Nullable Integer offset, @Nullable Integer count, RequestDetails request) {
    if (request.getParameters().keySet().stream()
        .anyMatch(name -> name.startsWith("_") && !KNOWN.contains(name))) {
      throw Problem.of(Problem.Code.NOT_SUPPORTED, "?_...");
    }
    int size = count == null ? DEFAULT : Math.clamp(count, 1, MOST);
    return new Paging(offset == null ? 0 : Math.clamp(offset, 0, FARTHEST), size);
  }

  /** One more than fits, to know whether there is a next page. */
  int fetch() {
    return size + 1;
  }

  /**
   * @param found up to {@link #fetch} resources
   */
  Bundle bundle(List<? extends Resource> found, RequestDetails request) {
    Bundle bundle = new Bundle();
    bundle.setType(Bundle.BundleType.SEARCHSET);
    boolean more = found.size() > size;
    if (!more && offset == 0) {
      bundle.setTotal(found.size());
    }
    bundle.addLink().setRelation("self").setUrl(url(request, offset));
    if (more) {
      bundle.addLink().setRelation("next").setUrl(url(request, offset + size));
    }
    found.stream()
        .limit(size)
        .forEach(resource ->
            bundle
                .addEntry()
                .setFullUrl(
                    request.getFhirServerBase()
                        + "/"
                        + resource.getResourceType().name()
                        + "/"
                        + resource.getIdElement().getIdPart())
                .setResource(resource)
                .getSearch()
                .setMode(Bundle.SearchEntryMode.MATCH));
    return bundle;
  }

  private String url(RequestDetails request, int from) {
    Stream<String> asked =
        request.getParameters().entrySet().stream()
            .filter(parameter -> !NOT_IN_LINKS.contains(parameter.getKey()))
            .flatMap(Paging::pairs);
    return request.getFhirServerBase()
        + "/"
        + request.getResourceName()
        + "?"
        + Stream.concat(asked, Stream.of("_offset=" + from)).collect(Collectors.joining("&"));
  }

  private static Stream<String> pairs(Map.Entry<String, String[]> parameter) {
    return Stream.of(parameter.getValue())
        .map(value -> encode(parameter.getKey()) + "=" + encode(value));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
