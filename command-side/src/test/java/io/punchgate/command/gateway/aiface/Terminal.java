package io.punchgate.command.gateway.aiface;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A terminal on a real WebSocket. */
final class Terminal implements AutoCloseable {

    static final String CLOSED = "closed ";
    private static final Duration READ_WAIT_MAX = Duration.ofSeconds(40);

    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    Terminal(URI address) {
        socket = client.newWebSocketBuilder().buildAsync(address, new Ear()).join();
    }

    private final class Ear implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                heard.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            heard.add(CLOSED + status);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            heard.add(CLOSED + failure.getClass().getSimpleName());
        }
    }

    void say(String message) {
        socket.sendText(message, true).join();
    }

    /** Says something in pieces, the last of which may not come. */
    void say(String piece, boolean last) {
        CompletableFuture<WebSocket> sent = socket.sendText(piece, last);
        var unused = sent.exceptionally(failure -> socket).join();
    }

    void sayBytes(byte[] message) {
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
    }

    /** The next message. */
    String hear() {
        @Nullable String next = hear(READ_WAIT_MAX);
        if (next == null) {
            throw new AssertionError("nothing was heard");
        }
        return next;
    }

    /** The next message, or null if none comes for so long. */
    @Nullable
    String hear(Duration wait) {
        try {
            return heard.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    String ask(String message) {
        say(message);
        return hear();
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
    }
}
