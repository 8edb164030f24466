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

/**
 * A customer's server that acknowledges at once, and costs little, as it shares the cores with what is measured: one thread
 * for all connections.
 */
public final class CustomerServer implements AutoCloseable {

    private static final int BACKLOG = 1_024;
    private static final byte[] DONE =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 17\r\n\r\n{\"status\":\"done\"}"
                    .getBytes(ISO_8859_1);

    private final Selector selector = Selector.open();
    private final ServerSocketChannel server = ServerSocketChannel.open();
    private volatile Receipts receipts = new Receipts(0, 0, 0, true);
    private volatile boolean hanging;

    public CustomerServer() throws IOException {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        Thread.ofPlatform().daemon().name("customer").start(this::serve);
    }

    public String url() {
        return "http://127.0.0.1:" + server.socket().getLocalPort() + "/punches";
    }

    /** Counts what arrives from now on there. */
    public void count(Receipts into) {
        receipts = into;
    }

    /** Answers nothing from now on, or answers again; what came meanwhile is never answered. */
    public void hang(boolean hangs) {
        hanging = hangs;
    }

    private void serve() {
        try {
            while (selector.isOpen()) {
                selector.select(this::dealWith);
            }
        } catch (IOException | ClosedSelectorException e) {
            // Closed: the loop ends.
        }
    }

    private void dealWith(SelectionKey key) {
        if (key.isValid() && key.isAcceptable()) {
            accept();
        } else if (key.isValid()) {
            answer((SocketChannel) key.channel(), (HttpMessage) key.attachment());
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

    private void answer(SocketChannel connection, HttpMessage request) {
        try {
            if (!request.readFrom(connection) || hanging) {
                return;
            }
            long now = System.nanoTime();
            String body = request.body();
            receipts.received(textAfter(body, "\"SerialNumber\":\""), textAfter(body, "\"UserId\":\""), now);
            ByteBuffer done = ByteBuffer.wrap(DONE);
            while (done.hasRemaining()) {
                connection.write(done);
            }
        } catch (IOException e) {
            // The product closed it; whatever is missing is counted as missing.
            close(connection);
        }
    }

    private static String textAfter(String body, String key) {
        int at = body.indexOf(key);
        int from = at + key.length();
        return at < 0 ? "" : body.substring(from, body.indexOf('"', from));
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
