package io.punchgate.query.stream.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An event of a stream, which is worked out when the first listener wants it, once for all. */
public final class StreamEvent {

    private static final byte[] END = {'\n', '\n'};

    private final EventId id;
    private final StreamType type;
    private final String customerId;
    private final String sn;
    private final Instant recordedAt;
    /** Replaced as a whole, lest a frame that was begun before an erasure is kept behind it. */
    private volatile Content content;

    /**
     * An event of no person.
     *
     * @param recordedAt when the log recorded it
     * @param view what it shows
     */
    public StreamEvent(
            EventId id, StreamType type, String customerId, String sn, Instant recordedAt, Supplier<?> view) {
        this(id, type, customerId, sn, recordedAt, new Content(() -> null, view, null));
    }

    StreamEvent(EventId id, StreamType type, String customerId, String sn, Instant recordedAt, Content content) {
        this.id = id;
        this.type = type;
        this.customerId = customerId;
        this.sn = sn;
        this.recordedAt = recordedAt;
        this.content = content;
    }

    /** The content of an event, worked out or not yet. */
    static final class Content {

        private final Supplier<@Nullable String> userId;
        private final Supplier<?> view;
        private final @Nullable Erasable erasable;
        private volatile byte @Nullable [] frame;

        /**
         * Nothing of it is worked out yet.
         *
         * @param userId the user of the punch; null: it has none
         * @param erasable whose it is; null: nobody's, or of somebody who was erased
         */
        Content(Supplier<@Nullable String> userId, Supplier<?> view, @Nullable Erasable erasable) {
            this.userId = userId;
            this.view = view;
            this.erasable = erasable;
        }
    }

    /**
     * An event of a person who may be erased.
     *
     * @param erased what it shows then
     */
    record Erasable(UUID person, Supplier<?> erased) {}

    /** Its place. */
    public EventId id() {
        return id;
    }

    /** Its type. */
    public StreamType type() {
        return type;
    }

    /** The customer that may see it. */
    public String customerId() {
        return customerId;
    }

    /** The serial number of its device. */
    public String sn() {
        return sn;
    }

    /** The time at which the log recorded it. */
    public Instant recordedAt() {
        return recordedAt;
    }

    /** The user of its punch; null: it has none, or was erased. May ask the read models. */
    public @Nullable String userId() {
        return content.userId.get();
    }

    /** Forgets whom it tells of, if that is one of these. */
    public void erase(Collection<UUID> persons) {
        @Nullable Erasable told = content.erasable;
        if (told != null && persons.contains(told.person)) {
            Object view = told.erased.get();
            content = new Content(() -> null, () -> view, null);
        }
    }

    /** The event as it is sent. May ask the read models; two who ask at once may both do so, and get the same. */
    public byte[] frame(JsonMapper json) {
        Content now = content;
        byte[] known = now.frame;
        if (known == null) {
            ByteArrayOutputStream text = new ByteArrayOutputStream(1_024);
            text.writeBytes(
                    ("id: " + id.text() + "\nevent: " + type.label() + "\ndata: ").getBytes(StandardCharsets.UTF_8));
            text.writeBytes(json.writeValueAsBytes(now.view.get()));
            text.writeBytes(END);
            known = text.toByteArray();
            now.frame = known;
        }
        return known;
    }
}
