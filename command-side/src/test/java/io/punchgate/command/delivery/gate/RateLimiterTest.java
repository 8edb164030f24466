package io.punchgate.command.delivery.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.punchgate.api.CallbackId;
import io.punchgate.api.customer.CallbackFilter;
import io.punchgate.api.customer.CallbackFormat;
import io.punchgate.api.customer.CallbackSettings;
import io.punchgate.api.customer.CustomerEvent.CallbackSet;
import io.punchgate.command.delivery.line.PushHarness;
import io.punchgate.command.delivery.line.PushStage;
import io.punchgate.runtime.OneByOne;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A callback with a limit on pushes a second. */
@OneByOne
class RateLimiterTest {

    private static final Instant NOW = Instant.parse("2026-06-21T04:00:00Z");

    @Test
    void givenARate_whenPushesFollowAtOnce_thenTheyAreSpacedAndAPauseEarnsNoMoreThanAShortBurst() {
        RateLimiter rateLimiter = new RateLimiter();
        Instant now = NOW;
        int gone = 0;
        for (Instant end = NOW.plusSeconds(10); now.isBefore(end); now = now.plusMillis(1)) {
            if (!now.isBefore(rateLimiter.next(now, 50))) {
                rateLimiter.take(now, 50);
                gone++;
            }
        }
        assertThat(gone).isBetween(500, 506);
        Instant later = now.plusSeconds(3600);
        int burst = 0;
        while (!later.isBefore(rateLimiter.next(later, 50))) {
            rateLimiter.take(later, 50);
            burst++;
        }
        assertThat(burst).isBetween(1, 6);
    }

    @Test
    void givenNoRateOrAClockThatWasPutBack_whenAsked_thenAtOnce() {
        RateLimiter rateLimiter = new RateLimiter();
        assertThat(rateLimiter.next(NOW, null)).isEqualTo(NOW);
        rateLimiter.take(NOW, 1);
        assertThat(rateLimiter.next(NOW, 1)).isEqualTo(NOW.plusSeconds(1));
        Instant before = NOW.minusSeconds(7_200);
        assertThat(rateLimiter.next(before, 1)).isEqualTo(before);
    }

    @Test
    void givenACallbackWithARate_whenManyDevicesPush_thenAllArriveNoFasterAndInOrder() throws IOException {
        try (PushStage stage = new PushStage()) {
            stage.push()
                    .setCallback(new CallbackSet(
                            CallbackId.ofDefault(PushHarness.ACME),
                            new CallbackSettings(
                                    stage.server().url(),
                                    List.of(1),
                                    CallbackFormat.REALTIME,
                                    30,
                                    CallbackFilter.ALL,
                                    false),
                            Instant.now()));
            for (int i = 0; i < 30; i++) {
                stage.push().punch("A", "a" + i);
                stage.push().punch("B", "b" + i);
            }
            await().atMost(PushStage.MAX).until(() -> stage.deliveredAtOnce() == 60);
            assertThat(stage.idsFor("A")).isEqualTo(PushStage.ids("a", 30));
            long took = stage.server().received().getLast().nanos()
                    - stage.server().received().getFirst().nanos();
            assertThat(Duration.ofNanos(took)).isBetween(Duration.ofMillis(1_700), Duration.ofMillis(4_000));
        }
    }
}
