package io.punchgate.runtime.access.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.punchgate.runtime.BesideOthers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@BesideOthers
class KeyRatesTest {

    private static final int PER_SECOND = 20;
    private static final int AT_ONCE = 200;

    private final AtomicLong nanos = new AtomicLong(-5);
    private final KeyRates rates = new KeyRates(PER_SECOND, nanos::get);

    /** Those of so many calls that are not one too many. */
    private int admitted(String key, int calls) {
        return (int) IntStream.range(0, calls)
                .filter(call -> rates.count(key).isEmpty())
                .count();
    }

    @Test
    void givenAKeyThatPaused_whenItCalls_thenTenSecondsOfCallsAreItsOwnAtOnceAndThenOnesInTime() {
        assertThat(admitted("erp", 500)).isEqualTo(AT_ONCE);
        assertThat(rates.count("erp")).hasValue(Duration.ofMillis(50));
        assertThat(admitted("payroll", 500)).isEqualTo(AT_ONCE);

        nanos.addAndGet(Duration.ofMillis(49).toNanos());
        assertThat(rates.count("erp")).hasValue(Duration.ofMillis(1));
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(admitted("erp", 5)).isEqualTo(1);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(admitted("erp", 500)).isEqualTo(PER_SECOND);
        nanos.addAndGet(Duration.ofDays(1).toNanos());
        assertThat(admitted("erp", 500)).isEqualTo(AT_ONCE);
    }

    @Test
    void givenManyCallsOfAKeyAtOnce_whenCounted_thenNoneIsForgotten() throws InterruptedException {
        AtomicInteger admitted = new AtomicInteger();
        Thread[] callers = IntStream.range(0, 4)
                .mapToObj(caller -> Thread.ofPlatform().start(() -> admitted.addAndGet(admitted("erp", AT_ONCE))))
                .toArray(Thread[]::new);
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(admitted).hasValue(AT_ONCE);
    }

    @Test
    void givenNoCallAllowed_whenMade_thenItIsRefused() {
        assertThatThrownBy(() -> new KeyRates(0, nanos::get)).isInstanceOf(IllegalArgumentException.class);
    }
}
