package io.punchgate.query.stream;

import io.punchgate.query.stream.event.EventId;
import io.punchgate.query.stream.event.EventId.Silence;
import io.punchgate.runtime.log.read.CustomerEvents;
import io.punchgate.runtime.log.read.LogReader;
import io.punchgate.runtime.sql.Reading;
import io.punchgate.runtime.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds in the log where a stream begins. */
@Component
final class Beginnings {

    private final LogReader log;
    private final CustomerEvents events;
    private final JdbcClient jdbc;
    private final Clock clock;

    Beginnings(LogReader log, CustomerEvents events, @Reading JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.log = log;
        this.events = events;
        this.clock = clock;
    }

    /** The time before which a customer's punches are not shown any more; null: all are kept. */
    @Nullable
    Instant keptSince(String customerId) {
        return jdbc.sql(
                        "select retention_days from query.registry_customer where id = ? and retention_days is not null")
                .param(customerId)
                .query(Integer.class)
                .optional()
                .map(days -> clock.instant().minus(Duration.ofDays(days)))
                .orElse(null);
    }

    /**
     * The beginning of a stream: behind an event, or at a time, or now.
     *
     * @throws Problem 400 where there is no such event yet; 410 where what follows it, or was recorded at that time, is archived
     */
    Beginning of(@Nullable EventId lastTold, @Nullable Instant since) {
        if (lastTold != null) {
            return behind(lastTold);
        }
        return since == null ? new Beginning(EventId.behind(log.head()), clock.instant()) : at(since);
    }

    private Beginning at(Instant since) {
        long first = log.firstPosition();
        if (first > 1) {
            events.recordedAt(first).filter(since::isBefore).ifPresent(kept -> {
                throw Problem.gone("What was recorded before " + kept + " is archived; an operator can bring it back.");
            });
        }
        return new Beginning(EventId.behind(log.positionBefore(since)), since);
    }

    private Beginning behind(EventId lastTold) {
        if (lastTold.position() > log.head()) {
            throw StreamParameters.noSuchEvent();
        }
        if (lastTold.position() + 1 < log.firstPosition()) {
            throw Problem.gone("The events behind that one are archived; an operator can bring them back.");
        }
        @Nullable Silence silence = lastTold.silence();
        Instant silencesTold =
                silence == null ? events.recordedAt(lastTold.position()).orElseGet(clock::instant) : silence.due();
        return new Beginning(lastTold, silencesTold);
    }
}
