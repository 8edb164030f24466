package io.punchgate.query.delivery;

import io.punchgate.api.delivery.DeliveryFilter;
import io.punchgate.api.delivery.DeliveryStatus;
import io.punchgate.query.listing.Parameters;
import io.punchgate.query.listing.TimeBound;
import io.punchgate.runtime.web.Problem;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a {@link DeliveryFilter} from a query string. */
final class DeliveryFilterParameters {

    /** All parameters of the list of deliveries. */
    static final Set<String> KNOWN =
            Set.of("status", "callback", "sn", "punch_id", "retrying", "attempts_min", "from", "to", "cursor", "limit");

    private static final int ATTEMPTS_MAX = 1_000_000;

    private static final Pattern CALLBACK_NAME = Pattern.compile("[a-z0-9-]{1,32}");

    private DeliveryFilterParameters() {}

    /**
     * The name in {@code callback}, or null.
     *
     * @throws Problem 400 if no callback can have that name
     */
    static @Nullable String callback(Parameters parameters) {
        @Nullable String name = parameters.text("callback");
        if (name != null && !CALLBACK_NAME.matcher(name).matches()) {
            throw Problem.invalidField("callback", "The name of a callback is 1 to 32 of a-z, 0-9 and -.");
        }
        return name;
    }

    /**
     * The filter that the parameters describe.
     *
     * @throws Problem 400 naming the parameter that is wrong
     */
    static DeliveryFilter read(Parameters parameters) {
        @Nullable String status = parameters.oneOf("status", DeliveryStatus.LABELS);
        @Nullable TimeBound from = parameters.time("from");
        @Nullable TimeBound to = parameters.time("to");
        Parameters.checkOrder("from", from, to);
        return new DeliveryFilter(
                status == null ? null : DeliveryStatus.labelled(status),
                callback(parameters),
                parameters.text("sn"),
                parameters.text("punch_id"),
                "true".equals(parameters.oneOf("retrying", Set.of("true", "false"))),
                parameters.number("attempts_min", 0, 0, ATTEMPTS_MAX),
                from == null ? null : from.firstUtc(),
                to == null ? null : to.lastUtc());
    }
}
