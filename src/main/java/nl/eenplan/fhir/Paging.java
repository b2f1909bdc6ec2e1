package nl.eenplan.fhir;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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

  /** Where the next page of a search begins that does not count from the beginning. */
  static final String AFTER = "_after";

  private static final int DEFAULT = 20;
  private static final int MOST = 100;

  /** An identifier may be a BSN, and a link is an address. */
  private static final Set<String> NOT_IN_LINKS = Set.of("_offset", AFTER, "identifier");

  private static final int FARTHEST = 1_000_000;

  /** What changes a search and is not known here would give another answer than was asked. */
  private static final Set<String> KNOWN =
      Set.of("_id", "_count", "_offset", "_format", "_pretty", "_summary", "_elements", "_total");

  /**
   * @throws Problem NOT_SUPPORTED for a general parameter that this hub does not know
   */
  static Paging of(@Nullable Integer offset, @Nullable Integer count, RequestDetails request) {
    if (request.getParameters().keySet().stream()
        .anyMatch(
            name -> name.startsWith("_") && !KNOWN.contains(name) && !isPlace(name, request))) {
      throw Problem.of(Problem.Code.NOT_SUPPORTED, "?_...");
    }
    int size = count == null ? DEFAULT : Math.clamp(count, 1, MOST);
    return new Paging(offset == null ? 0 : Math.clamp(offset, 0, FARTHEST), size);
  }

  /** Of the log alone: another search would begin anew, and its reader never end. */
  private static boolean isPlace(String name, RequestDetails request) {
    return name.equals(AFTER) && "AuditEvent".equals(request.getResourceName());
  }

  /** One more than fits, to know whether there is a next page. */
  int fetch() {
    return size + 1;
  }

  /**
   * @param found up to {@link #fetch} resources
   */
  Bundle bundle(List<? extends Resource> found, RequestDetails request) {
    Optional<String> next =
        Optional.of("_offset=" + (offset + size)).filter(link -> found.size() > size);
    return bundle(
        found.stream().limit(size).toList(), offset == 0, "_offset=" + offset, next, request);
  }

  /**
   * A page that begins after a place, which costs the same however far that is.
   *
   * @param after empty for the first page
   * @param next the place after which the next page begins; empty when this is the last
   */
  static Bundle bundle(
      List<? extends Resource> page,
      Optional<UUID> after,
      Optional<UUID> next,
      RequestDetails request) {
    return bundle(
        page,
        after.isEmpty(),
        after.map(place -> AFTER + "=" + place).orElse("_offset=0"),
        next.map(place -> AFTER + "=" + place),
        request);
  }

  private static Bundle bundle(
      List<? extends Resource> page,
      boolean first,
      String self,
      Optional<String> next,
      RequestDetails request) {
    Bundle bundle = new Bundle();
    bundle.setType(Bundle.BundleType.SEARCHSET);
    if (next.isEmpty() && first) {
      bundle.setTotal(page.size());
    }
    bundle.addLink().setRelation("self").setUrl(url(request, self));
    next.ifPresent(place -> bundle.addLink().setRelation("next").setUrl(url(request, place)));
    page.forEach(resource ->
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

  private static String url(RequestDetails request, String from) {
    Stream<String> asked =
        request.getParameters().entrySet().stream()
            .filter(parameter -> !NOT_IN_LINKS.contains(parameter.getKey()))
            .flatMap(Paging::pairs);
    return request.getFhirServerBase()
        + "/"
        + request.getResourceName()
        + "?"
        + Stream.concat(asked, Stream.of(from)).collect(Collectors.joining("&"));
  }

  private static Stream<String> pairs(Map.Entry<String, String[]> parameter) {
    return Stream.of(parameter.getValue())
        .map(value -> encode(parameter.getKey()) + "=" + encode(value));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
