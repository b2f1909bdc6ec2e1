package nl.eenplan.exchange.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitsGrowTest {

  private final DeliverySettings settings =
      new DeliverySettings(Duration.ofSeconds(5), Duration.ofHours(1), Duration.ofDays(3), 4, 16);

  @Test
  void fromSecondsToAnHourAndNoFurther() {
    assertThat(settings.waitAfter(1, 0.5)).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.waitAfter(2, 0.5)).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.waitAfter(8, 0.5)).isEqualTo(Duration.ofSeconds(640));
    assertThat(settings.waitAfter(11, 0.5)).isEqualTo(Duration.ofHours(1));
    assertThat(settings.waitAfter(Integer.MAX_VALUE, 1)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void spreadOverHalfToOneAndAHalf() {
    assertThat(settings.waitAfter(3, 0)).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.waitAfter(3, 1)).isEqualTo(Duration.ofSeconds(30));
  }
}
