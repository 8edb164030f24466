package io.punchgate.command.delivery.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A line under any sequence of punches, answers, events that lag behind, and crashes: its punches are sent in order, each
 * at least once, none after its durable acknowledgement, and it remembers no more than its limit. The seed names the case.
 */
class DeviceLinePropertyTest {

    private static final int CASES = 300;
    private static final int STEPS = 700;

    static LongStream seeds() {
        return LongStream.range(0, CASES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void givenAnySequence_whenItIsOver_thenEachPunchWasSettledInOrder(long seed) {
        LineWorld world = new LineWorld(new SplittableRandom(seed));
        for (int step = 0; step < STEPS; step++) {
            world.step();
        }
        assertThat(world.settleAll()).as("all settled").isTrue();
    }
}
