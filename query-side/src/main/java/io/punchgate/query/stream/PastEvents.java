package io.punchgate.query.stream;

import io.punchgate.query.stream.event.EventId;
import io.punchgate.query.stream.event.History;
import io.punchgate.query.stream.event.LiveDevices;
import io.punchgate.query.stream.event.PastDevices;
import io.punchgate.query.stream.event.StreamEvents;
import io.punchgate.runtime.log.read.CustomerEvents;
import io.punchgate.runtime.log.read.CustomerEvents.Stretch;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads the log for listeners that are behind, a page at a time. */
@Component
final class PastEvents {

    /** Positions that are looked at for a page, of whatever customers. */
    private static final long POSITIONS_MAX = 20_000;
    /** Events of the log in a page: a listener that takes nothing keeps one. */
    private static final int EVENTS_MAX = 200;

    private static final int REMEMBERED_MAX = 1_000;

    private final CustomerEvents log;
    private final History history;
    private final JsonMapper json;

    PastEvents(CustomerEvents log, History history, JsonMapper json) {
        this.log = log;
        this.history = history;
        this.json = json;
    }

    /**
     * The events that follow a place.
     *
     * @param frames the events, as they are sent
     * @param end the place behind all of them
     */
    record Page(List<byte[]> frames, EventId end) {}

    /** The events of a reader that goes through a part of the log. */
    StreamEvents reader(LiveDevices devices) {
        return new StreamEvents(new PastDevices(devices, log, REMEMBERED_MAX), history, REMEMBERED_MAX);
    }

    /** The page behind a place, up to a position. */
    Page read(StreamFilter filter, StreamEvents reader, EventId place, long upTo) {
        long after = place.positionBehind();
        Stretch stretch = log.within(
                filter.customerId(),
                after,
                Math.min(upTo, after + POSITIONS_MAX),
                StreamEvents.sources(filter.types()),
                EVENTS_MAX);
        List<byte[]> frames = new ArrayList<>();
        stretch.events().stream()
                .flatMap(logged -> reader.of(logged).stream())
                .filter(event -> event.id().compareTo(place) > 0 && filter.wants(event))
                .forEach(event -> frames.add(event.frame(json)));
        return new Page(frames, EventId.behind(stretch.upTo()));
    }
}
