package io.punchgate.query.console.live;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes Server-Sent Events. */
final class EventWriter {

    private final OutputStream out;

    EventWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Writes an event.
     *
     * @param id that the browser tells when it connects anew; null: it tells the last one
     */
    void write(String name, @Nullable String id, String data) throws IOException {
        StringBuilder event = new StringBuilder(data.length() + 64)
                .append("event: ")
                .append(name)
                .append('\n');
        if (id != null) {
            event.append("id: ").append(id).append('\n');
        }
        data.lines().forEach(line -> event.append("data: ").append(line).append('\n'));
        if (data.isEmpty()) {
            event.append("data:\n");
        }
        out.write(event.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Sends what was written, and a comment: a browser that is gone is found out by it. */
    void flush() throws IOException {
        out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
