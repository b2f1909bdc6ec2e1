package nl.eenplan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The short form of the crash run: one {@code kill -9} under load, always the same moment. */
class WhatWasAcknowledgedIsKeptTest {

  private static final long SEED = 20261122;

  @Test
  void afterAKillUnderLoad() throws Exception {
    Path folder = Path.of("target/bench/kill");

    assertThat(CrashRun.run(folder, 1, Duration.ofSeconds(3), SEED))
        .matches(CrashRun.Verdict::isClean, "nothing lost, doubled or half done");
  }
}
