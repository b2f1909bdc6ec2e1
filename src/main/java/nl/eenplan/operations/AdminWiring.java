package nl.eenplan.operations;

import java.util.regex.Pattern;
import nl.eenplan.door.BodyLimits;
import nl.eenplan.door.BodyLimits.Spoken;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/** What a request meets before it comes to a desk. */
@Configuration(proxyBeanMethods = false)
class AdminWiring {

  private static final Pattern MAY_BE_EMPTY = Pattern.compile("/(tries|test-messages)$");

  @Bean
  FilterRegistrationBean<BodyLimits> adminBodyLimits(JsonMapper json) {
    Spoken spoken =
        new Spoken(
            MediaType.APPLICATION_JSON_VALUE,
            false,
            MAY_BE_EMPTY,
            (response, status, problem) -> {
              ProblemDetail answer = AdminAnswers.answer(problem);
              answer.setStatus(status);
              response.setStatus(status);
              response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
              response.getOutputStream().write(json.writeValueAsBytes(answer));
            });
    FilterRegistrationBean<BodyLimits> filter =
        new FilterRegistrationBean<>(new BodyLimits(spoken));
    filter.setName("admin-body-limits");
    filter.addUrlPatterns("/admin/*");
    return filter;
  }
}
