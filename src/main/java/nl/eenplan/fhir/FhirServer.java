package nl.eenplan.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.PerformanceOptionsEnum;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.IncomingRequestAddressStrategy;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** HAPI's server at {@code /fhir}. */
@Configuration(proxyBeanMethods = false)
class FhirServer {

  /** Strict: what it does not know it refuses, instead of writing it in the log. */
  @Bean
  FhirContext fhirContext() {
    FhirContext context = FhirContext.forR4();
    context.setPerformanceOptions(PerformanceOptionsEnum.DEFERRED_MODEL_SCANNING);
    context.setParserErrorHandler(new StrictErrorHandler());
    return context;
  }

  @Bean
  ServletRegistrationBean<RestfulServer> fhirServlet(
      FhirContext context,
      List<IResourceProvider> doors,
      TransactionDoor transactions,
      BreakGlassDoor breakGlass,
      RecallDoor recalls,
      ReceiptDoor receipts,
      WhatIfDoor whatIf,
      Outcomes outcomes) {
    RestfulServer server = new RestfulServer(context);
    server.setServerName("Eenplan");
    server.setImplementationDescription("Eenplan: one client, one plan, one director");
    server.setDefaultResponseEncoding(EncodingEnum.JSON);
    server.setServerAddressStrategy(new IncomingRequestAddressStrategy());
    server.setResourceProviders(doors);
    server.registerProviders(transactions, breakGlass, recalls, receipts, whatIf);
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
        new FilterRegistrationBean<>(new BodyLimits(context));
    filter.addUrlPatterns("/fhir/*");
    return filter;
  }
}
