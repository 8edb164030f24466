package io.punchgate.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.runtime.health.ProcessorWatch.Reading;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProcessorWatchTest {

    private final AtomicLong nanos = new AtomicLong();
    private long unreadable;
    private final ProcessorWatch watch = new ProcessorWatch(at -> at < unreadable ? "unreadable" : null, nanos::get);

    private ProcessorWatch.Verdict after(int seconds, long position, String beat, long head) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
        return watch.see(new Reading(position, beat, head));
    }

    @Test
    void givenAProcessorThatRenewsItsClaimAtTheHead_whenNothingComes_thenItServes() {
        after(0, 10, "a", 10);
        assertThat(after(60, 10, "b", 10).serves()).isTrue();
    }

    @Test
    void givenAProcessorThatNoProcessRuns_whenNothingComes_thenItDoesNotServe() {
        after(0, 10, "a", 10);
        assertThat(after(14, 10, "a", 10).serves()).isTrue();
        assertThat(after(1, 10, "a", 10).serves()).isFalse();
        assertThat(after(1, 10, "b", 10).serves()).isTrue();
    }

    @Test
    void givenAProcessorThatFailsAtAnEvent_whenItReturnsToItForLong_thenItDoesNotServe() {
        after(0, 10, "a", 12);
        assertThat(after(14, 10, "b", 13).serves()).isTrue();
        assertThat(after(1, 10, "c", 14).why()).isEqualTo("it stands still");
        assertThat(after(1, 11, "d", 14).serves()).isTrue();
    }

    @Test
    void givenAnEventThatCannotBeRead_whenAProcessorStandsBeforeIt_thenItDoesNotServeAndTheReasonIsTold() {
        unreadable = 12;
        after(0, 10, "a", 13);
        assertThat(after(1, 11, "b", 13).serves()).isTrue();
        assertThat(after(1, 11, "c", 13).serves()).isFalse();
        assertThat(after(1, 11, "d", 13).why()).isEqualTo("unreadable");
    }

    @Test
    void givenAnEventThatCannotBeRead_whenAProcessorPassedOverThoseBeforeItAndFailsThere_thenTheReasonIsTold() {
        unreadable = 12;
        after(0, 9, "a", 13);
        assertThat(after(16, 9, "a", 13).why()).isEqualTo("unreadable");
    }
}
