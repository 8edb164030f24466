package io.punchgate.query.audit;

import io.punchgate.api.CallbackId;
import io.punchgate.api.Streams;
import io.punchgate.runtime.log.read.LogReader;
import io.punchgate.runtime.log.read.LoggedRecord;
import io.punchgate.runtime.log.read.RecordFilter;
import io.punchgate.runtime.web.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the log what auditors mean by their filters. */
@Component
public class LoggedRecords {

    /** Positions looked at by one question: what bounds its time and the memory it needs. */
    static final int WINDOW_POSITIONS = 2_000;

    /** With what the streams of all callbacks begin. */
    private static final String ALL_CALLBACKS = Streams.callback(CallbackId.ofDefault(""));

    private final LogReader log;

    LoggedRecords(LogReader log) {
        this.log = log;
    }

    /** The last position; 0 if there are no events. */
    public long head() {
        return log.head();
    }

    /**
     * Refuses what would look whole and is not.
     *
     * @throws Problem 410 if events from that position on are archived, naming the first that is left
     */
    public void requireKept(long position) {
        long first = log.firstPosition();
        if (position < first) {
            throw Problem.gone("The events before position " + first + " are archived; the log begins there.");
        }
    }

    /**
     * The events from one position to another, in order, that the filter may mean: what can only be told from a payload is
     * left to the caller. Of a device, these are its own events and all deliveries.
     */
    List<LoggedRecord> window(EventFilter filter, long first, long last) {
        @Nullable String sn = filter.sn();
        return log.records(
                first,
                last,
                new RecordFilter(
                        filter.type(),
                        filter.recordedFrom(),
                        filter.recordedBefore(),
                        sn == null ? null : Streams.device(sn),
                        List.of(ALL_CALLBACKS),
                        filter.customerId()));
    }

    /** The events from one position to another, in order; those of other devices than {@code sn} left out, if given. */
    public List<LoggedRecord> replayed(@Nullable String sn, long first, long last) {
        RecordFilter filter = sn == null
                ? RecordFilter.ALL
                : RecordFilter.ofStream(Streams.device(sn), ALL_CALLBACKS, Streams.customer(""));
        return log.records(first, last, filter);
    }

    /** A position up to which all events were recorded before an instant. */
    long positionBefore(Instant instant) {
        return log.positionBefore(instant);
    }

    /** A position behind which all events were recorded after an instant. */
    long positionAfter(Instant instant) {
        return log.positionAfter(instant);
    }

    /** The last position recorded at or before an instant; 0 if there is none. */
    public long lastPositionAt(Instant instant) {
        return log.lastPositionAt(instant);
    }
}
