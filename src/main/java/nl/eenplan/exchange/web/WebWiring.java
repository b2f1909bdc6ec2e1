package nl.eenplan.exchange.web;

import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.component.platform.http.springboot.CamelRequestHandlerMapping;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpEngine;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What camel-platform-http-starter would do by itself on Spring Boot 3. */
@Configuration(proxyBeanMethods = false)
class WebWiring {

  /** A request is answered by the thread that brought it, which knows who is asking. */
  @Bean("platform-http-engine")
  PlatformHttpEngine platformHttpEngine(@Value("${server.port:8080}") int port) {
    return new SpringBootPlatformHttpEngine(port, Runnable::run);
  }

  @Bean
  CamelRequestHandlerMapping camelRequestHandlerMapping(
      PlatformHttpEngine engine, CamelContext camel) {
    return new CamelRequestHandlerMapping(
        camel.getComponent("platform-http", PlatformHttpComponent.class), engine);
  }
}
