package nl.eenplan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The short form of the crash run: one {@code kill -9} of each, always the same moment. */
@Execution(ExecutionMode.CONCURRENT)
class WhatWasAcknowledgedIsKeptTest {

  private static final long SEED = 20261122;

  @ParameterizedTest
  @EnumSource
  void afterAKillUnderLoad(Victim victim) throws Exception {
    Path folder = Path.of("target/bench/kill", victim.name().toLowerCase(Locale.ROOT));

    assertThat(CrashRun.run(folder, victim, 1, Duration.ofSeconds(3), SEED))
        .matches(CrashRun.Verdict::isClean, "nothing lost, doubled or half done");
  }
}
