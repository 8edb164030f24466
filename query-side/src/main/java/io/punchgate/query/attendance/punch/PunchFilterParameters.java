package io.punchgate.query.attendance.punch;

import io.punchgate.api.attendance.PunchFilter;
import io.punchgate.api.device.PunchType;
import io.punchgate.api.device.Transport;
import io.punchgate.query.listing.Parameters;
import io.punchgate.query.listing.TimeBound;
import io.punchgate.runtime.web.Problem;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a {@link PunchFilter} from a query string. */
final class PunchFilterParameters {

    /** All parameters of the list of punches. */
    static final Set<String> KNOWN = Set.of(
            "from",
            "to",
            "user_id",
            "sn",
            "type",
            "transport",
            "recorded_from",
            "recorded_to",
            "cursor",
            "limit",
            "order");

    private static final Set<String> TRANSPORTS =
            Transport.all().stream().map(Transport::label).collect(Collectors.toUnmodifiableSet());

    private PunchFilterParameters() {}

    /**
     * The filter that the parameters describe.
     *
     * @throws Problem 400 naming the parameter that is wrong
     */
    static PunchFilter read(Parameters parameters) {
        @Nullable TimeBound from = parameters.time("from");
        @Nullable TimeBound to = parameters.time("to");
        Parameters.checkOrder("from", from, to);
        @Nullable TimeBound recordedFrom = parameters.time("recorded_from");
        @Nullable TimeBound recordedTo = parameters.time("recorded_to");
        Parameters.checkOrder("recorded_from", recordedFrom, recordedTo);
        return new PunchFilter(
                parameters.userId(),
                parameters.text("sn"),
                type(parameters),
                parameters.oneOf("transport", TRANSPORTS),
                TimeBound.instantOf(from),
                TimeBound.instantOf(to),
                TimeBound.dayOf(from),
                TimeBound.dayOf(to),
                recordedFrom == null ? null : recordedFrom.firstUtc(),
                recordedTo == null ? null : recordedTo.lastUtc());
    }

    private static @Nullable PunchType type(Parameters parameters) {
        @Nullable String name = parameters.text("type");
        return name == null
                ? null
                : PunchType.named(name).orElseThrow(() -> Problem.invalidField("type", "There is no such punch type."));
    }
}
