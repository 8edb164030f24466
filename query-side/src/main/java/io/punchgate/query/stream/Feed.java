package io.punchgate.query.stream;

import io.punchgate.query.stream.Ring.Entry;
import io.punchgate.query.stream.event.EventId;
import io.punchgate.query.stream.event.StreamEvent;
import io.punchgate.query.stream.event.StreamEvents;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The events that a listener is told next: from the log while it is behind, then from the ring. One thread at a time uses it.
 *
 * <p>Each event comes once and in order, for places are compared and never counted.
 */
final class Feed {

    private final StreamFilter filter;
    private final LiveEvents live;
    private final PastEvents past;
    private final JsonMapper json;
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private EventId told;
    private Instant silencesTold;
    private LiveEvents.Place place;
    private boolean behind;
    /** Of the next entry of the ring. */
    private long number;

    private @Nullable StreamEvents reader;

    /**
     * A feed.
     *
     * @param told everything up to there was told before
     * @param silencesTold silences up to then were told before
     */
    Feed(StreamFilter filter, EventId told, Instant silencesTold, LiveEvents live, PastEvents past, JsonMapper json) {
        this.filter = filter;
        this.told = told;
        this.silencesTold = silencesTold;
        this.live = live;
        this.past = past;
        this.json = json;
        this.place = live.place(filter, told, silencesTold);
        arrive();
    }

    /** Enters the ring, unless the log is to be read before. */
    private void arrive() {
        behind = !told.isBehind(place.upTo());
        if (!behind) {
            reader = null;
            for (StreamEvent silence : place.silences()) {
                if (silence.id().compareTo(told) > 0) {
                    waiting.add(silence.frame(json));
                    told = silence.id();
                }
            }
            silencesTold = later(silencesTold, place.watermark());
            number = place.number();
        }
    }

    /** Tells whether a page is to be read before there is more. */
    boolean isBehind() {
        return behind && waiting.isEmpty();
    }

    /** A page to be read. */
    record Wanted(StreamFilter filter, StreamEvents reader, EventId place, long upTo) {}

    /** The page that is to be read now. */
    Wanted wanted() {
        StreamEvents reading = reader == null ? past.reader(live.devices()) : reader;
        reader = reading;
        return new Wanted(filter, reading, told, place.upTo());
    }

    /** Takes the page that was read. */
    void take(PastEvents.Page page) {
        waiting.addAll(page.frames());
        told = later(told, page.end());
        arrive();
    }

    /** Adds to a chunk what is there to be told, until it has so many bytes. */
    void fill(ByteArrayOutputStream chunk, int bytes) {
        boolean more = true;
        while (more && chunk.size() < bytes) {
            byte @Nullable [] frame = waiting.poll();
            if (frame != null) {
                chunk.writeBytes(frame);
            } else {
                more = !behind && tellNext(chunk);
            }
        }
    }

    /** Tells the next entry of the ring; false if there is none. */
    private boolean tellNext(ByteArrayOutputStream chunk) {
        @Nullable Entry entry = live.ring().at(number);
        if (entry == null) {
            return false;
        }
        if (entry.number() == number) {
            tell(entry, chunk);
        } else {
            place = live.place(filter, told, silencesTold);
            arrive();
        }
        return true;
    }

    private void tell(Entry entry, ByteArrayOutputStream chunk) {
        if (entry.customerId().equals(filter.customerId())) {
            for (StreamEvent event : entry.events()) {
                if (event.id().compareTo(told) > 0 && filter.wants(event)) {
                    chunk.writeBytes(event.frame(json));
                }
            }
        }
        number++;
        told = later(told, entry.end());
        silencesTold = later(silencesTold, entry.watermark());
    }

    private static <T extends Comparable<? super T>> T later(T one, T other) {
        return other.compareTo(one) > 0 ? other : one;
    }
}
