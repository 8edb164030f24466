package io.punchgate.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void givenOneToAThousandMilliseconds_whenAsked_thenQuantilesAreTwoPercentOffAtMost() {
        Latencies latencies = new Latencies();
        for (int millis = 1; millis <= 1_000; millis++) {
            latencies.add(TimeUnit.MILLISECONDS.toNanos(millis));
        }

        assertThat(latencies.quantile(0.5)).isCloseTo(500, Percentage.withPercentage(2));
        assertThat(latencies.quantile(0.99)).isCloseTo(990, Percentage.withPercentage(2));
    }

    @Test
    void givenShortOnes_whenAsked_thenMicrosecondsAreExact() {
        Latencies latencies = new Latencies();
        latencies.add(TimeUnit.MICROSECONDS.toNanos(100));
        latencies.add(-1);

        assertThat(latencies.quantile(1)).isCloseTo(0.1, within(1e-9));
        assertThat(latencies.quantile(0.5)).isZero();
    }

    @Test
    void givenNone_whenAsked_thenThereIsNoQuantile() {
        assertThat(new Latencies().quantile(0.5)).isNaN();
    }
}
