package io.punchgate.runtime.log.read;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells which events of a window are meant.
 *
 * @param eventName such as {@code punch-recorded}, in all its versions; null: any
 * @param from recorded then or later; null: at any time
 * @param before recorded earlier; null: at any time
 * @param stream only that one, and those of {@code prefixes}; null: all streams
 * @param prefixes the beginnings of more streams that are meant, such as {@code callback/}
 * @param customerId the customer that they name, perhaps not as their own; null: any
 */
public record RecordFilter(
        @Nullable String eventName,
        @Nullable Instant from,
        @Nullable Instant before,
        @Nullable String stream,
        List<String> prefixes,
        @Nullable String customerId) {

    /** All events. */
    public static final RecordFilter ALL = new RecordFilter(null, null, null, null, List.of(), null);

    /** All events of a stream, and of the streams with these prefixes. */
    public static RecordFilter ofStream(String stream, String... prefixes) {
        return new RecordFilter(null, null, null, stream, List.of(prefixes), null);
    }
}
