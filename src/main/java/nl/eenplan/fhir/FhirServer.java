package nl.eenplan.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.PerformanceOptionsEnum;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.IncomingRequestAddressStrategy;
import ca.uhn.fhir.rest.server.RestfulServer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import nl.eenplan.door.BodyLimits;
import nl.eenplan.door.BodyLimits.Spoken;
import nl.eenplan.problem.Problem;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** HAPI's server at {@code /fhir}. */
@Configuration(proxyBeanMethods = false)
class FhirServer {

  /** A search by POST, and an operation on one resource, which asks nothing more than its id. */
  private static final Pattern MAY_BE_EMPTY =
      Pattern.compile("/_search$|/[^/$]+/(\\$|%24)[a-z-]+$");

  /** Strict: what it does not know it refuses, instead of writing it in the log. */
  @Bean
  FhirContext fhirContext() {
    FhirContext context = FhirContext.forR4();
    context.setPerformanceOptions(PerformanceOptionsEnum.DEFERRED_MODEL_SCANNING);
    context.setParserErrorHandler(new StrictErrorHandler());
    // Nothing here refers to a resource that is not written out: no need to look for one.
    context.getParserOptions().setAutoContainReferenceTargetsWithNoId(false);
    return context;
  }

  @Bean
  ServletRegistrationBean<RestfulServer> fhirServlet(
      FhirContext context,
      List<IResourceProvider> doors,
      TransactionDoor transactions,
      BreakGlassDoor breakGlass,
      RecallDoor recalls,
      WhatIfDoor whatIf,
      ReceiptDoor receipts,
      GroupDoor groups,
      TermsDoor terms,
      StatisticsDoor statistics,
      HsdsDoor hsds,
      Outcomes outcomes) {
    RestfulServer server = new RestfulServer(context);
    server.setServerName("Eenplan");
    server.setImplementationDescription("Eenplan: one client, one plan, one director");
    server.setDefaultResponseEncoding(EncodingEnum.JSON);
    server.setServerAddressStrategy(new IncomingRequestAddressStrategy());
    server.setResourceProviders(doors);
    server.registerProviders(
        transactions, breakGlass, recalls, whatIf, receipts, groups, terms, statistics, hsds);
    server.registerInterceptor(outcomes);
    ServletRegistrationBean<RestfulServer> servlet =
        new ServletRegistrationBean<>(server, "/fhir/*");
    servlet.setName("fhir");
    servlet.setLoadOnStartup(1);
    return servlet;
  }

  @Bean
  FilterRegistrationBean<BodyLimits> bodyLimits(@Lazy FhirContext context) {
    FilterRegistrationBean<BodyLimits> filter =
        new FilterRegistrationBean<>(
            new BodyLimits(
                new Spoken(
                    "application/fhir+json",
                    true,
                    MAY_BE_EMPTY,
                    (response, status, problem) -> refuse(context, response, status, problem))));
    filter.setName("fhir-body-limits");
    filter.addUrlPatterns("/fhir/*");
    return filter;
  }

  private static void refuse(
      FhirContext fhir, HttpServletResponse response, int status, Problem problem)
      throws IOException {
    OperationOutcome outcome =
        Outcomes.outcome(
            IssueType.STRUCTURE, problem.code().code(), problem.dutch(), problem.english());
    byte[] answer =
        fhir.newJsonParser().encodeResourceToString(outcome).getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType("application/fhir+json;charset=UTF-8");
    response.getOutputStream().write(answer);
  }
}
