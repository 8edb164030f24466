package io.punchgate.runtime.log.deadletter;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.springframework.dao.DataAccessException;

/** Counts what was set aside, by processor. The count is read when it is asked for, at most every few seconds. */
public final class DeadLetterMeters {

    private static final long KEPT_NANOS = Duration.ofSeconds(5).toNanos();

    private final DeadLetters deadLetters;
    private Map<String, Long> counts = Map.of();
    private long readNanos = System.nanoTime() - KEPT_NANOS;

    /** Registers the meters. */
    public DeadLetterMeters(DeadLetters deadLetters, MeterRegistry meters) {
        this.deadLetters = deadLetters;
        Gauge.builder("punchgate.dead.letters", this, DeadLetterMeters::total)
                .description("events set aside because a handler cannot take them: look into the list of dead letters")
                .register(meters);
        FunctionCounter.builder("punchgate.dead.letters.passed.over", deadLetters, DeadLetters::passedOver)
                .description("events neither handled nor set aside, as their stream had filled its share")
                .register(meters);
    }

    private double total() {
        return counts().values().stream().mapToLong(Long::longValue).sum();
    }

    /** The number of events set aside, by group; as it was a few seconds ago while the database is away. */
    public synchronized Map<String, Long> counts() {
        if (System.nanoTime() - readNanos >= KEPT_NANOS) {
            readNanos = System.nanoTime();
            try {
                counts = deadLetters.counts();
            } catch (DataAccessException e) {
                return counts;
            }
        }
        return counts;
    }
}
