package io.punchgate.query.listing;

import io.punchgate.api.AsOf;
import io.punchgate.runtime.access.Caller;
import io.punchgate.runtime.log.read.LogReader;
import io.punchgate.runtime.log.read.LoggedRecord;
import io.punchgate.runtime.log.read.RecordFilter;
import io.punchgate.runtime.wait.Polling;
import io.punchgate.runtime.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Reads {@link AsOfCall}s: the moment in {@code as_of} or {@code as_of_position}, and the customer, which is the auditor's own, or
 * the one that an operator names in {@code customer_id}.
 *
 * <p>A moment is known by the last event that had been recorded by then. What is recorded at this very moment may still be on its
 * way into the log, so that a moment that has just passed is waited out.
 */
@Component
public final class AsOfCalls {

    private static final String AS_OF = "as_of";
    private static final String AS_OF_POSITION = "as_of_position";
    private static final String CUSTOMER = "customer_id";
    /** An event is in the log so soon after the time that it was recorded at, under load, too. */
    private static final Duration APPEND_MAX = Duration.ofSeconds(1);

    private final LogReader log;
    private final Clock clock;

    AsOfCalls(LogReader log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * The call that a query string describes.
     *
     * @throws Problem 400 naming the parameter that is wrong
     */
    public AsOfCall read(Caller caller, MultiValueMap<String, String> query) {
        Set<String> known = caller instanceof Caller.Operator
                ? Set.of(AS_OF, AS_OF_POSITION, CUSTOMER)
                : Set.of(AS_OF, AS_OF_POSITION);
        MultiValueMap<String, String> own = new LinkedMultiValueMap<>();
        MultiValueMap<String, String> rest = new LinkedMultiValueMap<>();
        query.forEach((name, values) -> (known.contains(name) ? own : rest).put(name, values));
        Parameters parameters = new Parameters(own, known);
        String customerId = switch (caller) {
            case Caller.KeyHolder holder -> holder.customerId();
            case Caller.Operator operator -> parameters.required(CUSTOMER);
        };
        return new AsOfCall(customerId, moment(parameters), rest);
    }

    private AsOf moment(Parameters parameters) {
        @Nullable Long position = parameters.position(AS_OF_POSITION);
        @Nullable TimeBound time = parameters.time(AS_OF);
        if (position != null && time == null) {
            return at(position);
        }
        if (position == null && time instanceof TimeBound.At at) {
            return at(at.instant());
        }
        throw Problem.invalidField(
                AS_OF, "Either an instant such as 2026-06-21T04:00:00Z or " + AS_OF_POSITION + " must be given.");
    }

    private AsOf at(Instant instant) {
        Duration passed = Duration.between(instant, clock.instant());
        if (passed.isNegative()) {
            throw Problem.invalidField(AS_OF, "The moment is yet to come.");
        }
        Polling.rest(APPEND_MAX.minus(passed));
        return new AsOf(log.lastPositionAt(instant), instant);
    }

    private AsOf at(long position) {
        List<LoggedRecord> last = log.records(position, position, RecordFilter.ALL);
        if (last.isEmpty()) {
            throw Problem.invalidField(AS_OF_POSITION, "The log has no event at this position.");
        }
        return new AsOf(position, last.getFirst().recordedAt());
    }
}
