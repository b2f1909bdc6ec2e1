package nl.eenplan.identity.browser;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/**
 * Sessions live in the database: any hub serves any request, and one that ends logs nobody out.
 * Scripts cannot read the cookie, other sites cannot send it along with a form, and outside the
 * demo it goes over TLS only.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("eenplan.client-secret")
@EnableJdbcHttpSession(tableName = "browser_session")
class BrowserSessions {

  private static final String COOKIE = "eenplan-session";

  @Bean
  SessionRepositoryCustomizer<JdbcIndexedSessionRepository> untilLeftAlone(
      @Value("${eenplan.session-idle:PT30M}") Duration idle) {
    return sessions -> {
      sessions.setDefaultMaxInactiveInterval(idle);
      new PostgreSqlJdbcIndexedSessionRepositoryCustomizer().customize(sessions);
    };
  }

  @Bean
  CookieSerializer sessionCookie(@Value("${eenplan.secure-cookies:true}") boolean secure) {
    DefaultCookieSerializer cookie = new DefaultCookieSerializer();
    cookie.setCookieName(secure ? "__Host-" + COOKIE : COOKIE);
    cookie.setUseSecureCookie(secure);
    cookie.setUseHttpOnlyCookie(true);
    // Strict would lose the session on the way back from the issuer.
    cookie.setSameSite("Lax");
    return cookie;
  }

  @Bean
  ConversionService springSessionConversionService() {
    GenericConversionService bytes = new GenericConversionService();
    bytes.addConverter(Object.class, byte[].class, new SerializingConverter());
    bytes.addConverter(byte[].class, Object.class, new SessionReader());
    return bytes;
  }
}
