package io.punchgate.runtime.wait;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PollingTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void givenAConditionThatComesTrue_whenPolled_thenTheWaitEndsThere() {
        assertThat(Polling.until(() -> looks.incrementAndGet() == 3, Duration.ofMillis(1), LONG))
                .isTrue();
        assertThat(looks).hasValue(3);
    }

    @Test
    void givenAConditionThatStaysFalse_whenTheTimeIsOver_thenTheWaitEndsWithoutIt() {
        Duration max = Duration.ofMillis(20);
        long begun = System.nanoTime();
        assertThat(Polling.until(() -> false, Duration.ofMillis(1), Duration.ofMillis(4), max))
                .isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(max);
    }

    @Test
    void givenAnInterruptedThread_whenItPollsOrRests_thenItGoesOnAtOnceAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThat(Polling.until(() -> false, LONG, LONG)).isFalse();
            Polling.rest(LONG);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void givenATime_whenRested_thenItHasPassed() {
        long begun = System.nanoTime();
        Polling.rest(Duration.ofMillis(5));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(5));
    }
}
