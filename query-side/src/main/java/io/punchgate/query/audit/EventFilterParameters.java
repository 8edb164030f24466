package io.punchgate.query.audit;

import io.punchgate.runtime.access.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** Reads an {@link EventFilter} from a request's parameters; says which of them is wrong. */
final class EventFilterParameters {

    private static final Set<String> KNOWN = Set.of("from_position", "to_position", "sn", "type", "from", "to");

    private final MultiValueMap<String, String> parameters;

    private EventFilterParameters(MultiValueMap<String, String> parameters) {
        this.parameters = parameters;
    }

    /**
     * The filter that the parameters describe.
     *
     * @param customerId whose events the caller may see; null: all
     * @throws Problem where a parameter is unknown, repeated or not understood
     */
    static EventFilter read(MultiValueMap<String, String> parameters, @Nullable String customerId) {
        return new EventFilterParameters(parameters).filter(customerId);
    }

    private EventFilter filter(@Nullable String customerId) {
        parameters.keySet().forEach(EventFilterParameters::requireKnown);
        EventFilter filter = new EventFilter(
                position("from_position", 1),
                position("to_position", Long.MAX_VALUE),
                only("sn"),
                type(),
                instant("from", 0),
                end(),
                customerId);
        if (filter.fromPosition() > filter.toPosition()) {
            throw Problem.invalidField("to_position", "to_position is before from_position.");
        }
        return filter;
    }

    private static void requireKnown(String name) {
        if (name.equals("proof")) {
            throw Problem.invalidField(name, "Proofs are not available.");
        }
        if (!KNOWN.contains(name)) {
            throw Problem.invalidField(name, "There is no such filter.");
        }
    }

    private @Nullable String only(String name) {
        @Nullable List<String> values = parameters.get(name);
        if (values == null) {
            return null;
        }
        if (values.size() != 1 || values.getFirst().isBlank()) {
            throw Problem.invalidField(name, name + " is given once, with a value.");
        }
        return values.getFirst();
    }

    private long position(String name, long absent) {
        @Nullable String text = only(name);
        if (text == null) {
            return absent;
        }
        try {
            long position = Long.parseLong(text);
            if (position >= 0) {
                return position;
            }
        } catch (NumberFormatException e) {
            // Told below, together with what is a number but no position.
        }
        throw Problem.invalidField(name, name + " is a position in the log, a whole number from 1.");
    }

    private @Nullable String type() {
        @Nullable String type = only("type");
        if (type != null && !EventTypes.isKnown(type)) {
            throw Problem.invalidField("type", "There is no event of this type.");
        }
        return type;
    }

    /** The instant after the last one meant: {@code to} includes its instant, to the microsecond kept, or its day. */
    private @Nullable Instant end() {
        @Nullable String text = only("to");
        @Nullable Instant to = instant("to", 1);
        return to == null || text == null || isDate(text) ? to : to.plusNanos(1_000);
    }

    private @Nullable Instant instant(String name, int daysLater) {
        @Nullable String text = only(name);
        if (text == null) {
            return null;
        }
        try {
            return isDate(text)
                    ? LocalDate.parse(text)
                            .plusDays(daysLater)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Problem.invalidField(name, name + " is an instant such as 2026-06-21T04:00:00Z, or a date in UTC.");
        }
    }

    private static boolean isDate(String text) {
        return text.indexOf('T') < 0;
    }
}
