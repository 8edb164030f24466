package io.punchgate.runtime.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final TimeOrderedIds ids = new TimeOrderedIds(((InstantSource) now::get).withZone(ZoneOffset.UTC));

    @Test
    void givenAnId_whenRead_thenAUuidOfVersion7ThatTellsItsTime() {
        UUID id = UUID.fromString(ids.next());
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(TimeOrderedIds.timeOf(id.toString())).contains(NOON);
    }

    @Test
    void givenManyIdsOfOneMillisecondAndAClockSetBack_whenMade_thenEachIsGreaterThanTheOneBefore() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            made.add(ids.next());
        }
        now.set(NOON.minus(Duration.ofHours(1)));
        made.add(ids.next());
        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void givenAnotherText_whenAskedForItsTime_thenThereIsNone() {
        assertThat(TimeOrderedIds.timeOf("no id")).isEmpty();
        assertThat(TimeOrderedIds.timeOf(new UUID(0x4000, 1).toString())).isEmpty();
        assertThat(TimeOrderedIds.timeOf(ids.next().substring(1))).isEmpty();
    }
}
