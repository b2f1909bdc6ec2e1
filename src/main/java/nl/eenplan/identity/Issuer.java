package nl.eenplan.identity;

import java.net.URI;

/** The OpenID Connect provider that the hub believes. */
public interface Issuer {

  /** As tokens name it, such as {@code https://login.example.org/realms/eenplan}. */
  String url();

  /** Scheme, host and port of it, as a browser compares them. */
  default String origin() {
    URI url = URI.create(url());
    return url.getScheme() + "://" + url.getRawAuthority();
  }
}
