package io.punchgate.bench.customer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.punchgate.bench.load.HttpMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A customer's server that acknowledges at once, or as each callback is told to, and costs little, as it shares the cores with
 * what is measured: one thread for all connections of all callbacks.
 */
public final class CustomerServer implements AutoCloseable {

    private static final int BACKLOG = 1_024;
    private static final Duration LATE_BY = Duration.ofSeconds(5);
    private static final String USUAL = "punches";
    private static final byte[] DONE = answer("200 OK", "{\"status\":\"done\"}");
    private static final byte[] REJECTED = answer("400 Bad Request", "{\"status\":\"rejected\"}");

    private final Selector selector = Selector.open();
    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final Map<String, Callback> callbacks = new ConcurrentHashMap<>();
    /** Touched by the one thread only; all wait equally long, so that the first is due first. */
    private final Queue<Late> late = new ArrayDeque<>();

    public CustomerServer() throws IOException {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        Thread.ofPlatform().daemon().name("customer").start(this::serve);
    }

    /** A request that is answered later. */
    private record Late(long due, SocketChannel connection, Callback callback, String body) {}

    /** The callback of that name, on the same host and port as all others. */
    public Callback callback(String name) {
        return callbacks.computeIfAbsent(
                "/" + name,
                path -> new Callback("http://127.0.0.1:" + server.socket().getLocalPort() + path));
    }

    /** The address of the callback, where one is enough. */
    public String url() {
        return callback(USUAL).url();
    }

    /** Counts there what arrives at that one from now on. */
    public void count(Receiver into) {
        callback(USUAL).count(into);
    }

    /** Treats so what arrives at that one from now on. */
    public void behave(Behaviour as) {
        callback(USUAL).behave(as);
    }

    private static byte[] answer(String status, String body) {
        return "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(status, body.length(), body)
                .getBytes(ISO_8859_1);
    }

    private void serve() {
        try {
            while (selector.isOpen()) {
                selector.select(this::dealWith, millisUntilDue());
                answerWhatIsDue();
            }
        } catch (IOException | ClosedSelectorException e) {
            // Closed: the loop ends.
        }
    }

    private long millisUntilDue() {
        @Nullable Late next = late.peek();
        return next == null ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(next.due() - System.nanoTime()));
    }

    private void answerWhatIsDue() {
        for (Late next = late.peek(); next != null && next.due() <= System.nanoTime(); next = late.peek()) {
            late.remove();
            acknowledge(next.connection(), next.callback(), next.body());
        }
    }

    private void dealWith(SelectionKey key) {
        if (key.isValid() && key.isAcceptable()) {
            accept();
        } else if (key.isValid()) {
            read((SocketChannel) key.channel(), (HttpMessage) key.attachment());
        }
    }

    private void accept() {
        try {
            SocketChannel connection = server.accept();
            connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
            connection.configureBlocking(false);
            connection.register(selector, SelectionKey.OP_READ, new HttpMessage());
        } catch (IOException e) {
            // The product gave it up meanwhile; it will come again.
        }
    }

    private void read(SocketChannel connection, HttpMessage request) {
        try {
            if (!request.readFrom(connection)) {
                return;
            }
        } catch (IOException e) {
            // The product closed it; whatever is missing is counted as missing.
            close(connection);
            return;
        }
        @Nullable Callback callback = callbacks.get(request.path());
        if (callback == null) {
            close(connection);
            return;
        }
        switch (callback.behaviour()) {
            case ACKNOWLEDGES -> acknowledge(connection, callback, request.body());
            case HANGS -> {
                // Not even closed: the product is to wait.
            }
            case LATE ->
                late.add(new Late(System.nanoTime() + LATE_BY.toNanos(), connection, callback, request.body()));
            case REJECTS -> write(connection, REJECTED);
        }
    }

    private static void acknowledge(SocketChannel connection, Callback callback, String body) {
        PushBody.read(body, System.nanoTime(), callback.receiver());
        callback.acknowledges();
        write(connection, DONE);
    }

    private static void write(SocketChannel connection, byte[] answer) {
        ByteBuffer bytes = ByteBuffer.wrap(answer);
        try {
            while (bytes.hasRemaining()) {
                connection.write(bytes);
            }
        } catch (IOException e) {
            close(connection);
        }
    }

    private static void close(SocketChannel connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // It is of no further use.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        selector.keys().forEach(key -> {
            if (key.channel() instanceof SocketChannel connection) {
                close(connection);
            }
        });
        selector.close();
    }
}
