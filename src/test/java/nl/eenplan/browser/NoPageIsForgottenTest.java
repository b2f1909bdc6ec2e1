package nl.eenplan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import nl.eenplan.HubTest;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** Comes after all other tests of a run, and knows by then which pages had a look. */
@HubTest
@BrowserTest
@Order(Integer.MAX_VALUE)
class NoPageIsForgottenTest {

  /** Documents to keep or print, and addresses that only lead to a page. */
  private static final Set<String> NO_PAGES =
      Set.of(
          "/consents/{id}/receipt",
          "/consents/{id}/letter",
          "/consents/{id}/evidence",
          "/consents/{id}/signed",
          "/groups/{id}/attendance",
          "/groups/new/{draft}");

  private final RequestMappingHandlerMapping doors;

  NoPageIsForgottenTest(
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping doors) {
    this.doors = doors;
  }

  @Test
  void everyPageOfThePortalHadALook() {
    assertThat(pages()).extracting(PathPattern::getPatternString).contains("/", "/signed-out");
    Assumptions.assumeTrue(System.getProperty("test") == null, "only some tests were run");

    assertThat(pages().stream().filter(page -> !hadALook(page))).isEmpty();
  }

  private List<PathPattern> pages() {
    return doors.getHandlerMethods().entrySet().stream()
        .filter(door -> door.getValue().getBeanType().getPackageName().contains(".portal"))
        .map(door -> door.getKey())
        .filter(NoPageIsForgottenTest::isPage)
        .flatMap(door -> door.getPathPatternsCondition().getPatterns().stream())
        .toList();
  }

  /** A document to keep or print says what kind it is. */
  private static boolean isPage(RequestMappingInfo door) {
    return door.getMethodsCondition().getMethods().contains(RequestMethod.GET)
        && (door.getProducesCondition().isEmpty()
            || door.getProducesCondition().getProducibleMediaTypes().contains(MediaType.TEXT_HTML));
  }

  private static boolean hadALook(PathPattern page) {
    return NO_PAGES.contains(page.getPatternString())
        || Visitor.LOOKED.stream().anyMatch(path -> page.matches(PathContainer.parsePath(path)));
  }
}
