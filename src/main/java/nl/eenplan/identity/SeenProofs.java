package nl.eenplan.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.support.NoOpCache;
import org.springframework.cache.support.SimpleValueWrapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Which DPoP proofs were shown already (RFC 9449, section 11.1), to this hub or to another one on
 * the same database. It keeps to real time, as tokens do.
 */
@Component
class SeenProofs extends NoOpCache {

  /** How far the clock of a partner may be off. */
  static final Duration SKEW = Duration.ofSeconds(30);

  /** Longer than any proof is accepted. */
  private static final Duration KEPT = SKEW.multipliedBy(4);

  private final JdbcClient database;

  SeenProofs(JdbcClient database) {
    super("seen-proofs");
    this.database = database;
  }

  /** Something when the proof was seen before. */
  @Override
  public @Nullable ValueWrapper putIfAbsent(Object hash, @Nullable Object proof) {
    int added =
        database
            .sql("insert into seen_proof (hash, until) values (?, ?) on conflict do nothing")
            .params(hash.toString(), Instant.now().plus(KEPT).atOffset(ZoneOffset.UTC))
            .update();
    return added == 1 ? null : new SimpleValueWrapper(hash);
  }

  @Scheduled(fixedDelayString = "PT1M")
  void forgetTheOld() {
    database
        .sql("delete from seen_proof where until < ?")
        .param(Instant.now().atOffset(ZoneOffset.UTC))
        .update();
  }
}
