package io.punchgate.standalone.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.punchgate.standalone.text.Texts.Text;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An AiFace terminal that sends texts over its WebSocket. */
final class AiFaceSocket implements AutoCloseable {

    private static final String LOG = "{\"cmd\":\"sendlog\",\"sn\":\"SN-TEXT\",\"count\":1,\"logindex\":";
    private static final String RECORD =
            ",\"record\":[{\"enrollid\":7,\"time\":\"2026-06-21 09:30:00\",\"mode\":0,\"inout\":1,\"event\":0}]}";
    private static final String CLOSED = "closed";
    private static final String OF_A_STRANGER = "\"sn\":\"%J\"";
    private static final int MESSAGE_BYTES_MAX = 1_048_576;
    private static final int READ_WAIT_MAX_SECONDS = 30;

    private final URI address;
    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private WebSocket socket;
    private int logs;

    AiFaceSocket(int port) {
        address = URI.create("ws://127.0.0.1:" + port + "/pub/chat");
        socket = connected();
    }

    private WebSocket connected() {
        heard.clear();
        return client.newWebSocketBuilder().buildAsync(address, new Ear()).join();
    }

    private final class Ear implements WebSocket.Listener {

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            heard.add(data.toString());
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            heard.add(CLOSED);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            heard.add(CLOSED);
        }
    }

    /** After each of these messages a record is acknowledged, unless one was too long, or one too many of a stranger. */
    void say(List<String> messages, Text text) {
        for (String message : messages) {
            byte[] bytes = message.replace("%J", text.escaped())
                    .replace("%T", text.value())
                    .getBytes(UTF_8);
            var unused = socket.sendText(new String(bytes, UTF_8), true)
                    .exceptionally(closed -> socket)
                    .join();
            if (!isServed()) {
                assertThat(bytes.length > MESSAGE_BYTES_MAX || message.contains(OF_A_STRANGER))
                        .as("closed for %s in %s", text.name(), message)
                        .isTrue();
                socket.abort();
                socket = connected();
            }
        }
    }

    private boolean isServed() {
        logs++;
        var unused = socket.sendText(LOG + logs + RECORD, true)
                .exceptionally(closed -> socket)
                .join();
        while (true) {
            String answer = hear();
            if (answer.equals(CLOSED) || isAcknowledgement(answer)) {
                return !answer.equals(CLOSED);
            }
        }
    }

    private boolean isAcknowledgement(String answer) {
        return answer.startsWith("{\"ret\":\"sendlog\",\"result\":true")
                && answer.endsWith("\"logindex\":" + logs + "}");
    }

    private String hear() {
        try {
            @Nullable String next = heard.poll(READ_WAIT_MAX_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing was heard");
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
    }
}
