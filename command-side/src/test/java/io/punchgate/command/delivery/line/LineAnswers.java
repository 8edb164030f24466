package io.punchgate.command.delivery.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;

/** The punches that a test's customer server acknowledged, by sequence, and those of them that the log knows. */
final class LineAnswers {

    private final Set<Long> answered = new HashSet<>();
    private final Set<Long> stored = new HashSet<>();
    private long firstUnanswered;

    /** A punch that is sent overtakes no other, and is not known to have arrived. */
    void check(long sequence) {
        while (answered.remove(firstUnanswered)) {
            firstUnanswered++;
        }
        assertThat(sequence).as("no one is overtaken").isLessThanOrEqualTo(firstUnanswered);
        assertThat(stored.contains(sequence)).as("known to have arrived").isFalse();
    }

    void answered(long sequence) {
        answered.add(sequence);
    }

    void stored(long sequence) {
        stored.add(sequence);
    }

    boolean isStored(long sequence) {
        return stored.contains(sequence);
    }
}
