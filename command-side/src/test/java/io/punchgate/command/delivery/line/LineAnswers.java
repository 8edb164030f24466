package io.punchgate.command.delivery.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;

/** What the customer's server of a test answered, by sequence, and what of it the log knows. */
final class LineAnswers {

    private final Set<Long> answered = new HashSet<>();
    private final Set<Long> told = new HashSet<>();
    private long firstUnanswered;

    /** Whoever is sent comes after all before him, and is not known to have arrived. */
    void check(long sequence) {
        while (answered.remove(firstUnanswered)) {
            firstUnanswered++;
        }
        assertThat(sequence).as("no one is overtaken").isLessThanOrEqualTo(firstUnanswered);
        assertThat(told.contains(sequence)).as("known to have arrived").isFalse();
    }

    void answered(long sequence) {
        answered.add(sequence);
    }

    void told(long sequence) {
        told.add(sequence);
    }

    boolean isTold(long sequence) {
        return told.contains(sequence);
    }
}
