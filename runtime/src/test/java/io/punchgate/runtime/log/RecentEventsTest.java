package io.punchgate.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.api.customer.CustomerEvent.ApiKeyRevoked;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentEventsTest {

    private static final int KEPT = 4;

    private final RecentEvents recent = new RecentEvents(KEPT);

    @Test
    void givenNothing_whenAsked_thenItKnowsOfNothingThatFollows() {
        assertThat(positionsAfter(0, 10)).hasValue(List.of());
        assertThat(positionsAfter(7, 10)).hasValue(List.of());
    }

    @Test
    void givenARunFromTheVeryFirstEvent_whenAsked_thenItTellsWhatFollowsAndNoMoreThanAsked() {
        recent.add(events(1, 3));

        assertThat(positionsAfter(0, 10)).hasValue(List.of(1L, 2L, 3L));
        assertThat(positionsAfter(1, 1)).hasValue(List.of(2L));
        assertThat(positionsAfter(3, 10)).hasValue(List.of());
    }

    @Test
    void givenMoreThanItKeeps_whenAskedForWhatItForgot_thenItCannotTell() {
        recent.add(events(1, 3));
        recent.add(events(4, 6));

        assertThat(positionsAfter(1, 10)).isEmpty();
        assertThat(positionsAfter(2, 10)).hasValue(List.of(3L, 4L, 5L, 6L));
    }

    @Test
    void givenAnotherProcessAppendedInBetween_whenAskedForWhatItDidNotSee_thenItCannotTell() {
        recent.add(events(1, 3));
        recent.add(events(6, 7));

        assertThat(positionsAfter(2, 10)).isEmpty();
        assertThat(positionsAfter(3, 10)).isEmpty();
        assertThat(positionsAfter(4, 10)).isEmpty();
        assertThat(positionsAfter(5, 10)).hasValue(List.of(6L, 7L));
    }

    @Test
    void givenEverythingIsForgotten_whenAskedForWhatWasThere_thenItCannotTellAndGoesOnWithWhatFollows() {
        recent.add(events(1, 3));
        recent.clear();

        assertThat(positionsAfter(2, 10)).isEmpty();
        assertThat(positionsAfter(3, 10)).hasValue(List.of());
        recent.add(events(4, 5));
        assertThat(positionsAfter(2, 10)).isEmpty();
        assertThat(positionsAfter(3, 10)).hasValue(List.of(4L, 5L));
    }

    private Optional<List<Long>> positionsAfter(long position, int max) {
        return recent.after(position, max)
                .map(events -> events.stream().map(Logged::position).toList());
    }

    private static List<Logged> events(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(position -> new Logged(
                        position,
                        new StoredEvent(
                                "id-" + position,
                                "customer/acme",
                                position,
                                Instant.EPOCH,
                                new ApiKeyRevoked("acme", "key", Instant.EPOCH))))
                .toList();
    }
}
