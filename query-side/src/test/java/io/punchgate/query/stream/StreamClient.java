package io.punchgate.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A listener on a connection of its own. */
final class StreamClient implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long TOLD_WITHIN_SECONDS = 10;

    private final HttpResponse<InputStream> answer;
    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
    private final AtomicInteger comments = new AtomicInteger();
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

    /** An event as it came. */
    record Told(String id, String type, String data) {

        JsonNode json() {
            return JsonMapper.shared().readTree(data);
        }
    }

    private StreamClient(HttpResponse<InputStream> answer) {
        this.answer = answer;
        if (answer.statusCode() == 200) {
            Thread.ofVirtual().start(this::read);
        }
    }

    /** Listens; the answer may also be a refusal. */
    static StreamClient open(URI uri, @Nullable String key, @Nullable String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            return new StreamClient(HTTP.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            String id = "";
            String type = "";
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(":")) {
                    comments.incrementAndGet();
                } else if (line.startsWith("id: ")) {
                    id = line.substring("id: ".length());
                } else if (line.startsWith("event: ")) {
                    type = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    data = line.substring("data: ".length());
                } else if (line.isEmpty() && !data.isEmpty()) {
                    told.add(new Told(id, type, data));
                    data = "";
                }
            }
        } catch (IOException brokenOff) {
            // That is an end as well.
        } finally {
            ended.complete(null);
        }
    }

    HttpResponse<InputStream> answer() {
        return answer;
    }

    /** The comments so far. */
    int comments() {
        return comments.get();
    }

    /** The next events, so many. */
    List<Told> next(int events) {
        List<Told> next = new ArrayList<>();
        while (next.size() < events) {
            next.add(next());
        }
        return next;
    }

    /** The next event. */
    Told next() {
        try {
            Told next = told.poll(TOLD_WITHIN_SECONDS, TimeUnit.SECONDS);
            assertThat(next).as("the next event").isNotNull();
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The events that came and were not asked for yet. */
    List<Told> rest() {
        List<Told> rest = new ArrayList<>();
        told.drainTo(rest);
        return rest;
    }

    /** Done once the server ended it. */
    CompletableFuture<@Nullable Void> ended() {
        return ended;
    }

    @Override
    public void close() {
        try {
            answer.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
