package io.punchgate.query.stream.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
    private final Supplier<@Nullable String> userId;
    private final Supplier<?> view;
    private volatile byte @Nullable [] frame;

    /**
     * An event.
     *
     * @param recordedAt when the log recorded it
     * @param userId the user of its punch; null: it has none
     * @param view what it shows
     */
    public StreamEvent(
            EventId id,
            StreamType type,
            String customerId,
            String sn,
            Instant recordedAt,
            Supplier<@Nullable String> userId,
            Supplier<?> view) {
        this.id = id;
        this.type = type;
        this.customerId = customerId;
        this.sn = sn;
        this.recordedAt = recordedAt;
        this.userId = userId;
        this.view = view;
    }

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

    /** The user of its punch; null: it has none. May ask the read models. */
    public @Nullable String userId() {
        return userId.get();
    }

    /** The event as it is sent. May ask the read models; two who ask at once may both do so, and get the same. */
    public byte[] frame(JsonMapper json) {
        byte[] known = frame;
        if (known == null) {
            ByteArrayOutputStream text = new ByteArrayOutputStream(1_024);
            text.writeBytes(
                    ("id: " + id.text() + "\nevent: " + type.label() + "\ndata: ").getBytes(StandardCharsets.UTF_8));
            text.writeBytes(json.writeValueAsBytes(view.get()));
            text.writeBytes(END);
            known = text.toByteArray();
            frame = known;
        }
        return known;
    }
}
