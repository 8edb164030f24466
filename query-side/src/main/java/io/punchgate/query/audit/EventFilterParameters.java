package io.punchgate.query.audit;

import io.punchgate.query.listing.Parameters;
import io.punchgate.query.listing.TimeBound;
import io.punchgate.runtime.log.StoredNames;
import io.punchgate.runtime.web.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an {@link EventFilter} from a request's parameters. */
final class EventFilterParameters {

    private static final Set<String> KNOWN =
            Set.of("from_position", "to_position", "sn", "type", "from", "to", "proof");

    private EventFilterParameters() {}

    /**
     * The filter that a query string describes.
     *
     * @param customerId the customer whose events the caller may see; null: all
     * @throws Problem 400 naming the parameter that is unknown, repeated or not understood
     */
    static EventFilter read(Map<String, List<String>> query, @Nullable String customerId) {
        Parameters parameters = new Parameters(query, KNOWN);
        @Nullable TimeBound from = parameters.time("from");
        @Nullable TimeBound to = parameters.time("to");
        Parameters.checkOrder("from", from, to);
        EventFilter filter = new EventFilter(
                position(parameters, "from_position", 1),
                position(parameters, "to_position", Long.MAX_VALUE),
                parameters.text("sn"),
                type(parameters),
                from == null ? null : from.firstUtc(),
                to == null ? null : after(to.lastUtc()),
                customerId,
                "true".equals(parameters.oneOf("proof", Set.of("true", "false"))));
        if (filter.fromPosition() > filter.toPosition()) {
            throw Problem.invalidField("to_position", "to_position is before from_position.");
        }
        return filter;
    }

    /** The first instant that is too late: the log keeps microseconds. */
    private static Instant after(Instant last) {
        return last.truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS);
    }

    private static long position(Parameters parameters, String name, long absent) {
        @Nullable Long position = parameters.position(name);
        return position == null ? absent : position;
    }

    private static @Nullable String type(Parameters parameters) {
        @Nullable String type = parameters.text("type");
        if (type != null && !StoredNames.isEventName(type)) {
            throw Problem.invalidField("type", "There is no event of this type.");
        }
        return type;
    }
}
