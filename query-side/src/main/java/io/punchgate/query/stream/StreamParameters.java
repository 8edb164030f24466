package io.punchgate.query.stream;

import io.punchgate.query.listing.Parameters;
import io.punchgate.query.listing.TimeBound;
import io.punchgate.query.stream.event.EventId;
import io.punchgate.query.stream.event.StreamType;
import io.punchgate.runtime.web.Problem;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a listener asks for. */
record StreamParameters(
        StreamFilter filter,
        @Nullable EventId lastTold,
        @Nullable Instant since) {

    private static final String LAST_EVENT_ID = "Last-Event-ID";
    /** For clients that cannot send the header, as a browser that comes back with a new ticket. */
    private static final String LAST_EVENT_ID_PARAMETER = "last_event_id";

    private static final Set<String> KNOWN =
            Set.of("types", "sn", "user_id", "since", "ticket", LAST_EVENT_ID_PARAMETER);

    /**
     * The stream that the parameters and the header describe.
     *
     * @param lastEventId the header; null: there is none
     * @throws Problem 400 naming the parameter that is wrong
     */
    static StreamParameters read(String customerId, Map<String, List<String>> query, @Nullable String lastEventId) {
        Parameters parameters = new Parameters(query, KNOWN);
        @Nullable TimeBound since = parameters.time("since");
        @Nullable Instant from = since == null ? null : since.firstUtc();
        @Nullable
        String last = lastEventId == null || lastEventId.isBlank()
                ? parameters.text(LAST_EVENT_ID_PARAMETER)
                : lastEventId.strip();
        StreamFilter filter = new StreamFilter(
                customerId,
                types(parameters.text("types")),
                parameters.text("sn"),
                parameters.userId(),
                last == null ? from : null);
        return new StreamParameters(
                filter, last == null ? null : EventId.parse(last).orElseThrow(StreamParameters::noSuchEvent), from);
    }

    private static Set<StreamType> types(@Nullable String text) {
        Set<StreamType> types = EnumSet.noneOf(StreamType.class);
        for (String label : text == null ? StreamType.LABELS : List.of(text.split(",", -1))) {
            if (!StreamType.LABELS.contains(label.strip())) {
                throw Problem.invalidField(
                        "types", "The types are punch, presence, delivery and correction, joined by commas.");
            }
            types.add(StreamType.labelled(label.strip()));
        }
        return types;
    }

    /** The problem of an id that no event of a stream has. */
    static Problem noSuchEvent() {
        return Problem.invalidField(LAST_EVENT_ID, "The id is not one that a stream here told.");
    }
}
