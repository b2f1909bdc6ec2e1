package nl.eenplan.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * Remembers who is signing in or did so lately. A system's token speaks for itself and is forgotten
 * at once: remembering them all would fill the memory of a demo that is left running.
 */
final class DemoAuthorizations implements OAuth2AuthorizationService {

  private static final int MOST = 1_000;

  private final Map<String, OAuth2Authorization> byId = new LinkedHashMap<>();

  @Override
  public synchronized void save(OAuth2Authorization authorization) {
    if (authorization
        .getAuthorizationGrantType()
        .equals(AuthorizationGrantType.AUTHORIZATION_CODE)) {
      byId.remove(authorization.getId());
      byId.put(authorization.getId(), authorization);
      if (byId.size() > MOST) {
        byId.remove(byId.keySet().iterator().next());
      }
    }
  }

  @Override
  public synchronized void remove(OAuth2Authorization authorization) {
    byId.remove(authorization.getId());
  }

  @Override
  public @Nullable OAuth2Authorization findById(String id) {
    return find(authorization -> authorization.getId().equals(id));
  }

  @Override
  public @Nullable OAuth2Authorization findByToken(
      String token, @Nullable OAuth2TokenType tokenType) {
    return find(authorization -> authorization.getToken(token) != null);
  }

  private synchronized @Nullable OAuth2Authorization find(Predicate<OAuth2Authorization> wanted) {
    return byId.values().stream().filter(wanted).findFirst().orElse(null);
  }
}
