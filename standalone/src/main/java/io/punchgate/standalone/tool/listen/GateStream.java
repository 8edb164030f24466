package io.punchgate.standalone.tool.listen;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The gate's stream of punches, as one API key sees it.
 *
 * <p>Java's older HTTP client, as it is ready at once, and gives up a connection on which nothing comes.
 */
final class GateStream {

    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
    /** Three times as long as a gate is silent at most. */
    static final Duration SILENCE_MAX = Duration.ofSeconds(45);

    private static final int REASON_BYTES_MAX = 4096;
    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final ListenOptions options;
    private final Clock clock;
    private final Duration silenceMax;

    /** @param silenceMax a connection on which nothing came for so long is dead */
    GateStream(ListenOptions options, Clock clock, Duration silenceMax) {
        this.options = options;
        this.clock = clock;
        this.silenceMax = silenceMax;
    }

    /**
     * An open stream.
     *
     * @param at the time of the gate when it opened it, in seconds
     */
    record Opened(EventStream events, Instant at) {}

    /**
     * Asks for the punches behind that position.
     *
     * @throws CannotGoOn if asking again would be in vain
     * @throws IOException if it would not be
     */
    Opened open(Position position) throws CannotGoOn, IOException, InterruptedException {
        // Aside, as an interrupt does not end the making of a connection.
        FutureTask<Opened> asked = new FutureTask<>(() -> ask(position));
        Thread.ofPlatform().daemon().name("stream-open").start(asked);
        try {
            return asked.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CannotGoOn reason) {
                throw reason;
            }
            throw new IOException(told(e.getCause()), e);
        }
    }

    private Opened ask(Position position) throws CannotGoOn, IOException {
        HttpURLConnection request =
                (HttpURLConnection) address(position).toURL().openConnection();
        request.setConnectTimeout((int) CONNECT_MAX.toMillis());
        request.setReadTimeout((int) silenceMax.toMillis());
        request.setInstanceFollowRedirects(false);
        request.setRequestProperty("Authorization", "Bearer " + options.apiKey());
        request.setRequestProperty("Accept", "text/event-stream");
        if (position.lastEventId() != null) {
            request.setRequestProperty("Last-Event-ID", position.lastEventId());
        }
        if (request.getResponseCode() != OK) {
            throw failure(request.getResponseCode(), body(request.getErrorStream()));
        }
        @Nullable String type = request.getContentType();
        if (type == null || !type.startsWith("text/event-stream")) {
            request.disconnect();
            throw new CannotGoOn(options.gate() + " answers, but not with a stream: is it a gate's address?");
        }
        long millis = request.getDate();
        return new Opened(
                EventStream.of(request.getInputStream()), millis == 0 ? clock.instant() : Instant.ofEpochMilli(millis));
    }

    private URI address(Position position) {
        StringBuilder address = new StringBuilder(options.gate()).append("/api/v1/stream?types=punch");
        if (options.sn() != null) {
            address.append("&sn=").append(URLEncoder.encode(options.sn(), UTF_8));
        }
        if (position.lastEventId() == null && position.since() != null) {
            address.append("&since=").append(position.since());
        }
        return URI.create(address.toString());
    }

    private static String body(@Nullable InputStream answer) throws IOException {
        if (answer == null) {
            return "";
        }
        try (answer) {
            return new String(answer.readNBytes(REASON_BYTES_MAX), UTF_8);
        }
    }

    private static String told(@Nullable Throwable cause) {
        return cause == null ? "no connection" : cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    private IOException failure(int status, String body) throws CannotGoOn {
        String told = "the gate answers " + status + reason(body);
        return switch (status) {
            case 401, 403 -> throw new CannotGoOn("the gate refuses the API key (" + status + ")" + reason(body));
            case 404 ->
                throw new CannotGoOn("there is no stream at " + options.gate() + " (404): is it a gate's address?");
            case TOO_MANY_REQUESTS -> new IOException(told);
            default -> {
                if (status < SERVER_ERROR) {
                    throw new CannotGoOn(told);
                }
                yield new IOException(told);
            }
        };
    }

    /** The words of a problem document, if it is one. */
    private static String reason(String body) {
        try {
            String detail = JsonMapper.shared().readTree(body).path("detail").asString("");
            return detail.isEmpty() ? "" : ": " + detail;
        } catch (JacksonException e) {
            return "";
        }
    }
}
