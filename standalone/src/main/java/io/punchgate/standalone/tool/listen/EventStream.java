package io.punchgate.standalone.tool.listen;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A stream of server-sent events that is being read, by a thread of its own until its end, or that of the process. A few events are
 * read ahead; while nobody takes them, nothing more is read, so that the gate may close the connection.
 */
final class EventStream {

    private static final int EVENTS_AHEAD_MAX = 200;

    private final BlockingQueue<Arrival> arrivals = new ArrayBlockingQueue<>(EVENTS_AHEAD_MAX);
    private final InputStream body;

    private sealed interface Arrival {
        record Event(ServerSentEvent event) implements Arrival {}

        record End(IOException reason) implements Arrival {}
    }

    private EventStream(InputStream body) {
        this.body = body;
    }

    /** Reads that body, which is closed at its end. */
    static EventStream of(InputStream body) {
        EventStream events = new EventStream(body);
        Thread.ofPlatform().daemon().name("stream-reader").start(events::read);
        return events;
    }

    private void read() {
        try {
            arrivals.put(new Arrival.End(readToTheEnd()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private IOException readToTheEnd() throws InterruptedException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, UTF_8))) {
            EventLines events = new EventLines();
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<ServerSentEvent> event = events.accept(line);
                if (event.isPresent()) {
                    arrivals.put(new Arrival.Event(event.get()));
                }
            }
            return new EOFException("the gate ended the stream");
        } catch (IOException e) {
            return e;
        }
    }

    /**
     * Waits for the next event.
     *
     * @throws IOException if there is none, as the stream ended
     */
    ServerSentEvent next() throws IOException, InterruptedException {
        return switch (arrivals.take()) {
            case Arrival.Event came -> came.event();
            case Arrival.End end -> throw end.reason();
        };
    }

    /** The events that are there already, without waiting, at most so many. */
    List<ServerSentEvent> ready(int max) {
        List<ServerSentEvent> ready = new ArrayList<>();
        while (ready.size() < max && arrivals.peek() instanceof Arrival.Event) {
            if (arrivals.poll() instanceof Arrival.Event came) {
                ready.add(came.event());
            }
        }
        return ready;
    }
}
