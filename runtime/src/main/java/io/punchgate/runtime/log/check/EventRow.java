package io.punchgate.runtime.log.check;

import io.punchgate.api.Sha256;
import io.punchgate.api.Streams;
import io.punchgate.runtime.log.EventRecords;
import io.punchgate.runtime.log.EventRecords.Text;
import io.punchgate.runtime.log.Logged;
import io.punchgate.runtime.log.StoredEvent;
import io.punchgate.runtime.sql.Timestamps;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A row of the log. Only its text is hashed; the other columns repeat what the text says.
 *
 * @param event as the text tells it; null: it cannot be read
 */
record EventRow(
        long position,
        String stream,
        long sequence,
        String type,
        Instant recordedAt,
        String record,
        @Nullable StoredEvent event) {

    static final String COLUMNS = "position, stream, sequence, type, recorded_at, record";

    /** The column has microseconds, to which the driver rounds the text's nanoseconds. */
    private static final Duration ROUNDED_MAX = Duration.of(1, ChronoUnit.MICROS);

    private static final String ANY_DEVICE = Streams.device("");
    private static final String ANY_CUSTOMER = Streams.customer("");
    private static final String ANY_CALLBACK = "callback/";

    static EventRow read(ResultSet row) throws SQLException {
        return new EventRow(
                row.getLong("position"),
                row.getString("stream"),
                row.getLong("sequence"),
                row.getString("type"),
                Timestamps.instant(row, "recorded_at"),
                row.getString("record"),
                null);
    }

    /** The rows with the events that their texts tell. */
    static List<EventRow> decoded(List<EventRow> rows, EventRecords records) {
        List<EventRow> decoded = new ArrayList<>(rows.size());
        while (decoded.size() < rows.size()) {
            List<EventRow> left = rows.subList(decoded.size(), rows.size());
            List<Logged> read = upToUnreadable(left, records);
            for (int i = 0; i < read.size(); i++) {
                decoded.add(left.get(i).with(read.get(i).event()));
            }
            if (read.size() < left.size()) {
                decoded.add(left.get(read.size()));
            }
        }
        return decoded;
    }

    private static List<Logged> upToUnreadable(List<EventRow> rows, EventRecords records) {
        try {
            return records.page(rows.stream()
                    .map(row -> new Text(row.position(), row.record()))
                    .toList());
        } catch (IllegalStateException firstUnreadable) {
            return List.of();
        }
    }

    private EventRow with(StoredEvent told) {
        return new EventRow(position, stream, sequence, type, recordedAt, record, told);
    }

    /** The hash that the tree has of the text, if nobody changed either. */
    byte[] hash() {
        return Sha256.of(record.getBytes(StandardCharsets.UTF_8));
    }

    /** Tells whether the columns are what the text says. One that cannot be read, as a later version's, says nothing. */
    boolean agrees() {
        return event == null
                || (event.stream().equals(stream)
                        && event.sequence() == sequence
                        && EventRecords.storedName(event.payload()).equals(type)
                        && Duration.between(event.at(), recordedAt).abs().compareTo(ROUNDED_MAX) <= 0);
    }

    LogFault fault() {
        Set<String> customers = new LinkedHashSet<>();
        Set<String> devices = new LinkedHashSet<>();
        note(stream, customers, devices);
        JsonNode payload = payload();
        addText(payload.path("customerId"), customers);
        addText(payload.path("sn"), devices);
        return new LogFault(
                Long.toString(position),
                position,
                customers.isEmpty() ? null : customers.iterator().next(),
                customers,
                devices);
    }

    private static void note(String stream, Set<String> customers, Set<String> devices) {
        if (stream.startsWith(ANY_DEVICE)) {
            devices.add(stream.substring(ANY_DEVICE.length()));
        } else if (stream.startsWith(ANY_CUSTOMER)) {
            customers.add(stream.substring(ANY_CUSTOMER.length()));
        } else if (stream.startsWith(ANY_CALLBACK)) {
            String key = stream.substring(ANY_CALLBACK.length());
            int slash = key.indexOf('/');
            customers.add(slash < 0 ? key : key.substring(0, slash));
        }
    }

    private static void addText(JsonNode node, Set<String> texts) {
        if (node.isString()) {
            texts.add(node.stringValue());
        }
    }

    private JsonNode payload() {
        try {
            return EventRecords.payload(record);
        } catch (JacksonException unreadable) {
            return MissingNode.getInstance();
        }
    }
}
