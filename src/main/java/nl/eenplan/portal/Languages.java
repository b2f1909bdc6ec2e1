package nl.eenplan.portal;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/** Dutch or English: as the reader chose here, or else as the browser asks; Dutch if neither. */
@Configuration(proxyBeanMethods = false)
class Languages implements WebMvcConfigurer {

  /** {@code ?lang=en} on any page, remembered by the browser. */
  static final String PARAMETER = "lang";

  static final Locale DUTCH = Locale.of("nl");
  private static final List<Locale> KNOWN = List.of(DUTCH, Locale.ENGLISH);

  @Bean
  LocaleResolver localeResolver(@Value("${eenplan.secure-cookies:true}") boolean secure) {
    AcceptHeaderLocaleResolver asked = new AcceptHeaderLocaleResolver();
    asked.setSupportedLocales(KNOWN);
    asked.setDefaultLocale(DUTCH);
    CookieLocaleResolver chosen = new CookieLocaleResolver("eenplan-language");
    chosen.setDefaultLocaleFunction(asked::resolveLocale);
    chosen.setCookieMaxAge(Duration.ofDays(365));
    chosen.setCookieHttpOnly(true);
    chosen.setCookieSecure(secure);
    chosen.setCookieSameSite("Lax");
    return chosen;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    LocaleChangeInterceptor change =
        new LocaleChangeInterceptor() {
          @Override
          protected Locale parseLocaleValue(String asked) {
            return asked.equals("en") ? Locale.ENGLISH : DUTCH;
          }
        };
    change.setParamName(PARAMETER);
    registry.addInterceptor(change);
  }
}
