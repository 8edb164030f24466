package io.punchgate.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FailedAuthenticationsTest {

    private Instant now = Instant.parse("2026-06-21T04:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final FailedAuthentications failed = new FailedAuthentications(2, clock);

    @Test
    void givenTwoAMinute_whenTheThirdFails_thenLimitedUntilTheMinuteEnds() {
        assertThat(failed.count("192.0.2.1")).isEmpty();
        assertThat(failed.count("192.0.2.1")).isEmpty();
        now = now.plusSeconds(20);
        assertThat(failed.count("192.0.2.1")).hasValue(Duration.ofSeconds(40));
        assertThat(failed.count("192.0.2.2")).isEmpty();
        now = now.plusSeconds(40);
        assertThat(failed.count("192.0.2.1")).isEmpty();
    }
}
