package nl.eenplan.api;

import java.util.regex.Pattern;
import nl.eenplan.door.BodyLimits;
import nl.eenplan.door.BodyLimits.Spoken;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What a request meets before it is routed. */
@Configuration(proxyBeanMethods = false)
class ApiWiring {

  private static final Pattern MAY_BE_EMPTY =
      Pattern.compile("/(withdrawals|deletion-confirmations|resumptions|returns)$");

  /** Around the log-in check, so that its refusals are framed as well. */
  @Bean
  FilterRegistrationBean<ApiFrame> apiFrame(Problems problems) {
    FilterRegistrationBean<ApiFrame> filter = new FilterRegistrationBean<>(new ApiFrame(problems));
    filter.addUrlPatterns("/api/*");
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return filter;
  }

  @Bean
  FilterRegistrationBean<BodyLimits> apiBodyLimits(Problems problems) {
    FilterRegistrationBean<BodyLimits> filter =
        new FilterRegistrationBean<>(
            new BodyLimits(
                new Spoken(
                    Answer.JSON,
                    false,
                    MAY_BE_EMPTY,
                    (response, status, problem) ->
                        ApiFrame.write(response, problems.answer(status, problem)))));
    filter.setName("api-body-limits");
    filter.addUrlPatterns("/api/*");
    return filter;
  }
}
